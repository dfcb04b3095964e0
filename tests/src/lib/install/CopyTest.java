package lib.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What uninstall and a later install take for a copy of theirs, and delete. */
class CopyTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_with_anything_else_in_it_is_somebody_elses() throws Exception {
        Place place = Place.of(folder.resolve("bin"));
        Path ours = copy(place, "0123456789abcdef", "sfjwt-1.0.0.jar", "sfjwt.aot", ".sfjwt.aot.new");
        copy(place, "fedcba9876543210", "sfjwt.jar", "notes.txt");
        copy(place, "not-a-copy", "sfjwt.jar");
        Files.createDirectories(copy(place, "0000000000000000").resolve("folder.jar"));
        Files.createSymbolicLink(place.copies().resolve("1111111111111111"), ours);
        assertEquals(List.of(ours), Copy.all(place));
    }

    private static Path copy(Place place, String id, String... files) throws Exception {
        Path copy = Files.createDirectories(place.copies().resolve(id));
        for (String file : files) {
            Files.writeString(copy.resolve(file), "x");
        }
        return copy;
    }
}
