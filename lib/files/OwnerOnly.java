package lib.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/**
 * Files and folders that nobody but their owner may read, from the moment they exist.
 */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {
    }

    /** Makes a new file; fails where the name is taken. */
    static FileChannel create(Path path) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return (FileChannel) Confinement.open(path, options, attribute(path, FILE));
    }

    /** Writes a new file to the disk, whole, or leaves none; fails where the name is taken. */
    public static void writeNew(Path path, byte[] content) throws IOException {
        FileChannel created = create(path);
        try (FileChannel channel = created) {
            write(channel, content);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /**
     * Writes a file that can be made again at any time, whole or not at all; it takes the place of an older one or of a
     * symbolic link, and no backup is kept.
     */
    public static void replace(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Draft.removeLeftOver(folder);
        try (Draft draft = Draft.write(folder, content)) {
            Files.move(draft.path(), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Writes all of it, to the disk. */
    static void write(FileChannel channel, byte[] content) throws IOException {
        var bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** Gives a file a second name, or where there are no hard links (FAT, some network mounts) makes a copy. */
    static void link(Path name, Path file) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | IOException e) {
            copy(name, file);
        }
    }

    static void copy(Path name, Path file) throws IOException {
        try (var in = Channels.newInputStream(Confinement.open(file, Set.of(StandardOpenOption.READ)))) {
            writeNew(name, in.readAllBytes());
        }
    }

    /** Opens a file to be locked, and makes it where it is missing; a symbolic link is not followed. */
    public static FileChannel openLock(Path path) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(path, options, attribute(path, FILE));
    }

    /** Makes a folder, 0700, and those above it, where they are missing. */
    public static void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder, attribute(folder, FOLDER));
    }

    /** The folder and those above it that are not there, the outermost first. */
    static List<Path> missing(Path folder) {
        var missing = new LinkedList<Path>();
        for (Path path = folder; path != null && !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
                path = path.getParent()) {
            missing.addFirst(path);
        }
        return missing;
    }

    /** What {@link #setModes} takes to bring a file's modes back; empty where there are none. */
    static Set<PosixFilePermission> modes(Path path) throws IOException {
        return hasModes(path) ? Files.getPosixFilePermissions(path) : Set.of();
    }

    static void setModes(Path path, Set<PosixFilePermission> modes) throws IOException {
        if (hasModes(path)) {
            Files.setPosixFilePermissions(path, modes);
        }
    }

    static void restrict(Path file) throws IOException {
        setModes(file, FILE);
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static FileAttribute<?> attribute(Path path, Set<PosixFilePermission> modes) throws IOException {
        if (hasModes(path)) {
            return PosixFilePermissions.asFileAttribute(modes);
        }
        var owner = path.getFileSystem().getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        var everything = AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class)).build();
        return new FileAttribute<List<AclEntry>>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return List.of(everything);
            }
        };
    }
}
