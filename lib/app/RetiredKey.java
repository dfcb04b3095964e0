package lib.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import lib.failure.Failure;
import lib.files.Reason;
import lib.keys.OwnCertificate;

/**
 * A key that logs in no more, kept beside its certificate as a dated backup.
 *
 * @param key the backup's place, which ends with when it was made
 */
record RetiredKey(Path key) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("'.'yyyyMMdd-HHmmss'.bak'");
    private static final String STAMP_AT_END = "\\.[0-9]{8}-[0-9]{6}\\.bak$";

    /** Whether {@link #of} names a file so. */
    static boolean isName(String name) {
        return name.matches(".+" + STAMP_AT_END);
    }

    static RetiredKey of(Path original, LocalDateTime now) {
        return new RetiredKey(original.resolveSibling(original.getFileName() + STAMP.format(now)));
    }

    /** Where it was while it was in use. */
    Path original() {
        return key.resolveSibling(key.getFileName().toString().replaceFirst(STAMP_AT_END, ""));
    }

    Path certificate() {
        String stamp = key.getFileName().toString().substring(original().getFileName().toString().length());
        return key.resolveSibling(OwnCertificate.nameFor(original()).getFileName() + stamp);
    }

    /** The key last: once it is a backup, all of it is. */
    void keep() {
        move(OwnCertificate.nameFor(original()), certificate());
        move(original(), key);
    }

    void giveBack() {
        move(certificate(), OwnCertificate.nameFor(original()));
        move(key, original());
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(from) && Files.notExists(to)) {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw Failure.file("file_unwritable", from + " cannot be renamed: " + Reason.of(e),
                    "check the folder's owner and modes, and run the command again").from(e);
        }
    }
}
