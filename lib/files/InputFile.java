package lib.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.FileText;
import lib.text.Quoted;

/**
 * Reads a file that a person named: whole, never more than a cap, and only if it is a regular file.
 */
public final class InputFile {

    private static final int LARGEST_LINE = 4096;
    private static final Pattern SHELLS_PIPE = Pattern.compile("/(?:dev|proc/self)/fd/(?:[3-9]|[1-9][0-9]+)");

    private InputFile() {
    }

    /**
     * The file's bytes.
     *
     * @param what what the file should be, for messages: "private key", "config"
     * @param cap in bytes; a device or pipe may have no end, hence regular files only, and what the shell pipes
     * @throws Failure {@code file_missing}, {@code file_unreadable}, {@code file_not_regular} or {@code file_too_large}
     */
    public static byte[] read(Path file, String what, int cap) {
        String name = what + " " + file;
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile() && !isShellsPipe(file)) {
                throw Failure.file("file_not_regular",
                        name + " is " + (attributes.isDirectory() ? "a folder" : "not a regular file"),
                        "name the file itself");
            }
            try (InputStream in = Channels.newInputStream(Confinement.open(file, Set.of(StandardOpenOption.READ)))) {
                byte[] bytes = in.readNBytes(cap + 1);
                if (bytes.length > cap) {
                    throw Failure.file("file_too_large", name + " is larger than " + cap / 1024 + " KiB",
                            "check that this is the right file; a " + what + " is far smaller");
                }
                return bytes;
            }
        } catch (NoSuchFileException e) {
            throw missing(file, name).from(e);
        } catch (AccessDeniedException e) {
            throw Failure.file("file_unreadable", name + " may not be read by this user",
                    "run as the file's owner, or let its owner give you read access").from(e);
        } catch (IOException e) {
            throw Failure.file("file_unreadable", name + " cannot be read: " + Reason.of(e),
                    "check the disk and the path, then try again").from(e);
        }
    }

    /** Whether a program's output stands there, as in {@code --key-file <(vault read …)}; it can be read once. */
    public static boolean isShellsPipe(Path file) {
        try {
            return SHELLS_PIPE.matcher(file.toString()).matches() && SpecialFile.PIPE.is(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first line of a file that holds a passphrase or the like; nothing else of it stays in memory. */
    public static char[] firstLine(Path file, String what) {
        byte[] bytes = read(file, what, LARGEST_LINE);
        CharBuffer decoded = FileText.of(bytes);
        char[] text = decoded.array();
        Arrays.fill(bytes, (byte) 0);
        int end = decoded.position();
        while (end < decoded.limit() && text[end] != '\n' && text[end] != '\r') {
            end++;
        }
        char[] line = Arrays.copyOfRange(text, decoded.position(), end);
        Arrays.fill(text, '\0');
        return line;
    }

    /**
     * The path in a variable such as HOME or XDG_CACHE_HOME, where it is absolute: the XDG Base Directory Specification
     * wants any other ignored.
     */
    public static Optional<Path> absolute(Map<String, String> environment, String variable) {
        return absolute(environment.getOrDefault(variable, ""));
    }

    /** As {@link #absolute(Map, String)}, of one value, such as a part of PATH. */
    public static Optional<Path> absolute(String value) {
        try {
            return Optional.of(Path.of(value)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty(); // Windows takes quotes into PATH, and Java no quotes into paths
        }
    }

    /**
     * A path as a person typed it, relative to {@code folder}; {@code what} names it in the failure {@code bad_path}.
     * {@code ~/} is the user's home: a shell leaves it as it is in {@code --output=~/x} and in files.
     */
    public static Path path(Path folder, String typed, String what) {
        if (typed.isBlank()) {
            throw Failure.usage("bad_path", what + " is empty", "name a path");
        }
        if (Quoted.isSecret(typed)) {
            throw Failure.usage("bad_path", what + " is not a path: " + Quoted.value(typed),
                    "name the file that holds the key; the key itself goes into SFJWT_PRIVATE_KEY");
        }
        try {
            Path path = folder.resolve(withHome(typed, what)).normalize();
            return path.toString().isEmpty() ? Path.of(".") : path;
        } catch (InvalidPathException e) {
            throw Failure.usage("bad_path", what + " " + Quoted.value(typed) + " is not a path on this system: "
                            + e.getReason(),
                    "use another name; under LANG=C Java cannot reach names that are not ASCII, a UTF-8 locale can")
                    .from(e);
        }
    }

    private static String withHome(String typed, String what) {
        if (!typed.matches("(?s)~[^/\\\\]*([/\\\\].*)?")) {
            return typed;
        }
        if (typed.length() > 1 && !typed.startsWith("~/") && !typed.startsWith("~\\")) {
            throw Failure.usage("bad_path", what + " " + Quoted.value(typed) + " begins with a name of a user",
                    "write the path from the root on, or begin it with ~/ for your own home; for a file whose name "
                            + "begins with ~ write ./~");
        }
        // what a shell puts there; in a container HOME is often another folder than the user's own
        return absolute(System.getenv(), "HOME").map(Path::toString).orElseGet(() -> System.getProperty("user.home"))
                + typed.substring(1);
    }

    /** Whether others than the owner may read or write the file; false where the file system has no POSIX modes. */
    public static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(file);
            return modes.stream().anyMatch(mode -> !mode.name().startsWith("OWNER"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static Failure missing(Path file, String name) {
        if (Files.isSymbolicLink(file)) {
            return Failure.of(Kind.MISSING, "file_missing", name + " is a link to a file that does not exist",
                    "bring back what it points to (ls -l shows it), or name another file");
        }
        return Failure.of(Kind.MISSING, "file_missing", name + " does not exist", ("/" + file).contains("/~/")
                ? "write the whole path: only a shell knows what ~ stands for, and only at the beginning of a word"
                : "check the path" + (file.isAbsolute() ? "" : "; it is relative to the folder you are in"));
    }
}
