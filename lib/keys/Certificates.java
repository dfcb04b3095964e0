package lib.keys;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.text.FileText;

/**
 * Reads an X.509 certificate, and says what it is instead when it is something else.
 */
public final class Certificates {

    /** The largest content worth reading, in bytes; Salesforce itself takes no certificate over 4 KB. */
    public static final int LARGEST = 1024 * 1024;

    private static final Map<String, String> ATTRIBUTE_NAMES = Map.of("1.2.840.113549.1.9.1", "emailAddress");

    private Certificates() {
    }

    /** A certificate, how many bytes its file has, and what its owner should know about the file that it came from. */
    public record ReadCertificate(X509Certificate certificate, int size, List<Warning> warnings) {
    }

    /** The first certificate in a file. */
    public static ReadCertificate read(Path file) {
        return read(file, null);
    }

    /** The certificate in a file that belongs to this key where one does; else, and for null, the first. */
    public static ReadCertificate read(Path file, SigningKey key) {
        try {
            return read(InputFile.read(file, "certificate", LARGEST), key, Named.certificate(file));
        } catch (Failure e) {
            throw e.about(file);
        }
    }

    /**
     * The first certificate in this content, PEM or DER.
     *
     * @param where how messages call it
     * @throws Failure {@code cert_is_csr}, {@code cert_damaged}, …
     */
    public static ReadCertificate read(byte[] content, Named where) {
        return read(content, null, where);
    }

    private static ReadCertificate read(byte[] content, SigningKey key, Named where) {
        try {
            List<Pem.Block> blocks = Der.isLikely(content) ? List.of() : Pem.blocks(Pem.text(content), where.name());
            if (blocks.isEmpty()) {
                requireCertificate(Shape.of(content), Der.isLikely(content), where);
                return new ReadCertificate(parse(content, where), content.length, List.of());
            }
            List<Pem.Block> certificates = blocks.stream().filter(b -> Shape.of(b) == Shape.CERTIFICATE).toList();
            if (certificates.isEmpty()) {
                requireCertificate(Shape.of(blocks.getFirst()), false, where);
            }
            int chosen = key == null || certificates.size() == 1 ? 0
                    : Math.max(0, in(content).stream().map(Certificates::spkiSha256).toList()
                            .indexOf(key.spkiSha256()));
            var warnings = new ArrayList<Warning>();
            if (FileText.isUtf16(content)) {
                warnings.add(Warning.of("cert_utf16", where + " is UTF-16, as Windows PowerShell writes it, which "
                        + "Salesforce may not read"));
            }
            if (chosen > 0) {
                warnings.add(Warning.of("cert_not_first", where + " holds " + certificates.size() + " certificates; "
                        + "number " + (chosen + 1) + " belongs to the key, and Salesforce wants that one alone"));
            } else if (certificates.size() > 1) {
                warnings.add(Warning.of("cert_chain", where + " holds " + certificates.size() + " certificates; the "
                        + "first one counts, and Salesforce wants that one alone"));
            }
            if (blocks.stream().anyMatch(block -> block.label().endsWith("PRIVATE KEY"))) {
                warnings.add(Warning.of("cert_with_key", where + " holds a private key too, which nobody else should "
                        + "get: upload the certificate alone"));
            }
            return new ReadCertificate(parse(certificates.get(chosen).bytes(), where), content.length, warnings);
        } catch (Der.Malformed e) {
            throw damaged(where);
        }
    }

    /** All certificates of a PEM text; none where the text is damaged or something else. */
    static List<X509Certificate> in(byte[] content) {
        try {
            return Pem.blocks(Pem.text(content), "").stream().filter(block -> Shape.of(block) == Shape.CERTIFICATE)
                    .map(block -> parse(block.bytes(), Named.of(""))).toList();
        } catch (Failure | Der.Malformed e) {
            return List.of();
        }
    }

    /** SHA-256 of the certificate, as {@code openssl x509 -fingerprint -sha256} prints it. */
    public static String fingerprint(X509Certificate certificate) {
        return Fingerprint.sha256(encoded(certificate));
    }

    /** Its serial number in upper-case hex, two digits a byte. */
    public static String serial(X509Certificate certificate) {
        return HexFormat.of().withUpperCase().formatHex(certificate.getSerialNumber().toByteArray());
    }

    /** SHA-256 of its public key: equal to {@link SigningKey#spkiSha256} of the key it belongs to. */
    public static String spkiSha256(X509Certificate certificate) {
        return Fingerprint.sha256(certificate.getPublicKey().getEncoded());
    }

    /** As text, alone. */
    public static String pem(X509Certificate certificate) {
        return Pem.write("CERTIFICATE", encoded(certificate));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was parsed has its encoding", e);
        }
    }

    /** The subject in the notation of RFC 2253. */
    public static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253, ATTRIBUTE_NAMES);
    }

    /** What it says, for JSON. */
    public static JsonObject facts(X509Certificate certificate) {
        Validity validity = Validity.of(certificate);
        return Json.createObjectBuilder()
                .add("crtContent", pem(certificate))
                .add("fingerprint", fingerprint(certificate))
                .add("publicKeySha256", spkiSha256(certificate))
                .add("subject", subject(certificate))
                .add("serial", serial(certificate))
                .add("notBefore", validity.from().toString())
                .add("notAfter", validity.until().toString())
                .build();
    }

    private static X509Certificate parse(byte[] der, Named where) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException | RuntimeException e) {
            // whatever else the JDK's parser may throw at hostile bytes is damage too
            throw damaged(where);
        }
    }

    /** Whether it is for a key that Salesforce's RS256 can be verified with; one for RSASSA-PSS alone cannot. */
    public static boolean isRsa(X509Certificate certificate) {
        return certificate.getPublicKey().getAlgorithm().equals(SigningKey.RSA);
    }

    private static void requireCertificate(Shape shape, boolean der, Named where) {
        if (shape == Shape.CERTIFICATE) {
            return;
        }
        String path = where.inCommand();
        throw Failure.file("cert_is_" + shape.code(),
                where + " is " + shape.what() + (shape == Shape.EMPTY ? "" : ", not a certificate"), switch (shape) {
                    case CSR -> Fix.of("name the certificate made from it: server.crt, not server.csr");
                    case PKCS12 -> Fix.of("take it out: openssl pkcs12 -in " + path
                            + " -nokeys -clcerts -out server.crt (for an old one, OpenSSL 3 wants -legacy too)");
                    case PKCS7 -> Fix.of("take it out: openssl pkcs7 " + (der ? "-inform DER " : "") + "-in " + path
                            + " -print_certs -out server.crt");
                    case BASE64 -> Fix.of("decode it: base64 -d " + path + " > decoded.crt");
                    default -> Fix.of("name the certificate that was uploaded to Salesforce (server.crt), or make one"
                            + " for its key: ", Fix.command("generate-certs", "--reuse-key", "--force"));
                });
    }

    private static Failure damaged(Named where) {
        return Failure.file("cert_damaged", where + " is damaged: it cannot be read as an X.509 certificate",
                "copy it again, whole, from where it came");
    }
}
