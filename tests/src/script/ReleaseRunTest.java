package script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import lib.catalog.Version;
import lib.demo.DemoOrg;
import lib.text.ShellQuote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The release behind a plain web server, run by JBang on a machine where nothing was run before, and by Java. */
@Heavy
class ReleaseRunTest {

    private static final String JAR = "sfjwt-" + Version.NUMBER + ".jar";

    @TempDir
    Path temp;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String catalog;

    @BeforeEach
    void serve() throws Exception {
        serve(Release.made());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void two_requests_bring_all_of_it_to_a_token() throws Exception {
        String sfjwt = "sfjwt@" + catalog;
        var certs = stranger().run(Clone.LAUNCHER, sfjwt, "generate-certs");
        assertEquals(0, certs.exit(), certs.err());
        assertEquals(List.of("/jbang-catalog.json", "/" + JAR), asked);
        assertTrue(certs.err().contains(": " + ShellQuote.sh(Clone.LAUNCHER.toString()) + " " + sfjwt
                + " steps\n"), certs.err());
        try (DemoOrg org = DemoOrg.start(0, Clock.systemUTC())) {
            org.register(Files.readAllBytes(temp.resolve("certs/server.crt")));
            var config = stranger().run(Clone.LAUNCHER, sfjwt, "setup-config", "--consumer-key", DemoOrg.CONSUMER_KEY,
                    "--username", DemoOrg.USERNAME, "--login-url", org.url().toString());
            assertEquals(0, config.exit(), config.err());
            var token = stranger().run(Clone.LAUNCHER, sfjwt, "get-token", "--token-only");
            assertTrue(token.out().startsWith("00D"), token::err);
        }
        var ui = stranger().run(Clone.LAUNCHER, "ui@" + catalog, "--help");
        assertTrue(ui.out().contains("dashboard"), ui::err);
        assertEquals(2, asked.size(), asked::toString);
    }

    /** JBang's own start script sets no variable from which one could tell the address. */
    @Test
    void follow_up_commands_run_under_jbang_itself() throws Exception {
        Path jbang = jbangItself();
        var certs = stranger().run(jbang, "sfjwt@" + catalog, "generate-certs");
        assertEquals(0, certs.exit(), certs.err());
        var next = certs.err().lines().filter(line -> line.endsWith(" steps")).findFirst().orElseThrow()
                .replaceFirst(".*: ", "");
        assertTrue(next.matches("jbang /.*/" + JAR + " steps"), next);
        var steps = stranger().withFirstOnPath(jbang.getParent()).run("sh", "-c", next);
        assertEquals(0, steps.exit(), steps.err());
    }

    @Test
    void a_release_that_knows_its_address_names_it() throws Exception {
        server.stop(0);
        Path folder = temp.resolve("addressed");
        var made = Command.in(temp).withFirstOnPath(mavenThatHasIt()).run(Clone.ROOT.resolve("tests/release"),
                Version.NUMBER, folder.toString(), "acme/sfjwt/v" + Version.NUMBER);
        assertEquals(0, made.exit(), made.err());
        assertTrue(Files.readString(folder.resolve("README.md")).contains("jbang sfjwt@acme/sfjwt/v"
                + Version.NUMBER + " demo"));
        serve(folder);
        var certs = stranger().run(jbangItself(), "sfjwt@" + catalog, "generate-certs");
        assertTrue(certs.err().contains(": jbang sfjwt@acme/sfjwt/v" + Version.NUMBER + " steps\n"), certs.err());
    }

    @Test
    void java_alone_runs_every_command() throws Exception {
        Path jar = Release.jar();
        var help = java(jar, "--help");
        List<String> commands = help.out().lines().filter(line -> line.matches("  [a-z][a-z-]+ .*"))
                .map(line -> line.strip().split(" ")[0]).toList();
        assertTrue(commands.contains("install"), help::out);
        var demo = java(jar, "demo");
        assertEquals(0, demo.exit(), demo.err());
        assertFalse(demo.err().contains("WARNING"), demo.err()); // such as Java's of native access
        assertEquals(0, java(jar, "man", "man1").exit());
        for (String command : commands) {
            String page = Files.readString(temp.resolve("man1/sfjwt-" + command + ".1"));
            assertFalse(page.isBlank(), command);
        }
        assertTrue(java(jar, "completion", "zsh").out().startsWith("# Completion of sfjwt"));
        var none = java(jar, "get-token");
        assertEquals(2, none.exit(), none.out());
        assertTrue(none.err().replaceAll("\n +", " ").contains("java -jar "
                + ShellQuote.sh(jar.toString()) + " setup-config"), none.err());
    }

    /** From the jar in JBang's cache, with no sources beside it. */
    @Test
    void it_installs_one_jar_and_one_cache() throws Exception {
        Path home = Files.createDirectories(temp.resolve("home"));
        var install = stranger().run(Clone.LAUNCHER, "sfjwt@" + catalog, "install");
        assertEquals(0, install.exit(), install.err());
        assertEquals(3, install.err().lines().filter(line -> line.matches(".*(copied|started at .*|trained: .*)"))
                .count(), install.err());
        Path sfjwt = home.resolve(".local/bin/sfjwt");
        try (var files = Files.walk(home.resolve(".local/share/sfjwt"))) {
            assertEquals(List.of(".lock", ".sfjwt-copy", JAR, "sfjwt.aot"), files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString()).sorted().toList());
        }
        var version = stranger().run(sfjwt, "--version");
        assertEquals("sfjwt " + Version.NUMBER + "\n", version.out());
        var none = stranger().run(sfjwt, "get-token");
        assertTrue(none.err().replaceAll("\n +", " ").contains(" sfjwt setup-config;"), none.err());
        assertTrue(Files.readString(sfjwt).contains(" -XX:+UseSerialGC "), "sfjwt.java's options");
    }

    @Test
    void the_dashboard_has_its_page_and_its_style() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var ui = new ProcessBuilder(java, "-jar", Release.jar().toString(), "ui", "--no-open", "-p", "0")
                .directory(temp.toFile()).start();
        try {
            String url = ui.inputReader().lines().filter(line -> line.contains("http://")).findFirst().orElseThrow()
                    .replaceFirst(".*(http://[0-9.:]+).*", "$1");
            String page = get(url + "/");
            List<String> parts = Pattern.compile("(?:href|src)=\"([^\"]+\\.(?:css|js))\"").matcher(page).results()
                    .map(found -> found.group(1)).toList();
            assertTrue(parts.size() > 1, page);
            for (String part : parts) {
                assertFalse(get(URI.create(url + "/").resolve(part).toString()).isEmpty(), part);
            }
        } finally {
            ui.destroy();
            ui.waitFor();
        }
    }

    private String get(String url) throws Exception {
        var answer = Command.in(temp).run("curl", "-sS", "--fail", url);
        assertEquals(0, answer.exit(), answer.err());
        return answer.out();
    }

    private Command.Ended java(Path jar, String... words) throws Exception {
        // another test looks for what a demo leaves in the usual place
        var all = new ArrayList<>(List.of("-Djava.io.tmpdir=" + temp, "-jar", jar.toString()));
        all.addAll(List.of(words));
        return Command.in(temp).run("java", all.toArray(String[]::new));
    }

    /** Nothing is cached for this user, not even libraries of Maven's. */
    private Command stranger() throws IOException {
        Path home = Files.createDirectories(temp.resolve("home"));
        return Command.in(temp).keepingCachesIn(home).with("HOME", home.toString())
                .with("JBANG_REPO", home.resolve("repository").toString());
    }

    /** What JBang's own start script does: it runs the command line that JBang prints. */
    private Path jbangItself() throws Exception {
        // tests/jbang has checked it
        assertEquals(0, stranger().without("JBANG_REPO").with("HOME", System.getenv("HOME"))
                .run(Clone.LAUNCHER, "--version").exit());
        Path script = Files.createDirectories(temp.resolve("bin")).resolve("jbang");
        Files.writeString(script, """
                #!/bin/bash
                export JBANG_RUNTIME_SHELL=bash JBANG_STDIN_NOTTY=true JBANG_LAUNCH_CMD=$0
                output=$(java -jar '%s'/cache/sfjwt/jbang-*.jar "$@")
                status=$?
                [ $status -ne 255 ] || eval "exec $output"
                echo "$output"
                exit $status
                """.formatted(temp.resolve("home")));
        script.toFile().setExecutable(true);
        return script;
    }

    /** A Maven that makes what was made before. */
    private Path mavenThatHasIt() throws Exception {
        Path script = Files.createDirectories(temp.resolve("maven")).resolve("mvn");
        Files.writeString(script, """
                #!/bin/sh
                for word; do
                    case $word in
                        -Drelease.work=*) mkdir -p "${word#*=}" && cp '%s'/sfjwt-* "${word#*=}" ;;
                    esac
                done
                """.formatted(Release.made()));
        script.toFile().setExecutable(true);
        return script.getParent();
    }

    private void serve(Path folder) throws IOException {
        var files = SimpleFileServer.createFileHandler(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            files.handle(exchange);
        });
        server.start();
        catalog = "http://localhost:" + server.getAddress().getPort() + "/jbang-catalog.json";
    }
}
