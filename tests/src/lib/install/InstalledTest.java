package lib.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.cli.DemoFolder;
import lib.demo.DemoOrg;
import lib.text.ShellQuote;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installed sfjwt, in a path with a blank and a quote, started as a shell would. */
class InstalledTest {

    private static final String JDK_LINE = "\njdk=";

    @TempDir
    static Path root;

    @TempDir
    Path temp;

    private static Installed sfjwt;
    private static Installed.Ended installed;

    @BeforeAll
    static void install() throws Exception {
        sfjwt = new Installed(Files.createDirectory(root.resolve("it's a home")));
        installed = sfjwt.install();
        assertEquals(0, installed.exit(), installed.err());
    }

    @Test
    void it_says_where_it_is_and_what_to_add_to_the_path() {
        assertEquals("installed: " + sfjwt.launcher + "\n", installed.out());
        assertTrue(installed.err().contains("ahead-of-time cache trained"), installed.err());
        assertTrue(installed.err().contains("  export PATH='" + sfjwt.launcher.getParent().toString()
                .replace("'", "'\\''") + "':\"$PATH\"\n"), installed.err());
    }

    @Test
    void nobody_else_may_change_it() throws Exception {
        try (var files = Files.walk(sfjwt.home)) {
            for (Path file : files.filter(path -> !path.equals(sfjwt.home) && !path.endsWith(".lock")).toList()) {
                String modes = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertTrue(modes.matches("r...-..-."), file + " " + modes);
            }
        }
    }

    @Test
    void it_starts_from_another_folder_through_a_link_and_without_an_environment() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("a link"), sfjwt.launcher);
        var version = Installed.run(temp, Map.of(), link, "--version");
        assertEquals("", version.err());
        assertTrue(version.out().startsWith("sfjwt "), version.out());
    }

    /** GNU make's users export SHELLOPTS; bash obeys it where it is sh, as on Fedora and macOS. */
    @Test
    void a_shell_that_ends_at_every_failure_starts_it_too() throws Exception {
        var environment = new HashMap<>(sfjwt.environment());
        environment.put("SHELLOPTS", "errexit:nounset:pipefail");
        var help = Installed.run(temp, environment, Path.of("/bin/bash"), sfjwt.launcher.toString(), "get-token",
                "--help");
        assertEquals(0, help.exit(), help.toString());
    }

    @Test
    void a_living_agent_answers_get_token_byte_for_byte_as_the_program_does() throws Exception {
        try (var demo = new DemoFolder(Files.createDirectory(temp.resolve("it's here")))) {
            Path here = temp.resolve("it's here");
            var environment = new HashMap<>(sfjwt.environment());
            environment.put("SFJWT_AGENT_SOCK", here.resolve("run/agent.sock").toString());
            assertEquals(0, run(here, environment, "get-token").exit());
            var program = new HashMap<String, Installed.Ended>();
            List<String> cases = List.of("--token-only", "--json", "--format sh", "--format=header", "--format fish",
                    "--format powershell", "--format cmd", "--format env", "--format dotenv", "--format curl",
                    "--format k8s", "--token-only -c jwt.json", "--profile other --token-only", "--format json",
                    "--format nothing", "--token-only --json", "--token-only -c none.json", "--format",
                    "--token-only --profile default", "--token-only --profile other --profile other");
            for (String one : cases) {
                program.put(one, getToken(here, environment, one));
            }
            assertEquals(0, run(here, environment, "agent", "--start").exit());
            try {
                for (String one : cases) {
                    assertEquals(program.get(one), getToken(here, environment, one), one);
                }
                // the first twelve are the agent's: they do without a JDK
                Path without = sfjwt.changed("without a JDK", JDK_LINE, "\njdk=/none; JAVA_HOME=; old=");
                for (String one : cases.subList(0, 12)) {
                    assertEquals(program.get(one), Installed.run(here, environment, without, words(one)), one);
                }
                assertEquals(1, demo.logins());
                var traced = new HashMap<>(environment);
                traced.put("SHELLOPTS", "xtrace");
                var run = Installed.run(here, traced, Path.of("/bin/bash"), without.toString(), "get-token",
                        "--token-only");
                assertEquals(program.get("--token-only").out(), run.out());
                assertFalse(run.err().contains(run.out().strip()), "the trace of a shell shows no token");
                assertEquals("0\n", Installed.run(here, environment, Path.of("/bin/sh"), "-c", "{ sleep 0.3; "
                        + ShellQuote.sh(sfjwt.launcher.toString()) + " get-token --json; echo $? >&2; } | true").err(),
                        "nobody reads it");
            } finally {
                run(here, environment, "agent", "--stop");
            }
        }
    }

    /** What it says would be printed as the token. */
    @Test
    void a_server_that_is_no_agent_at_the_socket_s_place_is_passed_over() throws Exception {
        Path here = Files.createDirectory(temp.resolve("beside"));
        try (var demo = new DemoFolder(here); var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            var environment = new HashMap<>(sfjwt.environment());
            Path socket = here.resolve("other.sock");
            environment.put("SFJWT_AGENT_SOCK", socket.toString());
            var expected = getToken(here, environment, "--token-only");
            other.bind(UnixDomainSocketAddress.of(socket));
            Thread.startVirtualThread(() -> answerAnything(other));
            assertEquals(expected, getToken(here, environment, "--token-only"));
            assertEquals(1, demo.logins());
        }
    }

    private static void answerAnything(ServerSocketChannel server) {
        while (server.isOpen()) {
            try (var channel = server.accept()) {
                channel.read(ByteBuffer.allocate(4096));
                channel.write(ByteBuffer.wrap(("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n"
                        + "hello\n").getBytes()));
            } catch (IOException e) {
                return; // the test has ended
            }
        }
    }

    private static Installed.Ended run(Path folder, Map<String, String> environment, String... words)
            throws Exception {
        return Installed.run(folder, environment, sfjwt.launcher, words);
    }

    private static Installed.Ended getToken(Path folder, Map<String, String> environment, String options)
            throws Exception {
        return Installed.run(folder, environment, sfjwt.launcher, words(options));
    }

    private static String[] words(String options) {
        return ("get-token " + options).strip().split(" ");
    }

    @Test
    void arguments_stdin_exit_code_and_process_are_the_program_s_own() throws Exception {
        Path jdk = temp.resolve("jdk");
        Files.createDirectories(jdk);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"26.0.1\"\n");
        Installed.program(jdk.resolve("bin/java"), """
                #!/bin/sh
                while [ "$1" != sfjwt ]; do shift; done
                echo "pid $$, input $(cat)"
                shift
                for word; do printf '<%s>' "$word"; done
                exit 42
                """);
        Path launcher = withJdk("echo", jdk);
        var words = List.of("", "two  words", "it's", "\"quoted\"", "$(id) `id` $HOME", "*", "line\nbreak\n", "\\n",
                "é", "");
        var command = new java.util.ArrayList<>(List.of(launcher.toString()));
        command.addAll(words);
        Process process = Installed.process(temp, sfjwt.environment(), command);
        process.getOutputStream().write("typed".getBytes());
        var echo = Installed.end(process);
        assertEquals("pid " + process.pid() + ", input typed\n<" + String.join("><", words) + ">", echo.out());
        assertEquals(42, echo.exit());
        assertEquals("", echo.err());
    }

    @Test
    void without_its_jdk_it_takes_java_home_or_the_one_on_the_path() throws Exception {
        Path launcher = withJdk("gone", temp.resolve("gone"));
        var home = Installed.run(temp, Map.of("PATH", "/nowhere", "JAVA_HOME", Installed.JDK.toString()), launcher,
                "--version");
        assertEquals(0, home.exit(), home.err());
        Path link = Files.createSymbolicLink(Files.createDirectory(temp.resolve("bin")).resolve("java"),
                Installed.JDK.resolve("bin/java"));
        var path = Installed.run(temp, Map.of("PATH", link.getParent().toString()), launcher, "--version");
        assertEquals(0, path.exit(), path.err());
    }

    @Test
    void without_any_jdk_it_says_so() throws Exception {
        Path launcher = withJdk("none", temp.resolve("gone"));
        Path old = oldJdk();
        for (var environment : List.of(Map.<String, String>of("PATH", "/nowhere"),
                Map.of("PATH", old.resolve("bin").toString(), "JAVA_HOME", old.toString()))) {
            var none = Installed.run(temp, environment, launcher, "get-token", "a b");
            assertEquals(3, none.exit());
            assertEquals("", none.out());
            assertTrue(none.err().startsWith("sfjwt: error: sfjwt needs Java 25"), none.err());
            assertTrue(none.err().contains("\nsfjwt: fix: install a JDK 25"), none.err());
            var json = Installed.run(temp, environment, launcher, "get-token", "--json");
            assertEquals(3, json.exit());
            assertTrue(json.out().matches("\\{\"error\":\"[^\"]+\",\"code\":\"java_missing\",\"fix\":\"[^\"]+\","
                    + "\"retryable\":false,\"exitCode\":3}\n"), json.out());
        }
    }

    @Test
    void a_jdk_that_became_an_old_one_is_not_taken() throws Exception {
        var none = Installed.run(temp, Map.of("PATH", "/nowhere"), withJdk("old", oldJdk()), "--version");
        assertEquals(3, none.exit(), none.out());
        assertTrue(none.err().contains("needs Java 25"), none.err());
    }

    @Test
    void in_a_folder_that_was_deleted_it_says_so() throws Exception {
        Path gone = Files.createDirectory(temp.resolve("gone folder"));
        String inIt = "mkdir -p \"$1\" && cd \"$1\" && rmdir \"$1\" && shift && exec \"$@\"";
        for (String json : List.of("", "--json")) {
            var command = new java.util.ArrayList<>(List.of("sh", "-c", inIt, "sh", gone.toString(),
                    sfjwt.launcher.toString(), "steps"));
            command.addAll(json.isEmpty() ? List.of() : List.of(json));
            var end = Installed.end(Installed.process(temp, sfjwt.environment(), command));
            assertEquals(3, end.exit(), end.toString());
            assertTrue((json.isEmpty() ? end.err() : end.out()).contains("the folder that you are in was deleted"),
                    end.toString());
        }
    }

    @Test
    void another_jdk_is_told_to_who_asks() throws Exception {
        Path launcher = sfjwt.changed("other", "-D" + InstalledJdk.PROPERTY + "=", "-D" + InstalledJdk.PROPERTY + "=1");
        var verbose = Installed.run(temp, sfjwt.environment(), launcher, "steps", "--verbose");
        assertTrue(verbose.err().contains("the JDK has changed"), verbose.err());
        assertEquals("", Installed.run(temp, sfjwt.environment(), launcher, "steps").err());
        assertFalse(sfjwt.run("steps", "--verbose").err().contains("JDK"));
    }

    @Test
    void the_cache_is_used() throws Exception {
        assertCached("lib.command.StepsCommand ", "steps");
        assertCached("lib.keys.GenerateCerts ", "generate-certs", "-o", temp.resolve("certs").toString());
    }

    /** All of our own and of picocli, whose jar has classes for Java 5: the JVM caches none of that kind. */
    private void assertCached(String one, String... words) throws Exception {
        List<String> loaded = loaded("", words);
        assertTrue(loaded.stream().anyMatch(line -> line.startsWith(one + "source: shared objects file")), one);
        assertEquals(List.of(), loaded.stream().filter(line -> line.matches("(lib|picocli)\\..* file:.*")).toList());
    }

    @Test
    void without_a_right_cache_it_works_and_says_nothing() throws Exception {
        var expected = sfjwt.run("steps");
        Path cache = sfjwt.copy().resolve("sfjwt.aot");
        byte[] content = Files.readAllBytes(cache);
        try {
            for (int length : new int[] {0, 100, content.length / 2}) {
                Files.write(cache, java.util.Arrays.copyOf(content, length));
                assertEquals(expected, sfjwt.run("steps"), "cut to " + length);
            }
            Files.writeString(cache, "no cache at all");
            assertEquals(expected, sfjwt.run("steps"));
            Files.delete(cache);
            assertEquals(expected, sfjwt.run("steps"));
        } finally {
            Files.write(cache, content);
        }
    }

    /** Without the cache, of which the JVM takes all at once. */
    @Test
    void commands_load_only_what_they_need() throws Exception {
        for (String words : List.of("--help", "steps", "--version")) {
            List<String> loaded = loaded("-XX:AOTMode=off", words);
            assertTrue(loaded.stream().anyMatch(line -> line.startsWith("lib.cli.Program ")));
            assertNone(loaded, words, "io.helidon", "org.bouncycastle", "io.jsonwebtoken", "sun.security.ssl");
            assertNone(loaded, words, "lib.command.GetTokenCommand$", "lib.cli.HttpFlags", "lib.command.FormatFlags");
        }
    }

    @Test
    void a_token_takes_no_bouncy_castle_and_no_web_server() throws Exception {
        try (DemoOrg org = DemoOrg.start(0, Clock.systemUTC())) {
            assertEquals(0, at(temp, "generate-certs").exit());
            org.register(Files.readAllBytes(temp.resolve("certs/server.crt")));
            assertEquals(0, at(temp, "setup-config", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username",
                    DemoOrg.USERNAME, "--login-url", org.url().toString()).exit());
            var token = at(temp, "get-token", "--token-only", "--no-store");
            assertTrue(token.out().startsWith("00D"), token.err());
            List<String> loaded = loaded("-XX:AOTMode=off", "get-token", "--no-store", "-c",
                    temp.resolve("jwt.json").toString());
            assertTrue(loaded.stream().anyMatch(line -> line.startsWith("lib.token.Assertion ")));
            assertNone(loaded, "get-token", "io.helidon", "org.bouncycastle");
        }
    }

    @Test
    void every_command_is_there() throws Exception {
        for (String command : sfjwt.run("--help").out().lines().filter(line -> line.matches("  [a-z][a-z-]+ .*"))
                .map(line -> line.strip().split(" ")[0]).toList()) {
            assertEquals(0, sfjwt.run(command, "--help").exit(), command);
        }
        assertEquals(0, sfjwt.run("--quiet", "demo").exit());
        assertEquals(0, sfjwt.run("completion", "bash").exit());
        assertEquals(0, sfjwt.run("help", "get-token").exit());
    }

    @Test
    void no_switch_over_types_is_linked_on_the_way_to_a_stored_token() throws Exception {
        try (DemoOrg org = DemoOrg.start(0, Clock.systemUTC())) {
            assertEquals(0, at(temp, "generate-certs").exit());
            org.register(Files.readAllBytes(temp.resolve("certs/server.crt")));
            assertEquals(0, at(temp, "setup-config", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username",
                    DemoOrg.USERNAME, "--login-url", org.url().toString()).exit());
            String[] words = {"get-token", "-c", temp.resolve("jwt.json").toString()};
            loaded("", words);
            List<String> loaded = loaded("", words);
            assertTrue(loaded.stream().anyMatch(line -> line.startsWith("lib.store.StoredToken ")));
            assertEquals(List.of(), loaded.stream().filter(line -> line.matches("lib\\..*\\$\\$TypeSwitch.*"))
                    .toList());
        }
    }

    @Test
    void the_demo_and_the_dashboard_work_too() throws Exception {
        var demo = at(temp, "demo");
        assertEquals(0, demo.exit(), demo.err());
        assertTrue(demo.out().contains("It works"), demo.out());

        Process ui = Installed.process(temp, sfjwt.environment(),
                List.of(sfjwt.launcher.toString(), "ui", "--no-open", "-p", "0"));
        try {
            assertTrue(Installed.get(Installed.address(ui)).contains("<html"));
        } finally {
            ui.destroy();
            ui.waitFor();
        }
    }

    private static Path withJdk(String name, Path jdk) throws Exception {
        String line = Files.readString(sfjwt.launcher).lines().filter(one -> one.startsWith("jdk=")).findFirst()
                .orElseThrow();
        return sfjwt.changed(name, "\n" + line + "\n", JDK_LINE + "'" + jdk + "'\n");
    }

    private Path oldJdk() throws Exception {
        Path jdk = Files.createDirectories(temp.resolve("jdk 17"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Installed.program(jdk.resolve("bin/java"), "#!/bin/sh\necho '    java.specification.version = 17' >&2\n");
        return jdk;
    }

    /** Which classes a run loads, from where. */
    private List<String> loaded(String option, String... words) throws Exception {
        Path log = temp.resolve("loaded.txt");
        Path launcher = sfjwt.changed("logging", "-Xlog:disable", "-Xlog:disable -Xlog:class+load:file='" + log + "' "
                + option);
        var run = Installed.run(temp, sfjwt.environment(), launcher, words);
        assertEquals(0, run.exit(), run.err());
        return Files.readAllLines(log).stream().map(line -> line.replaceFirst("^(\\[[^]]*])+ *", "")).toList();
    }

    private static void assertNone(List<String> loaded, String words, String... prefixes) {
        for (String prefix : prefixes) {
            assertFalse(loaded.stream().anyMatch(line -> line.startsWith(prefix)), words + " loads " + prefix);
        }
    }

    private static Installed.Ended at(Path folder, String... words) throws Exception {
        return Installed.run(folder, new HashMap<>(sfjwt.environment()), sfjwt.launcher, words);
    }
}
