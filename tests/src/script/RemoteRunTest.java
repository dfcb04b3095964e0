package script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository behind a plain web server and nothing checked out: what {@code jbang sfjwt@owner/repo} has to do. */
@Heavy
class RemoteRunTest {

    @TempDir
    Path temp;

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        var files = SimpleFileServer.createFileHandler(Clone.ROOT);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            files.handle(exchange);
            asked.put(exchange.getRequestURI().getPath(), exchange.getResponseCode());
        });
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_script_runs_from_its_address() throws Exception {
        var version = jbang(url + "/sfjwt.java", "--version");
        assertEquals(0, version.exit(), version.err());
        assertTrue(version.out().startsWith("sfjwt "), version.out());
        assertAllSourcesWereFetched();
    }

    @Test
    void the_catalog_s_aliases_run() throws Exception {
        var version = jbang("sfjwt@" + url + "/jbang-catalog.json", "--version");
        assertEquals(0, version.exit(), version.err());
        assertTrue(version.out().startsWith("sfjwt "), version.out());
        assertAllSourcesWereFetched();

        var ui = jbang("ui@" + url + "/jbang-catalog.json", "--help");
        assertEquals(0, ui.exit(), ui.err());
        assertTrue(asked.containsKey("/ui/web/index.html"), asked::toString);
    }

    @Test
    void in_a_clone_jbang_ui_is_the_dashboard_though_ui_is_a_folder() throws Exception {
        // in a path without blanks, at which JBang would split the name of the one source that main.java lists
        Path clone = copyOfTheTool(temp.resolve("clone"));
        var ui = Command.in(clone).keepingCachesIn(temp.resolve("home")).run(Clone.LAUNCHER, "run", "ui", "--help");
        assertEquals(0, ui.exit(), ui.err());
        assertTrue(ui.out().contains("dashboard"), ui.out());
    }

    private static Path copyOfTheTool(Path target) throws IOException {
        for (String name : List.of("sfjwt.java", "jbang-catalog.json", "lib", "ui")) {
            try (var files = Files.walk(Clone.ROOT.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(Clone.ROOT.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        return target;
    }

    private Command.Ended jbang(String... words) throws Exception {
        return Command.in(temp).keepingCachesIn(temp.resolve("home")).run(Clone.LAUNCHER, words);
    }

    /** Each source file of the tool was asked for, and nothing that is not there. */
    private void assertAllSourcesWereFetched() throws IOException {
        var sources = new TreeSet<>(List.of("/sfjwt.java"));
        try (var files = Files.walk(Clone.ROOT.resolve("lib"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> sources.add("/" + Clone.ROOT.relativize(file)));
        }
        sources.removeAll(asked.keySet());
        assertEquals(Set.of(), sources, "never asked for");
        var missing = new TreeMap<>(asked);
        missing.values().removeIf(status -> status == 200);
        assertEquals(Map.of(), missing, "asked for in vain");
    }
}
