package lib.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import lib.failure.Failure;
import lib.failure.Kind;

/**
 * Lets one run at a time change files of a folder that belong together. The system drops it when its holder dies.
 *
 * <p>The lock is a file that was locked before it got its name: whoever finds a file of that name that nobody holds
 * knows that its holder is dead.
 */
public final class FolderLock implements AutoCloseable {

    private static final String NAME = ".sfjwt-lock";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final int PAUSE_MILLIS = 30;
    /** A file lock belongs to the whole process; this one keeps its threads apart. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path file;
    private final Draft held;
    /** The innermost first. */
    private final List<Path> made;

    private FolderLock(Path file, Draft held, List<Path> made) {
        this.file = file;
        this.held = held;
        this.made = made;
    }

    /** As {@link #take}, of the folder of a file that is read, changed and written. */
    public static FolderLock takeFor(Path file) {
        return take(file.toAbsolutePath().getParent());
    }

    /**
     * Waits for whoever holds it. A folder that is not there is made, and goes with the lock if it is empty then.
     *
     * @throws Failure {@code folder_busy} after a minute, {@code file_unwritable}
     */
    public static FolderLock take(Path folder) {
        THREADS.lock();
        List<Path> made = List.of();
        try {
            made = OwnerOnly.missing(folder.toAbsolutePath()).reversed();
            OwnerOnly.createFolders(folder);
            return new FolderLock(folder.resolve(NAME), held(folder), made);
        } catch (IOException | RuntimeException e) {
            made.forEach(FolderLock::deleteQuietly);
            THREADS.unlock();
            throw e instanceof IOException failed ? SecretFiles.unwritable(folder, failed) : (RuntimeException) e;
        }
    }

    private static Draft held(Path folder) throws IOException {
        Draft draft = Draft.write(folder, new byte[0]);
        long start = System.nanoTime();
        try {
            while (!isNamed(draft.path(), folder.resolve(NAME))) {
                if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                    throw Failure.file("folder_busy", "another sfjwt is at work in " + folder,
                            "wait until it has ended, or end it, then run the command again; if there is none, delete "
                                    + folder.resolve(NAME));
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return draft;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            draft.close();
            throw Failure.of(Kind.FILE, "interrupted", "the wait for another sfjwt was interrupted", "run it again");
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }

    /** Gives the locked file the lock's name, unless another one has it. */
    private static boolean isNamed(Path held, Path name) throws IOException {
        try {
            Files.createLink(name, held);
            return true;
        } catch (FileAlreadyExistsException e) {
            removeLeftOver(name);
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return true; // a file system without hard links (FAT, some network mounts) gets no lock
        }
    }

    private static void removeLeftOver(Path name) throws IOException {
        SecretFiles.refuseIfTaken(name, true);
        try {
            Object found = FileIdentity.of(name);
            // if it has another identity by then, the dead holder's file is gone and somebody else's has its name
            HeldFile.ifLeftOver(name, () -> {
                if (FileIdentity.of(name).equals(found)) {
                    Files.delete(name);
                }
            });
        } catch (NoSuchFileException e) {
            // its holder let go just now
        }
    }

    @Override
    public void close() {
        deleteQuietly(file);
        held.close();
        made.forEach(FolderLock::deleteQuietly);
        THREADS.unlock();
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // a folder that is not empty stays; a lock that nobody holds is the next run's to remove
        }
    }
}
