package lib.files;

import java.io.File;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Keeps files that a piece of work opens below one folder, whatever another process does to the folders meanwhile.
 *
 * <p>A path that was checked can be another file a moment later, when one of its folders has become a link. So each
 * folder on the way is opened relative to the one before, and a link is followed nowhere (openat(2), O_NOFOLLOW).
 */
public final class Confinement {

    private static final ScopedValue<Path> ROOT = ScopedValue.newInstance();

    private Confinement() {
    }

    /** @param root a real path, without links */
    public static <T> T within(Path root, Supplier<T> work) {
        return ScopedValue.where(ROOT, root).call(work::get);
    }

    /** Opens a file as {@link Files#newByteChannel} does; below the root of the work around it, by no link. */
    static SeekableByteChannel open(Path file, Set<OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Optional<Path> below = belowRoot(file);
        if (below.isEmpty()) {
            return Files.newByteChannel(file, options, attributes);
        }
        var noLinks = new HashSet<OpenOption>(options);
        noLinks.add(LinkOption.NOFOLLOW_LINKS);
        return inFolder(below.get(), folder -> folder.newByteChannel(file.getFileName(), noLinks, attributes));
    }

    /** Puts a file in the place of another one in the same folder, in one step (rename(2)). */
    static void replace(Path source, Path target) throws IOException {
        Optional<Path> below = belowRoot(target);
        if (below.isEmpty()) {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        inFolder(below.get(), folder -> {
            folder.move(source.getFileName(), folder, target.getFileName());
            return null;
        });
    }

    /**
     * Gives a file its name, where nothing has it, in the one folder that was reached by no link. A hard link, which
     * looks and takes in one step, is made by two paths, and either can lead elsewhere by then.
     */
    static void publish(Path draft, Path name) throws IOException {
        inFolder(belowRoot(name).orElseThrow(), folder -> {
            if (isTaken(folder, name.getFileName())) {
                throw new FileAlreadyExistsException(name.toString());
            }
            folder.move(draft.getFileName(), folder, name.getFileName());
            return null;
        });
    }

    private static boolean isTaken(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        try {
            folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Whether the work around this is confined to a folder in which the file lies. */
    static boolean holds(Path file) {
        return belowRoot(file).isPresent();
    }

    private interface InFolder<T> {
        T run(SecureDirectoryStream<Path> folder) throws IOException;
    }

    /** Works in the folder of a path below the root. */
    private static <T> T inFolder(Path path, InFolder<T> work) throws IOException {
        try (var root = Files.newDirectoryStream(ROOT.get())) {
            return inFolder((SecureDirectoryStream<Path>) root, path, work);
        }
    }

    private static <T> T inFolder(SecureDirectoryStream<Path> folder, Path path, InFolder<T> work) throws IOException {
        if (path.getNameCount() == 1) {
            return work.run(folder);
        }
        try (var next = folder.newDirectoryStream(path.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return inFolder(next, path.subpath(1, path.getNameCount()), work);
        }
    }

    /** The path relative to the root; empty where no work is confined, or for a file that is named from elsewhere. */
    private static Optional<Path> belowRoot(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        // Windows has no such handles, and making a link takes an administrator there
        return ROOT.isBound() && File.separatorChar == '/' && whole.startsWith(ROOT.get()) && !whole.equals(ROOT.get())
                ? Optional.of(ROOT.get().relativize(whole)) : Optional.empty();
    }
}
