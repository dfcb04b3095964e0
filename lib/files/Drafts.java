package lib.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Files on their way: written whole beside the place where they are to appear.
 */
final class Drafts {

    private static final String PREFIX = ".sfjwt-";
    private static final String SUFFIX = ".tmp";

    private Drafts() {
    }

    static Path write(Path folder, byte[] content) throws IOException {
        // the process id tells a later run whether the draft's writer is still alive
        Path draft = folder.resolve(PREFIX + ProcessHandle.current().pid() + "-"
                + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX);
        OwnerOnly.writeNew(draft, content);
        return draft;
    }

    /** Removes the drafts that a run left when it was killed. */
    static void removeDead(Path folder) {
        try (var drafts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path draft : drafts) {
                String pid = draft.getFileName().toString().substring(PREFIX.length()).replaceAll("-.*", "");
                if (pid.matches("[0-9]{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(draft);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // they hold nobody up
        }
    }

    static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // it is 0600, and a later run tries again
        }
    }
}
