package lib.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Files that can be made again at any time, such as a stored token: only their owner may read them, they are whole or
 * not there, and replacing one keeps no backup.
 */
public final class CacheFiles {

    private CacheFiles() {
    }

    /** Makes a folder, 0700, where it is missing. */
    public static void makeFolder(Path folder) throws IOException {
        OwnerOnly.createFolders(folder);
    }

    /** Writes a file in place of an older one. A symbolic link in its place is replaced, not followed. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Draft.removeLeftOver(folder);
        try (Draft draft = Draft.write(folder, content)) {
            Files.move(draft.path(), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Writes a file where there is none of this name. */
    public static void writeNew(Path file, byte[] content) throws IOException {
        OwnerOnly.writeNew(file, content);
    }

    /** Opens a file to be locked, and makes it where it is missing; a symbolic link is not followed. */
    public static FileChannel openLock(Path file) throws IOException {
        return OwnerOnly.openLock(file);
    }
}
