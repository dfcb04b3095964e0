package lib.keys;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.failure.Warning;

/**
 * Checks that a private key can sign for Salesforce, and that a certificate belongs to it and is in force.
 */
public final class VerifyKey {

    private final Clock clock;

    public VerifyKey(Clock clock) {
        this.clock = clock;
    }

    /** @param certFile null for none */
    public record Request(KeySource key, Path certFile, Passphrase passphrase) {
        public Request(Path keyFile, Path certFile, Passphrase passphrase) {
            this(new KeySource.InFile(keyFile), certFile, passphrase);
        }
    }

    /** What a certificate says; {@code daysLeft} counts whole days. */
    public record CertificateFacts(String path, String subject, String sha256, String algorithm, String publicKeySha256,
            Instant notBefore, Instant notAfter, long daysLeft) {

        JsonObject json() {
            return Json.createObjectBuilder()
                    .add("path", path)
                    .add("subject", subject)
                    .add("sha256", sha256)
                    .add("publicKeySha256", publicKeySha256)
                    .add("notBefore", notBefore.toString())
                    .add("notAfter", notAfter.toString())
                    .add("daysLeft", daysLeft)
                    .build();
        }
    }

    /**
     * @param inToken whether the key is one that shows no numbers, so that only its signature was checked
     * @param certificate the one that was given, or that the key's store or token holds; null for none
     */
    public record Result(String path, String format, boolean encrypted, boolean inToken, int bits,
            BigInteger exponent, String publicKeySha256, List<Warning> warnings, CertificateFacts certificate) {

        public Result {
            warnings = List.copyOf(warnings);
        }

        public JsonObject json() {
            return json(true);
        }

        JsonObject json(boolean valid) {
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("valid", valid)
                    .add("path", path)
                    .add("format", format)
                    .add("encrypted", encrypted)
                    .add("bits", bits)
                    .add("exponent", exponent)
                    .add("publicKeySha256", publicKeySha256)
                    .addAll(Warning.json(warnings));
            if (inToken) {
                json.add("inToken", true);
            }
            if (certificate != null) {
                json.add("certificate", certificate.json());
            }
            return json.build();
        }
    }

    /**
     * The facts of a key that passes.
     *
     * @throws Failure of kind CHECK for {@code key_inconsistent}, {@code key_cert_mismatch}, {@code cert_expired} and
     *     {@code cert_not_yet_valid}; of kind FILE for what cannot be read
     */
    public Result run(Request request) {
        SigningKey key = PrivateKeys.read(request.key(), request.passphrase());
        var warnings = new ArrayList<>(key.warnings());
        warnings.addAll(KeyCheck.run(key, request.key().where()));
        CertificateFacts certificate = request.certFile() != null ? Failure.about(Input.CERTIFICATE,
                () -> facts(request, key, warnings))
                : OwnCertificate.within(request.key(), key)
                        .map(own -> facts(request.key(), own, warnings)).orElse(null);
        if (request.certFile() == null && certificate != null && certificate.daysLeft() < 0) {
            warnings.add(Warning.of("cert_expired", "the certificate beside the key expired on "
                    + certificate.notAfter()));
        }
        var result = new Result(request.key().toString(), key.format(), key.encrypted(), key.isInToken(),
                key.bits(), key.publicKey().getPublicExponent(), key.spkiSha256(), warnings, certificate);
        if (request.certFile() != null) {
            requireMatch(result, request.key());
            requireInForce(result, request.key());
        }
        return result;
    }

    private CertificateFacts facts(Request request, SigningKey key, List<Warning> warnings) {
        var read = Certificates.read(request.certFile(), key);
        warnings.addAll(read.warnings());
        return facts(request.key(), new OwnCertificate(request.certFile().toString(), read.certificate()), warnings);
    }

    private CertificateFacts facts(KeySource key, OwnCertificate own, List<Warning> warnings) {
        X509Certificate certificate = own.certificate();
        Validity validity = Validity.of(certificate);
        long daysLeft = validity.daysLeft(clock.instant());
        if (daysLeft >= 0 && validity.isDue(clock.instant())) {
            warnings.add(Warning.of("cert_expires_soon", "the certificate expires on " + validity.until() + ", in "
                    + (daysLeft == 0 ? "less than a day" : daysLeft + (daysLeft == 1 ? " day" : " days"))
                    + "; make the next one in time: ", Renewal.of(key, own.place(), Path::toString)));
        }
        return new CertificateFacts(own.place(), Certificates.subject(certificate),
                Certificates.fingerprint(certificate), certificate.getPublicKey().getAlgorithm(),
                Certificates.spkiSha256(certificate), validity.from(), validity.until(), daysLeft);
    }

    private static void requireMatch(Result result, KeySource key) {
        CertificateFacts certificate = result.certificate();
        if (!certificate.algorithm().equals(SigningKey.RSA)) {
            throw found(result, "cert_wrong_algorithm", certificate.path() + " is the certificate of a key of "
                    + certificate.algorithm() + "; Salesforce takes RS256, which needs RSA",
                    Fix.of("name the certificate of this key, or make one: ",
                            Renewal.of(key, certificate.path(), Path::toString)));
        }
        if (!certificate.publicKeySha256().equals(result.publicKeySha256())) {
            throw found(result, "key_cert_mismatch",
                    result.path() + " and " + certificate.path() + " do not belong together: the key's public half has"
                            + " SHA-256 " + result.publicKeySha256() + ", the certificate's "
                            + certificate.publicKeySha256(),
                    Fix.of("use the key that was made together with this certificate, or upload the certificate of this"
                            + " key to Salesforce"));
        }
    }

    private void requireInForce(Result result, KeySource key) {
        CertificateFacts certificate = result.certificate();
        Instant now = clock.instant();
        if (now.isAfter(certificate.notAfter())) {
            throw found(result, "cert_expired", certificate.path() + " expired on " + certificate.notAfter(),
                    Fix.of("make a new one for the same key: ", Renewal.of(key, certificate.path(), Path::toString),
                            "; then upload it to Salesforce"));
        }
        if (now.isBefore(certificate.notBefore())) {
            throw found(result, "cert_not_yet_valid",
                    certificate.path() + " is valid from " + certificate.notBefore() + " on, and it is "
                            + now.truncatedTo(ChronoUnit.SECONDS) + " now",
                    Fix.of("check this machine's clock and time zone, or wait until then"));
        }
    }

    private static Failure found(Result result, String code, String message, Fix fix) {
        return Failure.of(Kind.CHECK, code, message, fix).with(result.json(false)).about(Input.CERTIFICATE);
    }
}
