package lib.install;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import lib.failure.Failure;
import lib.failure.Kind;

/**
 * Lets one run at a time change a place; the system lets go of it when a process is killed.
 */
final class InstallLock implements AutoCloseable {

    static final String NAME = ".lock";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(3);
    private static final int PAUSE_MILLIS = 100;

    private final FileChannel channel;

    private InstallLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws Failure {@code install_busy} after a wait of minutes */
    static InstallLock of(Place place) throws IOException {
        Path file = place.copies().resolve(NAME);
        Instant end = Instant.now().plus(LONGEST_WAIT);
        while (Instant.now().isBefore(end)) {
            PublicFiles.createFolders(place.copies());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                // an uninstall may have removed the file between the two: then the lock is on nothing
                if (channel.tryLock() != null && Files.exists(file)) {
                    return new InstallLock(channel);
                }
            } catch (OverlappingFileLockException e) {
                // held by another thread of this process
            }
            channel.close();
            pause();
        }
        throw Failure.file("install_busy", "another sfjwt install is at work in " + place.copies(),
                "wait until it has ended, or end it; then run the command again");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Kind.FILE, "interrupted", "the wait for another sfjwt install was interrupted",
                    "run it again");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
