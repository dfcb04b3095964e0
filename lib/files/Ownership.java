package lib.files;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Tells whether a file or folder is this user's alone. What is not may have been put there by somebody else, to be read
 * or to be written through.
 */
public final class Ownership {

    private static final int OTHERS = 0077;
    private static final int ANYONE = 0002;
    private static final int GROUP = 0020;
    private static final int STICKY = 01000;

    private Ownership() {
    }

    /**
     * Whether others than its owner may put another file in the place of one in this folder. A group of the user's own
     * number is the user's alone (as Debian and Fedora make them), and in a sticky folder each one's files are safe.
     */
    public static boolean isWritableByOthers(Path folder) {
        return isWritable(folder, unix -> unix.get("gid").equals(unix.get("uid")) ? ANYONE : GROUP | ANYONE);
    }

    /** Whether any user, or one of the group, may write to a file, or put another in the place of one in a folder. */
    public static boolean isWritableByGroup(Path folder) {
        return isWritable(folder, _ -> GROUP | ANYONE);
    }

    /** Whether any user may put another file in the place of one in this folder. */
    public static boolean isWritableByAnyone(Path folder) {
        return isWritable(folder, _ -> ANYONE);
    }

    public static boolean isRoot() {
        return File.separatorChar == '/' && new UnixSystem().getUid() == 0;
    }

    /** Whether another user than this one and root owns it, and so may change its modes and what is in it. */
    public static boolean isAnotherUsers(Path path) {
        try {
            int owner = (int) Files.getAttribute(path, "unix:uid");
            return owner != 0 && owner != (int) new UnixSystem().getUid();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // not there, or Windows, which has other rights
        }
    }

    private static boolean isWritable(Path folder, ToIntFunction<Map<String, Object>> modes) {
        try {
            Map<String, Object> unix = Files.readAttributes(folder, "unix:uid,gid,mode");
            int mode = (int) unix.get("mode");
            return (mode & STICKY) == 0 && (mode & modes.applyAsInt(unix)) != 0;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // Windows has other rights
        }
    }

    /**
     * What is wrong with it, to follow its name; empty for nothing.
     *
     * @throws IOException where it is not there or cannot be looked at
     */
    public static Optional<String> flaw(Path path, boolean isFolder) throws IOException {
        var basic = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (basic.isSymbolicLink()) {
            return Optional.of("is a symbolic link");
        }
        if (isFolder ? !basic.isDirectory() : !basic.isRegularFile()) {
            return Optional.of(isFolder ? "is not a folder" : "is not a regular file");
        }
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty(); // Windows: %LOCALAPPDATA% is its owner's by its ACL
        }
        Map<String, Object> unix = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
        if ((int) unix.get("uid") != (int) new UnixSystem().getUid()) {
            return Optional.of("belongs to another user");
        }
        if (((int) unix.get("mode") & OTHERS) != 0) {
            return Optional.of("is open to other users (chmod " + (isFolder ? "700" : "600") + " closes it)");
        }
        return Optional.empty();
    }
}
