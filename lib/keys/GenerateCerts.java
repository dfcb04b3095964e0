package lib.keys;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.failure.Text;
import lib.failure.Warning;
import lib.files.FolderLock;
import lib.files.InputFile;
import lib.files.Ownership;
import lib.files.SecretFiles;
import lib.keys.CertsProgress.Step;
import lib.pkcs11.TokenUri;

/**
 * Makes server.key, server.csr and server.crt: an RSA key, and the certificate of it that Salesforce is to trust.
 *
 * <p>All three are made and checked in memory before the first appears on disk.
 */
public final class GenerateCerts {

    private static final Duration BACKDATED = Duration.ofSeconds(60);
    private static final int LONG_DAYS = 825;
    /** Salesforce's limit for an uploaded certificate. */
    private static final int LONGEST_CERTIFICATE = 4096;

    private final Clock clock;

    public GenerateCerts(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param days null for those of the certificate that is renewed, or {@link #DEFAULT_DAYS}
     * @param force whether existing files may be replaced, each kept as a dated backup
     * @param reuseKey whether the server.key that is already there is to be certified and left as it is
     * @param token the key in a token to certify, and to make if it is not there; null for a server.key
     */
    public record Request(Path outputDir, SubjectChanges subject, Integer days, int keySize, boolean force,
            boolean reuseKey, TokenUri token) {

        public Request(Path outputDir, Subject subject, int days, int keySize, boolean force, boolean reuseKey) {
            this(outputDir, SubjectChanges.to(subject), days, keySize, force, reuseKey, null);
        }

        public static final String DEFAULT_OUTPUT = "certs";
        public static final int DEFAULT_DAYS = 365;
        public static final int MOST_DAYS = 3650;
        public static final int DEFAULT_KEY_SIZE = 2048;
        public static final Set<Integer> KEY_SIZES = Set.of(2048, 3072, 4096);

        public Request {
            subject.ofDefault();
            if (days != null && (days < 1 || days > MOST_DAYS)) {
                throw bad("bad_days", Input.DAYS, days + " is not between 1 and " + MOST_DAYS,
                        "give a number of days such as " + DEFAULT_DAYS);
            }
            if (!KEY_SIZES.contains(keySize)) {
                throw bad("bad_key_size", Input.KEY_SIZE, keySize + " is not 2048, 3072 or 4096",
                        "leave it out for " + DEFAULT_KEY_SIZE + ", which Salesforce uses itself");
            }
        }

        private static Failure bad(String code, Input input, String wrong, String fix) {
            return Failure.of(Kind.USAGE, code, Text.of(input, " " + wrong), Fix.of(fix)).about(input);
        }

        Path key() {
            return outputDir.resolve("server.key");
        }

        Path csr() {
            return outputDir.resolve("server.csr");
        }

        Path crt() {
            return outputDir.resolve("server.crt");
        }
    }

    /**
     * What was made.
     *
     * @param key where the key is: the path of server.key, or the URI of a key in a token
     * @param keyMade whether the key is a new one
     */
    public record Result(KeySource key, boolean keyMade, Path csr, Path crt, X509Certificate certificate,
            List<Path> backups, List<Warning> warnings) {

        public Result {
            backups = List.copyOf(backups);
            warnings = List.copyOf(warnings);
        }

        public int bits() {
            return ((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength();
        }

        /** Whether a server.key had to make way, and with it the logins that it served. */
        public boolean replacedKey() {
            return keyMade && backups.stream()
                    .anyMatch(file -> file.getFileName().toString().startsWith("server.key."));
        }

        public Result warning(List<Warning> more) {
            return new Result(key, keyMade, csr, crt, certificate, backups,
                    Stream.concat(warnings.stream(), more.stream()).toList());
        }

        /** What the step wrote or checked; null where that is a key in a token. */
        public Path file(Step step) {
            return switch (step) {
                case GENERATE_KEY, VERIFY_KEY -> key instanceof KeySource.InFile(var path, var _) ? path : null;
                case GENERATE_CSR -> csr;
                case GENERATE_CRT -> crt;
            };
        }

        public JsonObject json() {
            var steps = Json.createArrayBuilder();
            for (Step step : Step.values()) {
                steps.add(Json.createObjectBuilder().add("step", step.id()).add("status", "ok")
                        .add("file", (file(step) == null ? key : file(step)).toString()));
            }
            var json = Json.createObjectBuilder()
                    .add("success", true)
                    .add("steps", steps)
                    .add("files", Json.createObjectBuilder().add("key", key.toString()).add("csr", csr.toString())
                            .add("crt", crt.toString()));
            Certificates.facts(certificate).forEach(json::add);
            return json.add("bits", bits())
                    .add("backups", Json.createArrayBuilder(backups.stream().map(Path::toString).toList()))
                    .addAll(Warning.json(warnings))
                    .build();
        }
    }

    public Result run(Request request, CertsProgress progress) {
        return run(request, progress, Passphrase.NONE);
    }

    /** @param passphrase for a key that is reused and encrypted; new keys are not */
    public Result run(Request request, CertsProgress progress, Passphrase passphrase) {
        return run(request, progress, passphrase, Optional.empty());
    }

    /**
     * A new key in the place of another, whose certificate hands its subject and days on.
     *
     * @param before the other one's
     */
    public Result replace(X509Certificate before, Request request) {
        return run(request, CertsProgress.NONE, Passphrase.NONE, Optional.of(before));
    }

    private Result run(Request request, CertsProgress progress, Passphrase passphrase,
            Optional<X509Certificate> before) {
        try (var _ = FolderLock.take(request.outputDir())) {
            ExistingPair.refuse(request);
            return make(request, progress, passphrase, before);
        }
    }

    private Result make(Request request, CertsProgress progress, Passphrase passphrase,
            Optional<X509Certificate> before) {
        progress.began(Step.GENERATE_KEY);
        KeyToCertify key = KeyToCertify.of(request, passphrase);
        var warnings = new ArrayList<>(key.key().warnings());
        warnings.addAll(KeyCheck.run(key.key(), key.source().where()));

        Optional<X509Certificate> renewed = key.isNew() ? before : ExistingPair.certificateOf(request, key.key());
        var selfSigned = new SelfSigned(key.key(), renewed.map(request.subject()::of)
                .orElseGet(() -> request.subject().ofDefault().toX500Name()));
        int days = Optional.ofNullable(request.days()).or(() -> renewed.map(ExistingPair::days))
                .orElse(Request.DEFAULT_DAYS);
        byte[] csr = ascii(Pem.write("CERTIFICATE REQUEST", selfSigned.request()));
        X509Certificate certificate = certificate(selfSigned, key.key(), days);
        byte[] crt = ascii(Certificates.pem(certificate));

        key.certify(certificate, request.force());
        var files = new ArrayList<SecretFiles.NewFile>();
        if (key.newFile() != null) {
            files.add(new SecretFiles.NewFile(request.key(), key.newFile()));
        }
        files.add(new SecretFiles.NewFile(request.csr(), csr));
        files.add(new SecretFiles.NewFile(request.crt(), crt));
        List<Path> backups = SecretFiles.publish(files, request.force());

        warnings.addAll(warnings(request, days, crt.length));
        Path folder = request.outputDir().toAbsolutePath();
        if (key.newFile() != null && Ownership.isWritableByOthers(folder)) {
            warnings.add(PrivateKeys.openFolder(folder));
        }
        var result = new Result(key.source(), key.isNew(), request.csr(), request.crt(), certificate, backups,
                warnings);
        report(result, files, progress);
        return result;
    }

    private X509Certificate certificate(SelfSigned selfSigned, SigningKey key, int days) {
        Instant from = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(BACKDATED);
        var validity = new Validity(from, from.plus(Duration.ofDays(days)));
        X509Certificate certificate = selfSigned.certificate(validity);
        try {
            certificate.verify(key.publicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the new certificate does not verify", e);
        }
        if (!Validity.of(certificate).equals(validity)) {
            throw new IllegalStateException("the new certificate has other dates than asked for");
        }
        return certificate;
    }

    private static List<Warning> warnings(Request request, int days, int size) {
        var warnings = new ArrayList<Warning>();
        if (days > LONG_DAYS) {
            warnings.add(Warning.of("cert_valid_long", "the certificate is valid for " + days + " days; security"
                    + " reviews often ask for " + LONG_DAYS + " or less, as a stolen key works that long"));
        }
        if (size > LONGEST_CERTIFICATE) {
            warnings.add(Warning.of("cert_too_large", request.crt() + " has " + size + " bytes and Salesforce takes "
                    + LONGEST_CERTIFICATE + "; use shorter subject values, or 2048 for ", Input.KEY_SIZE));
        }
        return warnings;
    }

    private static void report(Result result, List<SecretFiles.NewFile> files, CertsProgress progress) {
        for (Step step : Step.values()) {
            if (step != Step.GENERATE_KEY) {
                progress.began(step);
            }
            if (step == Step.VERIFY_KEY) {
                files.forEach(GenerateCerts::requireOnDisk);
            }
            progress.done(step, result.file(step));
        }
    }

    private static void requireOnDisk(SecretFiles.NewFile file) {
        byte[] read = InputFile.read(file.path(), "new file", PrivateKeys.LARGEST);
        if (!Arrays.equals(read, file.content())) {
            throw Failure.file("file_unwritable", file.path() + " does not hold what was just written to it",
                    Fix.of("check the disk, and that nothing else writes there; then run: ",
                            Fix.command("verify-key", file.path())));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
