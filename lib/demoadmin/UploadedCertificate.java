package lib.demoadmin;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import lib.failure.Failure;

/**
 * The certificate that is uploaded to an app: one, X.509, RSA, and no larger than Salesforce takes.
 *
 * <p>Its dates do not matter: Salesforce goes on verifying with an expired certificate.
 */
public record UploadedCertificate(String sha256, RSAPublicKey publicKey) {

    private static final int LARGEST = 4096;
    // RFC 7518 3.3
    private static final int SHORTEST_KEY = 2048;
    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");
    private static final String UPLOAD_IT = "upload server.crt, as sfjwt generate-certs writes it";

    /** @throws Failure {@code certificate_unusable}, saying what the bytes are instead */
    public static UploadedCertificate read(byte[] file) {
        if (file.length == 0) {
            throw unusable("nothing was sent", "send the file as it is: curl --data-binary @certs/server.crt …");
        }
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (text.contains("PRIVATE KEY-----") || isPrivateKeyDer(file)) {
            throw unusable("this is a private key", "never upload a key anywhere: it stays on your machine, and "
                    + "only the certificate goes to Salesforce; " + UPLOAD_IT);
        }
        if (file.length > LARGEST) {
            throw unusable("this has " + file.length + " bytes, and Salesforce takes a certificate of at most 4 KB",
                    "upload a single certificate without its chain, or its DER form");
        }
        return of(parse(file[0] == 0x30 ? file : der(text)));
    }

    private static UploadedCertificate of(X509Certificate certificate) {
        // an RSASSA-PSS key is an RSAPublicKey too, but cannot sign RS256
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key) || !key.getAlgorithm().equals("RSA")) {
            throw unusable("the certificate's key is " + certificate.getPublicKey().getAlgorithm() + ", not RSA",
                    "JWT Bearer signs with RS256: make an RSA certificate, for example with sfjwt generate-certs");
        }
        if (key.getModulus().bitLength() < SHORTEST_KEY) {
            throw unusable("the certificate's key has " + key.getModulus().bitLength() + " bits, RS256 needs 2048",
                    "make a longer key, for example with sfjwt generate-certs");
        }
        return new UploadedCertificate(sha256Of(certificate), key);
    }

    private static X509Certificate parse(byte[] der) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
            if (certificate.getEncoded().length != der.length) {
                throw unusable("something follows the certificate", "upload a single certificate and nothing else");
            }
            return certificate;
        } catch (CertificateException e) {
            throw unusable("this cannot be read as an X.509 certificate", UPLOAD_IT).from(e);
        }
    }

    private static byte[] der(String pem) {
        if (pem.contains("CERTIFICATE REQUEST-----")) {
            throw unusable("this is a certificate request (CSR)", UPLOAD_IT);
        }
        if (pem.contains("PUBLIC KEY-----")) {
            throw unusable("this is a bare public key", UPLOAD_IT);
        }
        var found = CERTIFICATE.matcher(pem);
        if (!found.find()) {
            throw unusable("this is not a certificate", UPLOAD_IT);
        }
        String base64 = found.group(1);
        if (found.find()) {
            throw unusable("this holds more than one certificate", "upload the first one alone, without its chain");
        }
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unusable("the certificate's base64 is damaged", UPLOAD_IT).from(e);
        }
    }

    /** PKCS#1 and PKCS#8 begin with a version number inside the sequence, a certificate with another sequence. */
    private static boolean isPrivateKeyDer(byte[] file) {
        if (file.length < 8 || file[0] != 0x30) {
            return false;
        }
        int lengthBytes = file[1] < 0 ? file[1] & 0x7f : 0;
        return lengthBytes <= 4 && file[2 + lengthBytes] == 0x02;
    }

    private static String sha256Of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | CertificateException e) {
            throw new IllegalStateException("every Java has SHA-256, and what was parsed can be encoded", e);
        }
    }

    private static Failure unusable(String what, String fix) {
        return Failure.file("certificate_unusable", what, fix);
    }
}
