package lib.pkcs11;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import org.bouncycastle.asn1.ASN1Integer;

/**
 * The keys and certificates in a token that somebody has logged in to.
 */
record TokenContent(NativeModule module, Token token) {

    List<TokenObject> privateKeys() {
        return module.objects(token, NativeModule.PRIVATE_KEY);
    }

    /** The certificate beside a key; null for none. */
    TokenObject certificate(TokenObject key) {
        return module.objects(token, NativeModule.CERTIFICATE).stream()
                .filter(key::isBeside).filter(certificate -> certificate.value() != null).findFirst().orElse(null);
    }

    /** That of a URI's key, found without the key, which only shows after a login. */
    Optional<X509Certificate> certificate(TokenUri uri) {
        List<TokenObject> certificates = module.objects(token, NativeModule.CERTIFICATE);
        List<TokenObject> publicKeys = module.objects(token, NativeModule.PUBLIC_KEY).stream()
                .filter(key -> key.matches(uri)).toList();
        return certificates.stream()
                .filter(one -> one.matches(uri) || publicKeys.stream().anyMatch(one::isBeside))
                .filter(one -> one.value() != null).findFirst().map(TokenContent::read);
    }

    static X509Certificate read(TokenObject certificate) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate.value()));
        } catch (GeneralSecurityException e) {
            throw Failure.file("cert_damaged", "the certificate beside the key in its token cannot be read",
                    "delete it with the tool of the token's maker, and put the right one there").from(e);
        }
    }

    /** Some private keys do not tell their public exponent; the public key or the certificate beside them does. */
    RSAPublicKey publicKey(TokenObject key) {
        List<TokenObject> publicKeys = module.objects(token, NativeModule.PUBLIC_KEY);
        BigInteger exponent = Stream.concat(Stream.of(key), publicKeys.stream().filter(key::isBeside))
                .map(TokenObject::exponent).filter(Objects::nonNull).findFirst()
                .orElseGet(() -> exponentOf(certificate(key)));
        return software(key.modulus(), exponent);
    }

    private static BigInteger exponentOf(TokenObject certificate) {
        return certificate != null && read(certificate).getPublicKey() instanceof RSAPublicKey rsa
                ? rsa.getPublicExponent() : RSAKeyGenParameterSpec.F4;
    }

    /** As a key of Java's own, so that what the token signed is checked outside of it. */
    static RSAPublicKey software(BigInteger modulus, BigInteger exponent) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw Failure.file("key_damaged", "the numbers that the token tells of its key are not those of an RSA key",
                    Fix.of("make another key in the token: ", TokenFailures.ANOTHER_KEY)).from(e);
        }
    }

    boolean isSignedByItself(TokenObject certificate) {
        try {
            X509Certificate read = read(certificate);
            read.verify(read.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    void remove(TokenObject object) {
        module.destroy(token, object.handle());
    }

    /** @return takes it away again */
    Runnable add(X509Certificate certificate, TokenObject key) {
        try {
            var attributes = new LinkedHashMap<Long, byte[]>();
            attributes.put(NativeModule.CKA_CLASS, NativeMemory.bytes(NativeModule.CERTIFICATE));
            attributes.put(NativeModule.CKA_TOKEN, new byte[] {1});
            attributes.put(NativeModule.CKA_CERTIFICATE_TYPE, NativeMemory.bytes(0)); // X.509
            attributes.put(NativeModule.CKA_LABEL, Objects.toString(key.label(), "sfjwt")
                    .getBytes(StandardCharsets.UTF_8));
            attributes.put(NativeModule.CKA_ID, key.id());
            attributes.put(NativeModule.CKA_SUBJECT, certificate.getSubjectX500Principal().getEncoded());
            attributes.put(NativeModule.CKA_ISSUER, certificate.getIssuerX500Principal().getEncoded());
            attributes.put(NativeModule.CKA_SERIAL_NUMBER, new ASN1Integer(certificate.getSerialNumber()).getEncoded());
            attributes.put(NativeModule.CKA_VALUE, certificate.getEncoded());
            long handle = module.create(token, attributes);
            return () -> module.destroy(token, handle);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate that was made has its encoding", e);
        }
    }
}
