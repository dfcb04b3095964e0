package lib.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir"));

    @TempDir
    private Path elsewhere;

    @Test
    void it_is_its_owners_alone_and_goes_with_all_that_is_in_it() throws IOException {
        Path path;
        try (var folder = TemporaryFolder.make("test")) {
            path = folder.path();
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            Files.createDirectories(path.resolve("a/b"));
            Files.writeString(path.resolve("a/b/c"), "x");
            Files.createSymbolicLink(path.resolve("link"), elsewhere);
            Files.writeString(elsewhere.resolve("stays"), "x");
        }
        assertFalse(Files.exists(path));
        assertTrue(Files.exists(elsewhere.resolve("stays")));
    }

    @Test
    void it_goes_with_a_process_that_is_told_to_end() throws Exception {
        Held other = held();
        other.process().destroy();
        other.process().waitFor();
        assertFalse(Files.exists(other.folder()));
    }

    @Test
    void one_that_a_killed_run_left_goes_and_one_of_a_live_run_stays() throws Exception {
        Held other = held();
        Path left = other.folder();
        try (var mine = TemporaryFolder.make("test")) {
            TemporaryFolder.removeLeftOver();
            assertTrue(Files.exists(mine.path()) && Files.exists(left));
            other.process().destroyForcibly().waitFor();
            TemporaryFolder.make("test").close();
            assertTrue(Files.exists(mine.path()));
            assertFalse(Files.exists(left));
        }
    }

    @Test
    void one_that_was_left_before_it_had_its_mark_goes_in_time() throws IOException {
        Path old = Files.createTempDirectory(PLACE, "sfjwt-test-");
        Path young = Files.createTempDirectory(PLACE, "sfjwt-test-");
        try {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(7200)));
            TemporaryFolder.removeLeftOver();
            assertFalse(Files.exists(old));
            assertTrue(Files.exists(young));
        } finally {
            Files.deleteIfExists(old);
            Files.deleteIfExists(young);
        }
    }

    @Test
    void a_name_and_an_age_are_not_enough() throws IOException {
        Path named = Files.createTempDirectory(PLACE, "sfjwt-test-");
        Path marked = Files.createTempDirectory(PLACE, "sfjwt-test-");
        Path link = PLACE.resolve("sfjwt-test-link-" + System.nanoTime());
        try {
            Files.writeString(named.resolve("mine"), "x");
            Files.setLastModifiedTime(named, FileTime.from(Instant.EPOCH));
            Files.setPosixFilePermissions(Files.writeString(marked.resolve(".sfjwt-held"), ""),
                    PosixFilePermissions.fromString("rw-------"));
            Files.setPosixFilePermissions(marked, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createSymbolicLink(link, named);
            TemporaryFolder.removeLeftOver();
            assertTrue(Files.exists(named.resolve("mine")) && Files.exists(marked)
                    && Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        } finally {
            for (Path path : List.of(link, named.resolve("mine"), named, marked.resolve(".sfjwt-held"), marked)) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Another process's folder, with a page in it. */
    private record Held(Process process, Path folder) {
    }

    private static Held held() throws Exception {
        Set<Path> before = folders();
        Process other = ChildJvm.start(List.of(), "folder", "x");
        assertEquals("held", new String(other.getInputStream().readNBytes(4), UTF_8));
        Set<Path> made = folders();
        made.removeAll(before);
        assertEquals(1, made.size());
        Path folder = made.iterator().next();
        Files.writeString(folder.resolve("page.html"), "a token");
        return new Held(other, folder);
    }

    private static Set<Path> folders() throws IOException {
        var found = new HashSet<Path>();
        try (var all = Files.newDirectoryStream(PLACE, "sfjwt-test-*")) {
            all.forEach(found::add);
        }
        return found;
    }
}
