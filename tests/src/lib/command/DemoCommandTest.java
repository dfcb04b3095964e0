package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import lib.cli.Sfjwt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    Path folder;

    @Test
    void an_audience_that_it_cannot_want_is_named() {
        Sfjwt.Run run = new Sfjwt(folder).run("demo", "--serve", "--audience", "mine").exitsWith(2);
        assertTrue(run.err().contains("\"mine\"") && run.err().contains("own, login, test, either"), run::toString);
    }

    @Test
    void the_whole_way_works_and_leaves_nothing_behind() throws Exception {
        Set<Path> before = leftovers();
        new Sfjwt(folder).run("demo").exitsWith(0);
        assertTrue(before.containsAll(leftovers()), () -> "besides " + before);
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void json_tells_who_was_logged_in() {
        var json = new Sfjwt(folder).run("demo", "--json").exitsWith(0).json();
        assertEquals("integration@demo.example", json.getJsonObject("userinfo").getString("preferred_username"));
    }

    @Test
    void a_taken_port_is_said() throws Exception {
        try (var taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Sfjwt.Run run = new Sfjwt(folder).run("demo", "--serve", "--port", String.valueOf(taken.getLocalPort()))
                    .exitsWith(2);
            assertTrue(run.err().contains(String.valueOf(taken.getLocalPort())), run::toString);
        }
    }

    private static Set<Path> leftovers() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("sfjwt-demo-"))
                    .collect(Collectors.toSet());
        }
    }
}
