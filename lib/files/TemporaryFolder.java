package lib.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import lib.failure.Failure;

/**
 * A folder that is its owner's alone and goes, with all that is in it, when it is closed.
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /**
     * @param prefix of its name, to tell whose it is
     * @throws Failure {@code file_unwritable}
     */
    public static TemporaryFolder make(String prefix) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(prefix)); // 0700 by contract
        } catch (IOException e) {
            throw Failure.file("file_unwritable", "no temporary folder can be made: " + e.getMessage(),
                    "set TMPDIR to a folder that you may write to (or -Djava.io.tmpdir)").from(e);
        }
    }

    /** Says nothing of what stays: it is held open on Windows, or already gone, and the system clears such folders. */
    @Override
    public void close() {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                    Files.deleteIfExists(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // see above
        }
    }
}
