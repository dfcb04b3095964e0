package lib.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.pkcs11.OpenToken;

/**
 * A key in a token that is to have a certificate: the one that is there, or a new one.
 */
record TokenCertificate(OpenToken token, SigningKey signingKey, boolean isNew) {

    /** @throws Failure {@code pkcs11_no_key} where a key is to be reused and there is none */
    static TokenCertificate of(GenerateCerts.Request request, Passphrase passphrase) {
        OpenToken token = PrivateKeys.open(request.token(), passphrase);
        boolean make = !request.reuseKey() && !token.hasKey();
        var key = make ? token.make(request.keySize())
                : token.keyToCertify(publicKey -> passing(publicKey));
        return new TokenCertificate(token, PrivateKeys.inToken(key), make);
    }

    /** Puts it beside the key, where Java looks for it. */
    void certify(X509Certificate certificate, boolean renew) {
        token.certify(certificate, renew);
    }

    /** A certificate of the key that the key itself did not sign, as it cannot be reached without one. */
    private static X509Certificate passing(RSAPublicKey publicKey) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var signer = new SigningKey(generator.generateKeyPair().getPrivate(), publicKey, null,
                    Optional.empty(), "passing", false, List.of());
            Instant now = Instant.now();
            byte[] der = new SelfSigned(signer, Subject.DEFAULT.toX500Name())
                    .certificate(now, now.plus(Duration.ofDays(1)));
            return Certificates.read(Pem.write("CERTIFICATE", der).getBytes(StandardCharsets.US_ASCII),
                    Named.of("the passing certificate")).certificate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }
}
