package lib.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.files.OwnerOnly;
import lib.files.Ownership;
import lib.files.Reason;

/**
 * The folder that tokens are kept in: one that sfjwt made and marked, for this user alone.
 *
 * <p>Somebody may name any folder, such as the one with jwt.json in it. Only in a marked one are files deleted. An
 * empty folder, and one from before there were marks, gets its mark when the first token is written to it.
 */
record StoreFolder(Path path) {

    private static final Pattern OWN_NAME = Pattern.compile("[0-9a-f]{64}\\.(json|lock|audience|ticks)"
            + "|\\.sfjwt-[0-9a-f-]+\\.tmp");

    /** Backup programs leave out what is in a folder with this file (bford.info/cachedir). */
    private static final String MARK = "CACHEDIR.TAG";
    private static final byte[] MARKED = """
            Signature: 8a477f597d28d172789f06886806bc55
            # sfjwt keeps access tokens in this folder, and deletes those that have ended.
            """.getBytes(StandardCharsets.US_ASCII);

    /** Makes the folder and its mark where they are missing. */
    void make() throws IOException {
        OwnerOnly.createFolders(path);
        if (flaw().isEmpty() && !isMarked()) {
            OwnerOnly.replace(path.resolve(MARK), MARKED); // whole at once: others look at it meanwhile
        }
    }

    /** Why the folder is not used, to follow its name; empty where it can be used, or is not there. */
    Optional<String> flaw() {
        try {
            // asked first: advice to change the modes of somebody else's folder would be wrong
            Optional<String> other = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !isMarked() ? foreign()
                    : Optional.empty();
            // what looked foreign may be the mark that another call has just put there
            return other.isPresent() && !isMarked() ? other : Ownership.flaw(path, true);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be looked at: " + Reason.of(e));
        }
    }

    private boolean isMarked() throws IOException {
        Path mark = path.resolve(MARK);
        if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var in = Files.newInputStream(mark, LinkOption.NOFOLLOW_LINKS)) {
            return Arrays.equals(in.readNBytes(MARKED.length + 1), MARKED);
        }
    }

    private Optional<String> foreign() throws IOException {
        try (var files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                if (!isOwn(file)) {
                    return Optional.of("holds other files, such as " + file.getFileName()
                            + " (SFJWT_STORE_DIR must name a folder that is empty or does not exist yet)");
                }
            }
            return Optional.empty();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isOwn(Path file) throws IOException {
        return OWN_NAME.matcher(file.getFileName().toString()).matches()
                && (!TokenFile.isNamedSo(file) || TokenFile.isOwn(file));
    }
}
