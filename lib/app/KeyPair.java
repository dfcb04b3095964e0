package lib.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import lib.admin.MadeBySfjwt;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.files.TemporaryFolder;
import lib.keys.Certificates;
import lib.keys.CertsProgress;
import lib.keys.GenerateCerts;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.Renewal;
import lib.keys.SigningKey;
import lib.keys.Subject;
import lib.keys.SubjectChanges;

/**
 * The key that is to log in, and its certificate, which the app gets.
 *
 * @param place of the certificate: a file of its own, or the key's
 */
record KeyPair(Path place, X509Certificate certificate) {

    private static final String KEY = "server.key";

    /** The certificate alone, whatever else is in its file. */
    String pem() {
        return Certificates.pem(certificate);
    }

    MadeBySfjwt mark() {
        return MadeBySfjwt.of(Certificates.fingerprint(certificate), certificate.getNotAfter().toInstant());
    }

    static boolean isThere(Path key) {
        return Files.exists(key) && OwnCertificate.mayBeOf(key);
    }

    /** Whether {@link #ensure} can have both: a certificate is made beside a key of the usual name alone. */
    static boolean isUsable(Path key) {
        return isThere(key) || key.getFileName().toString().equals(KEY);
    }

    /**
     * The pair that is there, or a new one; nothing is replaced.
     *
     * @throws Failure for a key or certificate that cannot be used, or where they do not belong together
     */
    static KeyPair ensure(Path key, Passphrase passphrase, Clock clock) {
        if (!isThere(key)) {
            make(key, Files.exists(key), passphrase, clock);
        }
        return of(key, PrivateKeys.read(new KeySource.InFile(key), passphrase));
    }

    /** As {@link #ensure}, of one that has to be there, and whose key has been read. */
    static KeyPair of(Path key, SigningKey ofKey) {
        return OwnCertificate.within(new KeySource.InFile(key), ofKey).map(own -> new KeyPair(key, own.certificate()))
                .orElseGet(() -> withFileBeside(key, ofKey));
    }

    private static KeyPair withFileBeside(Path key, SigningKey ofKey) {
        Path file = OwnCertificate.fileBeside(key).orElseGet(() -> OwnCertificate.nameFor(key));
        X509Certificate certificate = Certificates.read(file, ofKey).certificate();
        if (!ofKey.spkiSha256().equals(Certificates.spkiSha256(certificate))) {
            throw Failure.file("key_cert_mismatch", "certificate " + file + " does not belong to the key " + key,
                    Fix.of("name the key that it belongs to ", Fix.terminal("with --key-file", "in step 3"),
                            ", or put both into another folder"))
                    .about(file);
        }
        return new KeyPair(file, certificate);
    }

    /** @throws Failure {@code cert_expired}, which is noticed before an app is made that cannot be relied on */
    KeyPair requireValid(Path key, Clock clock) {
        if (clock.instant().isAfter(certificate.getNotAfter().toInstant())) {
            throw Failure.file("cert_expired", "certificate " + place + " expired on " + mark().until(),
                    Fix.of("make a new one for the same key: ", renewal(key, place), "; then run the command again"))
                    .about(place);
        }
        return this;
    }

    private static Fix renewal(Path key, Path place) {
        return Renewal.of(new KeySource.InFile(key), place.toString(), Path::toString);
    }

    private static void make(Path key, boolean reuse, Passphrase passphrase, Clock clock) {
        Path place = OwnCertificate.nameFor(key);
        if (!key.getFileName().toString().equals(KEY)) {
            if (!reuse) {
                throw Failure.file("file_missing", "there is no key " + key,
                        Fix.of(Fix.terminal("leave out --key-file", "give ./certs/server.key in step 3"),
                                " to have certs/server.key made"));
            }
            PrivateKeys.read(new KeySource.InFile(key), passphrase); // what is no key needs no certificate
            throw Failure.file("file_missing", "there is no certificate " + place + " for the key " + key,
                    Fix.of("make one: ", renewal(key, place), "; then run the command again")).about(place);
        }
        // in this order, as another run that makes both meanwhile publishes the key first
        if (Files.exists(place) && Files.notExists(key)) {
            throw Failure.file("file_missing", "there is a certificate " + place + ", but not its key " + key,
                    Fix.of("bring the key back, or make a new pair: ", Fix.command("generate-certs", "--force"),
                            "; then run the command again")).about(key);
        }
        var request = new GenerateCerts.Request(key.toAbsolutePath().getParent(), Subject.DEFAULT,
                GenerateCerts.Request.DEFAULT_DAYS, GenerateCerts.Request.DEFAULT_KEY_SIZE, reuse, reuse);
        try {
            new GenerateCerts(clock).run(request, CertsProgress.NONE, passphrase);
        } catch (Failure e) {
            if (!isThere(key)) { // else another run has made both meanwhile
                throw e;
            }
        }
    }

    /** Whether {@link #beside} names a key so. */
    static boolean isNameBeside(String name) {
        return name.matches(".*-[0-9]{8}(-[0-9]+)?\\.key");
    }

    /** What a key that takes the old one's place is called, dated: {@code server-20261126.key}. */
    static Path beside(Path old, String date) {
        String stem = old.getFileName().toString().replaceFirst("\\.[^.]*$", "")
                .replaceFirst("-[0-9]{8}(-[0-9]+)?$", "");
        Path key = old.resolveSibling(stem + "-" + date + ".key");
        for (int i = 2; Files.exists(key) || Files.exists(OwnCertificate.nameFor(key)); i++) {
            key = old.resolveSibling(stem + "-" + date + "-" + i + ".key");
        }
        return key;
    }

    /** A new key of this size, and a certificate like this one. */
    static void makeLike(X509Certificate old, int bits, Path key, Clock clock) {
        try (TemporaryFolder folder = TemporaryFolder.make("rotate")) {
            Path made = folder.path().resolve(KEY);
            var request = new GenerateCerts.Request(folder.path(), SubjectChanges.NONE, null,
                    GenerateCerts.Request.KEY_SIZES.contains(bits) ? bits : GenerateCerts.Request.DEFAULT_KEY_SIZE,
                    false, false, null);
            new GenerateCerts(clock).replace(old, request);
            // the key last: where a run is killed in between, a certificate alone is left, which nothing needs
            SecretFiles.publish(List.of(
                    new SecretFiles.NewFile(OwnCertificate.nameFor(key),
                            InputFile.read(OwnCertificate.nameFor(made), "certificate", Certificates.LARGEST)),
                    new SecretFiles.NewFile(key, InputFile.read(made, "private key", PrivateKeys.LARGEST))), false);
        }
    }
}
