package lib.keys;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * What a key says about itself: a certificate signing request and a self-signed certificate.
 */
final class SelfSigned {

    private static final int SERIAL_BITS = 159;

    private final SigningKey key;
    private final PublicKey publicKey;
    private final X500Name subject;

    SelfSigned(SigningKey key, X500Name subject) {
        this.key = key;
        this.publicKey = key.publicKey();
        this.subject = subject;
    }

    /** In DER. */
    byte[] request() {
        try {
            PKCS10CertificationRequest request = new JcaPKCS10CertificationRequestBuilder(subject, publicKey)
                    .build(signer());
            var verifier = new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo());
            if (!request.isSignatureValid(verifier)) {
                throw new IllegalStateException("the new signing request does not verify");
            }
            return request.getEncoded();
        } catch (OperatorException | PKCSException | IOException e) {
            throw new IllegalStateException("cannot make a signing request", e);
        }
    }

    /** As the JDK reads it back: it is BouncyCastle that writes it. */
    X509Certificate certificate(Validity validity) {
        try {
            var identifiers = new JcaX509ExtensionUtils();
            byte[] der = new JcaX509v3CertificateBuilder(subject, serial(), Date.from(validity.from()),
                    Date.from(validity.until()), subject, publicKey)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.subjectKeyIdentifier, false,
                            identifiers.createSubjectKeyIdentifier(publicKey))
                    .addExtension(Extension.authorityKeyIdentifier, false,
                            identifiers.createAuthorityKeyIdentifier(publicKey))
                    .build(signer())
                    .getEncoded();
            return Certificates.read(der, Named.of("the new certificate")).certificate();
        } catch (OperatorException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    private ContentSigner signer() throws OperatorException {
        var builder = new JcaContentSignerBuilder(SigningKey.ALGORITHM);
        return (key.provider() == null ? builder : builder.setProvider(key.provider())).build(key.key());
    }

    /** RFC 5280 4.1.2.2: positive, at most 20 octets; the top bit of the 159 is set, so it is never short. */
    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    }
}
