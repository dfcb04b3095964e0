package lib.keys;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lib.pkcs11.OpenToken;
import lib.pkcs11.TokenKey;

/**
 * A key that is to have a certificate: a new one, the one in server.key, or one in a token.
 *
 * @param newFile the content of the server.key to write; null to write none
 * @param token where the certificate has its place beside the key; null for a key in a file
 */
record KeyToCertify(SigningKey key, KeySource source, byte[] newFile, boolean isNew, OpenToken token) {

    /** @throws lib.failure.Failure {@code pkcs11_no_key} where a key is to be reused and there is none */
    static KeyToCertify of(GenerateCerts.Request request, Passphrase passphrase) {
        if (request.token() != null) {
            return inToken(request, passphrase);
        }
        KeySource file = new KeySource.InFile(request.key());
        if (request.reuseKey()) {
            return new KeyToCertify(PrivateKeys.read(file, passphrase), file, null, false, null);
        }
        byte[] made = Pem.write("PRIVATE KEY", RsaKey.make(request.keySize()).getEncoded())
                .getBytes(StandardCharsets.US_ASCII);
        return new KeyToCertify(KeyForms.read(made, file.where(), Passphrase.NONE), file, made, true, null);
    }

    private static KeyToCertify inToken(GenerateCerts.Request request, Passphrase passphrase) {
        OpenToken token = PrivateKeys.open(request.token(), passphrase);
        boolean make = !request.reuseKey() && !token.hasKey();
        TokenKey key = make ? token.make(request.keySize()) : token.keyToCertify(KeyToCertify::passing);
        return new KeyToCertify(PrivateKeys.inToken(key), new KeySource.InToken(request.token()), null, make, token);
    }

    /** Puts the certificate beside a key in a token, where Java looks for it. */
    void certify(X509Certificate certificate, boolean renew) {
        if (token != null) {
            token.certify(certificate, renew);
        }
    }

    /** A certificate of the key that the key itself did not sign, as it cannot be reached without one. */
    private static X509Certificate passing(RSAPublicKey publicKey) {
        var signer = new SigningKey(RsaKey.make(GenerateCerts.Request.DEFAULT_KEY_SIZE), publicKey, null,
                Optional.empty(), "passing", false, List.of());
        Instant now = Instant.now();
        return new SelfSigned(signer, Subject.DEFAULT.toX500Name())
                .certificate(new Validity(now, now.plus(Duration.ofDays(1))));
    }
}
