package lib.doctor;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Step;
import lib.keys.Certificates;
import lib.keys.Fingerprint;
import lib.keys.OwnCertificate;
import lib.keys.SigningKey;
import lib.keys.Validity;
import lib.text.ShellQuote;

/**
 * Whether the certificate is one that Salesforce takes, belongs to the key, and is in force.
 */
final class CertificateChecks {

    private static final int LARGEST = 4096;

    static final String VALIDITY = "certificate validity";
    static final String KEY_AND_CERTIFICATE = "key and certificate";

    static final List<Check> CHECKS = List.of(
            new Check("certificate", Phase.OFFLINE, Input.CERTIFICATE, CertificateChecks::readable),
            new Check("certificate key", Phase.OFFLINE, CertificateChecks::rsa),
            new Check("certificate alone", Phase.OFFLINE, CertificateChecks::alone),
            new Check("certificate file size", Phase.OFFLINE, CertificateChecks::fileSize),
            new Check(KEY_AND_CERTIFICATE, Phase.OFFLINE, Input.KEY_FILE, CertificateChecks::match),
            new Check(VALIDITY, Phase.OFFLINE, CertificateChecks::validity));

    private static Finding readable(Evidence evidence) {
        Path asked = evidence.request().certificate();
        Optional<OwnCertificate> own = asked != null ? Optional.empty() : evidence.find(Fact.KEY)
                .flatMap(key -> OwnCertificate.within(evidence.need(Fact.CONFIG).key(), key));
        if (own.isPresent()) {
            return found(evidence, new CertificateFile(evidence.shown(own.get().place()), own.get().certificate(),
                    Certificates.pem(own.get().certificate()).length(), List.of()));
        }
        Optional<Path> file = asked != null ? Optional.of(asked)
                : evidence.find(Fact.KEY_FILE).flatMap(OwnCertificate::fileBeside);
        if (file.isEmpty()) {
            return Finding.skipped("needs --cert, or a server.crt beside the key");
        }
        var read = Certificates.read(file.get(), evidence.find(Fact.KEY).orElse(null));
        return found(evidence, new CertificateFile(evidence.shown(file.get()), read.certificate(), read.size(),
                read.warnings()));
    }

    private static Finding found(Evidence evidence, CertificateFile file) {
        evidence.add(Fact.CERTIFICATE, file);
        return Finding.ok(file.place() + ": SHA-256 "
                + Fingerprint.shortened(Certificates.fingerprint(file.certificate())));
    }

    private static Finding rsa(Evidence evidence) {
        X509Certificate certificate = evidence.need(Fact.CERTIFICATE).certificate();
        var key = certificate.getPublicKey();
        return Certificates.isRsa(certificate) && key instanceof RSAPublicKey rsa
                ? Finding.ok("RSA, " + rsa.getModulus().bitLength() + " bits")
                : Finding.failed("cert_wrong_algorithm", "the certificate is for a key of " + key.getAlgorithm()
                        + ", and Salesforce takes RS256 only",
                        Fix.of("make an RSA key and its certificate: ", evidence.newKey()));
    }

    private static Finding alone(Evidence evidence) {
        CertificateFile file = evidence.need(Fact.CERTIFICATE);
        if (file.warnings().isEmpty()) {
            return Finding.ok("one certificate, no chain");
        }
        String shown = ShellQuote.sh(file.place());
        String code = file.warnings().getFirst().code();
        return Finding.warning(code, Evidence.joined(file.warnings()), Fix.of(switch (code) {
            case "cert_not_first" ->
                "upload only that one: copy it, from its BEGIN line to its END line, into a file of its own";
            case "cert_utf16" -> "upload it alone and as UTF-8: iconv -f UTF-16 -t UTF-8 " + shown
                    + " | openssl x509 -out first.crt";
            default -> "upload only the first one: openssl x509 -in " + shown + " -out first.crt";
        }).in(Step.APP));
    }

    private static Finding fileSize(Evidence evidence) {
        CertificateFile file = evidence.need(Fact.CERTIFICATE);
        String shown = ShellQuote.sh(file.place());
        return file.size() <= LARGEST ? Finding.ok(file.size() + " bytes; Salesforce takes " + LARGEST)
                : Finding.failed("cert_too_large", file.place() + " has " + file.size()
                        + " bytes, and Salesforce takes no more than " + LARGEST,
                        Fix.of("upload its shorter form: openssl x509 -in " + shown
                                + " -outform DER -out server.der").in(Step.APP));
    }

    private static Finding match(Evidence evidence) {
        SigningKey key = evidence.need(Fact.KEY);
        CertificateFile file = evidence.need(Fact.CERTIFICATE);
        return Certificates.spkiSha256(file.certificate()).equals(key.spkiSha256())
                ? Finding.ok("they belong together")
                : Finding.failed("key_cert_mismatch", file.place() + " was not made for this key",
                        "use the key that was made together with this certificate, or upload the certificate of this "
                                + "key to Salesforce");
    }

    private static Finding validity(Evidence evidence) {
        X509Certificate certificate = evidence.need(Fact.CERTIFICATE).certificate();
        Instant now = evidence.clock().instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) && now.isBefore(until)) {
            return Finding.failed("cert_not_yet_valid", "it is valid from " + from + " on, and it is "
                    + now.truncatedTo(ChronoUnit.SECONDS) + " now",
                    "check this machine's clock and time zone, or wait until then");
        }
        if (now.isAfter(until)) {
            return Finding.failed("cert_expired", "it expired on " + day(until)
                    + "; Salesforce has been seen to accept expired ones, but you cannot rely on that",
                            evidence.renewal());
        }
        long days = Validity.of(certificate).daysLeft(now);
        String text = "until " + day(until) + ", " + days + (days == 1 ? " day" : " days") + " from now";
        return Validity.of(certificate).isDue(now) ? Finding.warning("cert_expires_soon", text, evidence.renewal())
                : Finding.ok(text);
    }

    private static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
