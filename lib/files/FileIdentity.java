package lib.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells a file from another one that has its name by now, and whether two names are of one file.
 */
public final class FileIdentity {

    private FileIdentity() {
    }

    /** @return equal for the same file, as long as it is there; a link is a file of its own here */
    public static Object of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    }

    /** Whether both name one file, of which one may be a link to the other. */
    public static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) { // one of them is not there
            return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        }
    }
}
