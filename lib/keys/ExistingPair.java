package lib.keys;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Text;
import lib.files.SecretFiles;
import lib.keys.GenerateCerts.Request;

/**
 * What lies already where a key and its certificate are to be made: kept, renewed, or in the way.
 */
final class ExistingPair {

    /**
     * @throws Failure {@code file_exists} for files that may not be replaced; {@code key_without_certificate} and
     *     {@code key_cert_mismatch} for those of a run that did not finish
     */
    static void refuse(Request request) {
        boolean keyThere = request.token() == null && isThere(request.key());
        boolean keyStays = request.reuseKey() || request.token() != null;
        if (keyThere && !keyStays && !request.force()) {
            refuseUnfinished(request);
        }
        Fix fix = Fix.of("choose another folder with ", Input.OUTPUT, ", or replace it: ", again(request),
                " (which keeps a dated backup)");
        if (!keyStays) {
            SecretFiles.refuseIfTaken(request.key(), request.force(), fix);
        }
        SecretFiles.refuseIfTaken(request.csr(), request.force(), fix);
        SecretFiles.refuseIfTaken(request.crt(), request.force(), fix);
    }

    private static Text.Command again(Request request) {
        return request.token() != null ? Fix.command("generate-certs", "--key", request.token(), "--force")
                : request.reuseKey() ? Fix.command("generate-certs", "--reuse-key", "--force")
                        : Fix.command("generate-certs", "--force");
    }

    /** The certificate that is renewed: one of the same key. */
    static Optional<X509Certificate> certificateOf(Request request, SigningKey key) {
        try {
            return Optional.of(Certificates.read(request.crt()).certificate())
                    .filter(one -> Certificates.spkiSha256(one).equals(key.spkiSha256()));
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    /** For how many days a certificate was made, as far as one of ours may be. */
    static int days(X509Certificate certificate) {
        Validity validity = Validity.of(certificate);
        return Math.clamp(Duration.between(validity.from(), validity.until()).toDays(), 1, Request.MOST_DAYS);
    }

    private static void refuseUnfinished(Request request) {
        if (!isThere(request.crt())) {
            throw Failure.file("key_without_certificate",
                    request.key() + " is there without its certificate server.crt: an earlier run did not finish",
                    finish(isThere(request.csr()) ? Fix.command("generate-certs", "--reuse-key", "--force")
                            : Fix.command("generate-certs", "--reuse-key"), ""));
        }
        if (areOfTwoRuns(request)) {
            throw Failure.file("key_cert_mismatch", request.key() + " is newer than server.crt, the certificate of"
                            + " another key: a run that replaces both did not finish",
                    finish(Fix.command("generate-certs", "--reuse-key", "--force"),
                            "; the key before it is beside it, as server.key.DATE.bak"));
        }
    }

    private static Fix finish(Text.Command fromThere, String more) {
        return Fix.of("finish from that key: ", fromThere, "; or make a new one: ",
                Fix.command("generate-certs", "--force"), more);
    }

    /** As a replacement leaves them that was killed: the new key first, and the old certificate still there. */
    private static boolean areOfTwoRuns(Request request) {
        try {
            String key = PrivateKeys.read(new KeySource.InFile(request.key()), Passphrase.NONE).spkiSha256();
            return !key.equals(Certificates.spkiSha256(Certificates.read(request.crt()).certificate()));
        } catch (Failure e) {
            return false; // what cannot be compared is refused as any other file in the place
        }
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
