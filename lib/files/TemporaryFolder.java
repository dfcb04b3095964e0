package lib.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Kind;

/**
 * A folder that is its owner's alone and goes, with all that is in it, when it is closed or the process ends, also by
 * Ctrl-C. One that a killed run left goes when the next one is made: it is this user's, and nobody holds the file in it
 * that marks it.
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String PREFIX = "sfjwt-";
    private static final String MARK = ".sfjwt-held";
    private static final Duration LONGEST_MAKING = Duration.ofHours(1);

    private final Path path;
    private final HeldFile mark;
    private final AtExit atExit;

    private TemporaryFolder(Path path, HeldFile mark) {
        this.path = path;
        this.mark = mark;
        try {
            atExit = new AtExit(this::remove);
        } catch (IllegalStateException e) {
            remove();
            throw Failure.of(Kind.FILE, "interrupted", "the command was interrupted", "run it again").from(e);
        }
    }

    /**
     * @param purpose stands in its name
     * @throws Failure {@code file_unwritable}
     */
    public static TemporaryFolder make(String purpose) {
        removeLeftOver();
        try {
            Path path = Files.createTempDirectory(PLACE, PREFIX + purpose + "-"); // 0700 by contract
            Optional<HeldFile> mark = HeldFile.create(path.resolve(MARK));
            return mark.isPresent() ? new TemporaryFolder(path, mark.get()) : make(purpose);
        } catch (IOException e) {
            // Java does not look at TMPDIR
            throw Failure.file("file_unwritable", "no folder can be made in " + PLACE + ": " + Reason.of(e),
                    "make room there, or name another temporary folder for Java: set JDK_JAVA_OPTIONS to "
                            + "-Djava.io.tmpdir=FOLDER").from(e);
        }
    }

    /** Removes the folders of runs that were killed. */
    public static void removeLeftOver() {
        try (var folders = Files.newDirectoryStream(PLACE, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Ownership.flaw(folder, true).isEmpty()) {
                    HeldFile.ifLeftOver(folder.resolve(MARK), () -> removeTree(folder));
                    removeIfEmpty(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // they are their owner's alone, and a later run tries again
        }
    }

    /** One that was left before it had its mark, or after; none is empty for so long while it is made. */
    private static void removeIfEmpty(Path folder) throws IOException {
        try {
            if (folder.getFileName().toString().matches(PREFIX + "[a-z-]+-[0-9]+") && Files.getLastModifiedTime(folder)
                    .toInstant().isBefore(Instant.now().minus(LONGEST_MAKING))) {
                Files.deleteIfExists(folder);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // somebody's, or gone
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        atExit.cancel();
        remove();
    }

    /**
     * Says nothing of what stays: it is held open on Windows, or already gone, and a later run tries again. One at a
     * time: at an interruption a second thread removes it too, and each would stumble over what the other has removed.
     */
    private synchronized void remove() {
        try {
            removeTree(path);
            mark.close();
        } catch (IOException e) {
            // see above
        }
    }

    /** The mark goes last: what is killed here is left over once more. */
    private static void removeTree(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(one -> !one.equals(mark) && !one.equals(folder))
                    .sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        Files.deleteIfExists(mark);
        Files.deleteIfExists(folder);
    }
}
