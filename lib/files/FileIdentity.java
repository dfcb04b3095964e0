package lib.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells a file from another one that has its name by now; a link is a file of its own here.
 */
public final class FileIdentity {

    private FileIdentity() {
    }

    /** @return equal for the same file, as long as it is there */
    public static Object of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey();
    }
}
