package lib.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Java's own exceptions, as the system gives cause for them. */
class ReasonTest {

    @TempDir
    Path folder;

    @Test
    void each_says_more_than_a_path() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Path missing = folder.resolve("missing");
        Map<String, Executable> cases = Map.of(
                missing + " does not exist", () -> Files.delete(missing),
                file + " is in the way", () -> Files.createDirectory(file),
                file + " is not a folder", () -> Files.newDirectoryStream(file).close(),
                folder + " is not empty", () -> Files.delete(folder),
                "Not a directory", () -> Files.createFile(file.resolve("x")));
        for (var one : cases.entrySet()) {
            assertEquals(one.getKey(), Reason.of(assertThrows(IOException.class, one.getValue())));
        }
        assertEquals("IOException", Reason.of(new IOException()));
    }

    @Test
    void a_circle_of_links_and_a_name_that_is_taken_are_no_matter_of_modes_or_space() throws Exception {
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        IOException ring = assertThrows(IOException.class, () -> Files.readAllBytes(circle));
        assertEquals(circle + " is a link that leads to itself", Reason.of(ring));
        Path file = Files.createFile(folder.resolve("file"));
        IOException taken = assertThrows(IOException.class, () -> Files.createDirectory(file));
        assertEquals("move that away, or name another folder", Reason.mended(taken));
        assertTrue(Reason.mended(ring).startsWith("check the folder's owner"));
    }
}
