package lib.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that its maker keeps locked until it is done. When the maker dies the system drops the lock, so a file that
 * nobody holds is left over. A process id would not tell: in another container the same number is another process.
 */
public record HeldFile(Path path, FileChannel channel) implements AutoCloseable {

    /** Beyond any content: on Windows nobody else can read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Where a file system has no locks, a file of this age is left over. */
    private static final Duration LONGEST_WORK = Duration.ofDays(1);

    /** These are not tried: closing a second channel to a file would drop this process's lock on it (POSIX). */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** Removes what a file stands for. */
    interface Removal {
        void run() throws IOException;
    }

    /**
     * Makes the file, 0600.
     *
     * @return empty where another process took it for left over before it was locked, and removes it
     */
    static Optional<HeldFile> create(Path path) throws IOException {
        HELD_HERE.add(path.toAbsolutePath());
        var file = new HeldFile(path, opened(path));
        if (lock(file.channel, true) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(file);
        }
        file.close();
        return Optional.empty();
    }

    private static FileChannel opened(Path path) throws IOException {
        try {
            return OwnerOnly.create(path);
        } catch (IOException e) {
            HELD_HERE.remove(path.toAbsolutePath());
            throw e;
        }
    }

    /** Runs the removal if the file is this user's and is left over. */
    static void ifLeftOver(Path path, Removal removal) throws IOException {
        if (HELD_HERE.contains(path.toAbsolutePath()) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                || Ownership.flaw(path, false).isPresent()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (lock(channel, isOld(path))) {
                removal.run();
            }
        } catch (OverlappingFileLockException e) {
            // another thread of this process is about to remove it
        }
    }

    /** Whether this process holds it now; where the file system has no locks, what is said instead. */
    private static boolean lock(FileChannel channel, boolean otherwise) {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (IOException e) {
            return otherwise;
        }
    }

    private static boolean isOld(Path path) throws IOException {
        return Files.getLastModifiedTime(path).toInstant().isBefore(Instant.now().minus(LONGEST_WORK));
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            HELD_HERE.remove(path.toAbsolutePath());
        }
    }
}
