package lib.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Held by the one process, and the one thread in it, that does a piece of work. The system frees it when its holder
 * dies.
 *
 * <p>It is on a file of its own: what the work makes is put in place by renaming, which would leave a lock on a file
 * without a name.
 */
public final class RunLock implements AutoCloseable {

    /** A file lock is the whole process's, and Java throws where a second thread asks for it. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel file;

    private RunLock(ReentrantLock threads, FileChannel file) {
        this.threads = threads;
        this.file = file;
    }

    /**
     * @param patience how long to wait
     * @param needless asked while waiting: whether the holder has done what the lock is wanted for
     * @return empty where it became needless, or the patience was at its end
     */
    public static Optional<RunLock> take(Path path, Duration patience, BooleanSupplier needless) throws IOException {
        ReentrantLock threads = THREADS.computeIfAbsent(path.toAbsolutePath().normalize(), _ -> new ReentrantLock());
        long start = System.nanoTime();
        do {
            Optional<RunLock> taken = tryTake(path, threads);
            if (taken.isPresent()) {
                return taken;
            }
        } while (!needless.getAsBoolean() && System.nanoTime() - start < patience.toNanos() && Pause.between(20, 60));
        return Optional.empty();
    }

    private static Optional<RunLock> tryTake(Path path, ReentrantLock threads) throws IOException {
        if (!threads.tryLock()) {
            return Optional.empty();
        }
        FileChannel file = null;
        boolean taken = false;
        try {
            // only under the lock among threads: closing any channel to a file frees the process's lock on it (POSIX)
            refuseWhatIsNoFile(path);
            file = OwnerOnly.openLock(path);
            taken = file.tryLock() != null && Files.exists(path); // its last holder may have removed it since
            return taken ? Optional.of(new RunLock(threads, file)) : Optional.empty();
        } finally {
            if (!taken) {
                close(file, threads);
            }
        }
    }

    /** To open a pipe for writing takes until somebody reads from it. */
    private static void refuseWhatIsNoFile(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is not a regular file; delete it");
        }
    }

    @Override
    public void close() {
        try {
            close(file, threads);
        } catch (IOException e) {
            // the lock goes with the process at the latest
        }
    }

    private static void close(FileChannel file, ReentrantLock threads) throws IOException {
        try {
            if (file != null) {
                file.close();
            }
        } finally {
            threads.unlock();
        }
    }
}
