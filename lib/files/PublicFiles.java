package lib.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and folders that all users may read and only their owner may change, whatever the umask is.
 */
public final class PublicFiles {

    public static final Set<PosixFilePermission> DATA = PosixFilePermissions.fromString("rw-r--r--");
    public static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwxr-xr-x");

    private PublicFiles() {
    }

    public static void createFolders(Path folder) throws IOException {
        List<Path> missing = OwnerOnly.missing(folder);
        Files.createDirectories(folder);
        for (Path made : missing) {
            permit(made, PROGRAM);
        }
    }

    /** Writes a file whole or not at all, in the place of an older one, which stays for those that have it open. */
    public static void put(Path path, byte[] content, Set<PosixFilePermission> modes) throws IOException {
        Path draft = draft(path);
        Files.deleteIfExists(draft);
        // jars are compared when they are installed again; syncing each takes seconds
        try {
            Files.write(draft, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                    modes == PROGRAM ? StandardOpenOption.SYNC : StandardOpenOption.WRITE);
            publish(draft, path, modes);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Where a file is made before it takes its name; one run at a time, as the name is always the same. */
    public static Path draft(Path path) {
        return path.resolveSibling("." + path.getFileName() + ".new");
    }

    public static void publish(Path draft, Path path, Set<PosixFilePermission> modes) throws IOException {
        permit(draft, modes);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void permit(Path path, Set<PosixFilePermission> modes) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, modes);
        }
    }

    public static void removeTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
