package lib.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What uninstall and a later install take for a copy of theirs, and delete. */
class CopyTest {

    @TempDir
    private Path folder;

    @Test
    void a_folder_with_anything_else_in_it_is_somebody_elses() throws Exception {
        Place place = Place.of(folder.resolve("bin"));
        Copy ours = copy(place, "0123456789abcdef");
        ours.write();
        for (String left : List.of("sfjwt.aot", ".sfjwt.aot.new", ".sfjwt.aot.new.config", ".sfjwt.jar.new")) {
            Files.writeString(ours.folder().resolve(left), "x");
        }
        Path killed = Files.createDirectories(copy(place, "1234567890abcdef").folder());
        Copy more = copy(place, "fedcba9876543210");
        more.write();
        Files.writeString(more.folder().resolve("precious.jar"), "x");
        // as one of ours looks, but for the mark
        Files.writeString(Files.createDirectories(place.copies().resolve("aaaaaaaaaaaaaaaa")).resolve("sfjwt.jar"), "");
        copy(place, "not-a-copy").write();
        Files.createDirectories(place.copies().resolve("0000000000000000/sfjwt.jar"));
        Files.createSymbolicLink(place.copies().resolve("1111111111111111"), ours.folder());
        assertEquals(List.of(ours.folder(), killed), Copy.all(place));
    }

    @Test
    void a_jar_that_others_may_write_to_is_laid_down_again() throws Exception {
        Copy copy = copy(Place.of(folder.resolve("bin")), "0123456789abcdef");
        copy.write();
        Path jar = copy.folder().resolve("sfjwt.jar");
        Object right = Files.getAttribute(jar, "unix:ino");
        copy.write();
        assertEquals(right, Files.getAttribute(jar, "unix:ino"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-rw-rw-"));
        copy.write();
        assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(jar)));
        assertNotEquals(right, Files.getAttribute(jar, "unix:ino"), "whoever has it open writes to another file");
    }

    private static Copy copy(Place place, String id) {
        return new Copy(place.copies().resolve(id), Map.of("sfjwt.jar", new byte[] {1}), place.folder());
    }
}
