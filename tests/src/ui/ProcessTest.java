package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard as a process of its own: what it prints, what others see of it, and how it ends. */
@Timeout(120)
class ProcessTest {

    private static final String ADVICE =
            "The address is for you alone: it opens the dashboard without a password. Ctrl-C stops it.\n";

    @TempDir
    Path temp;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoneRunning() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void it_prints_its_address_and_nothing_else_and_ends_quietly_at_ctrl_c() throws Exception {
        Process process = start(Map.of(), "--no-open", "-p", "0");
        try (var out = process.inputReader()) {
            String address = address(out);
            assertTrue(address.matches("http://127\\.0\\.0\\.1:[0-9]+/#token=[A-Za-z0-9_-]{43}"), address);
            int port = Integer.parseInt(address.replaceAll("http://127.0.0.1:([0-9]+)/.*", "$1"));
            assertEquals(401, Wire.ask(port, "GET /api/status HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\n\r\n").status());
            assertEquals(400, Wire.ask(port, "nonsense\r\n\r\n").status());
            try (var listener = new Wire(port)) {
                listener.send("GET /api/events HTTP/1.1\r\nHost: localhost:" + port + "\r\nX-SFJWT-Token: "
                        + address.replaceAll(".*=", "") + "\r\n\r\n");
                assertEquals("HTTP/1.1 200 OK", listener.line());
                assertStopsAtCtrlC(process);
            }
            assertEquals(null, out.readLine());
        }
        assertEquals(ADVICE, new String(process.getErrorStream().readAllBytes()));
    }

    @Test
    void a_port_that_is_taken_is_said_in_a_line() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Process process = start(Map.of(), "--no-open", "--port", String.valueOf(taken.getLocalPort()));
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(2, process.exitValue());
            String error = new String(process.getErrorStream().readAllBytes());
            assertTrue(error.startsWith("sfjwt: error: port " + taken.getLocalPort() + " on 127.0.0.1 is taken"),
                    error);
            assertEquals(2, error.lines().count(), error);
            assertEquals("", new String(process.getInputStream().readAllBytes()));
        }
    }

    @Test
    void options_that_cannot_be_are_refused_before_anything_is_opened() {
        for (int port : new int[] {-1, 1, 80, 1023, 65536}) {
            assertEquals("port_invalid", assertThrows(Failure.class, () -> options(port, temp)).code());
        }
        for (Path root : List.of(temp.resolve("none"), Path.of("/etc/passwd"))) {
            Failure refused = assertThrows(Failure.class, () -> DashboardServer.start(options(0, root), _ -> { }));
            assertEquals("root_unusable", refused.code());
            assertEquals(Kind.FILE, refused.kind());
        }
    }

    @Test
    void two_runs_have_two_tokens() throws IOException {
        try (var one = Running.in(temp); var other = Running.in(temp)) {
            assertFalse(one.token.equals(other.token));
            var answer = Wire.ask(other.port, "GET /api/status HTTP/1.1\r\nHost: localhost:" + other.port
                    + "\r\nX-SFJWT-Token: "
                    + one.token + "\r\n\r\n");
            assertEquals(401, answer.status());
        }
    }

    @Test
    void the_browser_gets_a_file_of_its_owner_s_alone_and_no_argument_holds_the_token() throws Exception {
        Path seen = temp.resolve("seen");
        Path browser = temp.resolve("browser");
        Files.writeString(browser, "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + seen + ".part\nmv " + seen + ".part "
                + seen + "\n");
        assertTrue(browser.toFile().setExecutable(true));
        Path folder = Files.createDirectory(temp.resolve("tmp"));
        Process process = start(Map.of("BROWSER", browser + " --new-tab", "DISPLAY", ":0", "TMP", folder.toString()),
                "-p", "0");
        try (var out = process.inputReader()) {
            String address = address(out);
            while (!Files.exists(seen)) {
                Thread.sleep(20);
            }
            List<String> words = Files.readAllLines(seen);
            assertEquals("--new-tab", words.getFirst());
            Path file = Path.of(java.net.URI.create(words.getLast()));
            assertTrue(Files.readString(file).contains("url=" + address + "\""));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
            String token = address.replaceAll(".*=", "");
            assertFalse(words.toString().contains(token));
            assertFalse(process.info().commandLine().orElse("").contains(token));
            assertStopsAtCtrlC(process);
            assertFalse(Files.exists(file) || Files.exists(file.getParent()));
        }
    }

    @Test
    void a_browser_that_does_not_start_is_a_line_and_no_failure() throws Exception {
        Process process = start(Map.of("BROWSER", temp.resolve("none").toString(), "DISPLAY", ":0"), "-p", "0");
        try (var out = process.inputReader(); var err = process.errorReader()) {
            address(out);
            assertTrue(err.readLine().startsWith("the browser could not be opened"));
            assertStopsAtCtrlC(process);
        }
    }

    @Test
    void without_a_display_no_browser_is_tried() throws Exception {
        Process process = start(Map.of(), "-p", "0");
        try (var out = process.inputReader()) {
            address(out);
            assertStopsAtCtrlC(process);
            assertEquals(ADVICE, new String(process.getErrorStream().readAllBytes()));
        }
    }

    private static DashboardServer.Options options(int port, Path root) {
        return new DashboardServer.Options(port, false, root, false, Map.of(), Clock.systemUTC());
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp", absoluteClassPath(), "-Djava.io.tmpdir=" + environment.getOrDefault("TMP", temp.toString()),
                "ui.dashboard"));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(temp.toFile());
        builder.environment().keySet().removeIf(name ->
                name.matches("DISPLAY|WAYLAND_DISPLAY|BROWSER|(JAVA_TOOL|JDK_JAVA)_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static String absoluteClassPath() {
        return java.util.Arrays.stream(System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path"))
                .split(java.io.File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(java.util.stream.Collectors.joining(java.io.File.pathSeparator));
    }

    private static String address(BufferedReader out) throws IOException {
        return out.readLine().replace("The dashboard is at ", "");
    }

    /**
     * Does what a terminal does at Ctrl-C; {@code Process.destroy} would send SIGTERM. Where the tests themselves were
     * started in the background of a shell, every process below ignores SIGINT, and SIGTERM has to do.
     */
    private static void assertStopsAtCtrlC(Process process) throws Exception {
        boolean deaf = Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.replaceAll("SigIgn:\\s*", ""), 16) & 0b10) != 0);
        new ProcessBuilder("kill", deaf ? "-TERM" : "-INT", String.valueOf(process.pid())).start().waitFor();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not stop");
        assertEquals(deaf ? 143 : 130, process.exitValue());
    }
}
