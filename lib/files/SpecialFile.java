package lib.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What is neither a file nor a folder. Java tells them apart by the mode alone, whose upper bits are those of inode(7).
 */
public enum SpecialFile {

    SOCKET(0140000),
    PIPE(0010000);

    private static final int TYPE = 0170000;

    private final int type;

    SpecialFile(int type) {
        this.type = type;
    }

    /** Whether it is one; where there are no modes, whether it may be one. */
    public boolean is(Path path, LinkOption... links) throws IOException {
        try {
            return ((int) Files.getAttribute(path, "unix:mode", links) & TYPE) == type;
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Files.readAttributes(path, BasicFileAttributes.class, links).isOther();
        }
    }
}
