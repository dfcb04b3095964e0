package lib.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder for what takes too long to be made for each test; it goes when the JVM ends. */
public final class SharedFolder {

    private SharedFolder() {
    }

    public static Path make(String purpose) throws IOException {
        Path folder = Files.createTempDirectory("sfjwt-" + purpose);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            // a leftover in the temporary folder harms nobody
        }
    }
}
