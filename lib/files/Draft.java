package lib.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file on its way: written whole beside the place where it is to appear, and gone when it is closed.
 */
record Draft(HeldFile file) implements AutoCloseable {

    private static final String PREFIX = ".sfjwt-";
    private static final String SUFFIX = ".tmp";

    static Draft write(Path folder, byte[] content) throws IOException {
        Draft draft = in(folder);
        try {
            OwnerOnly.write(draft.file.channel(), content);
            return draft;
        } catch (IOException e) {
            draft.close();
            throw e;
        }
    }

    private static Draft in(Path folder) throws IOException {
        Optional<HeldFile> file = Optional.empty();
        while (file.isEmpty()) {
            file = HeldFile.create(folder.resolve(PREFIX + Long.toHexString(ThreadLocalRandom.current().nextLong())
                    + SUFFIX));
        }
        return new Draft(file.get());
    }

    Path path() {
        return file.path();
    }

    /** Removes the drafts that a run left when it was killed. */
    static void removeLeftOver(Path folder) {
        try (var drafts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path draft : drafts) {
                if (draft.getFileName().toString().matches("\\.sfjwt-[0-9a-f-]+\\.tmp")) {
                    HeldFile.ifLeftOver(draft, () -> Files.deleteIfExists(draft));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // they hold nobody up
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // it is 0600, and a later run tries again
        }
    }
}
