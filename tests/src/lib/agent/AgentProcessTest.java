package lib.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.catalog.Version;
import lib.cli.DemoFolder;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.files.FileIdentity;
import lib.files.OwnerOnly;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The agent as a process: started, found, stopped, killed. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class AgentProcessTest {

    @TempDir
    Path temp;

    private DemoFolder demo;
    private Path socket;

    @BeforeEach
    void start() throws IOException {
        demo = new DemoFolder(temp);
        socket = temp.resolve("run/agent.sock");
    }

    @AfterEach
    void stop() throws Exception {
        sfjwt("", "agent", "--stop");
        demo.close();
    }

    private record End(int exit, String said) {
    }

    private ProcessBuilder builder(String auto, String... arguments) {
        return new Sfjwt(temp).with("SFJWT_AGENT_SOCK", socket.toString()).with("SFJWT_STORE_DIR", "store")
                .with("SFJWT_AGENT", auto).process(arguments).redirectErrorStream(true);
    }

    private End sfjwt(String auto, String... arguments) throws Exception {
        Process process = builder(auto, arguments).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new End(process.waitFor(), said);
    }

    private void awaitAgent() throws Exception {
        while (new AgentClient(new AgentPlace(socket)).health().isEmpty()) {
            Thread.sleep(50);
        }
    }

    @Test
    void it_is_started_in_the_background_asked_and_stopped() throws Exception {
        End started = sfjwt("", "agent", "--start");
        assertEquals(0, started.exit(), started.said());
        assertEquals(200, Asked.get(socket, "/v1/token").status());
        End again = sfjwt("", "agent", "--start");
        assertEquals(3, again.exit(), again.said());
        assertTrue(again.said().contains("sfjwt agent --stop"), again.said());
        End status = sfjwt("", "agent", "--status", "--json");
        try (var reader = Json.createReader(new StringReader(status.said()))) {
            assertEquals("default", reader.readObject().getJsonArray("orgs").getJsonObject(0).getString("name"));
        }
        assertEquals(0, sfjwt("", "agent", "--stop").exit());
        while (Files.exists(socket)) {
            Thread.sleep(20);
        }
        End missing = sfjwt("", "agent", "--status");
        assertEquals(3, missing.exit(), missing.said());
    }

    @Test
    void the_bearer_of_one_in_the_background_comes_from_a_file_and_is_in_no_log() throws Exception {
        End unseen = sfjwt("", "agent", "--start", "--listen", "0");
        assertEquals(2, unseen.exit(), unseen.said());
        assertTrue(unseen.said().contains("--listen-token-file"), unseen.said());
        assertEquals(2, sfjwt("", "agent", "--start", "--listen-token-file", "bearer").exit());
        String bearer = "0123456789abcdef".repeat(4);
        Files.writeString(temp.resolve("bearer"), bearer);
        End open = sfjwt("", "agent", "--listen", "0.0.0.0:8765", "--listen-token-file", "bearer");
        assertEquals(2, open.exit(), open.said());
        assertTrue(open.said().contains("127.0.0.1 only"), open.said());
        End started = sfjwt("", "agent", "--start", "--listen", "127.0.0.1:0", "--listen-token-file", "bearer");
        assertEquals(0, started.exit(), started.said());
        assertTrue(started.said().contains(" and http://127.0.0.1:"), started.said());
        assertTrue(started.said().contains("chmod 600 "), "others may read it: " + started.said());
        assertFalse(Files.readString(socket.resolveSibling("agent.log")).contains(bearer));
        String status = sfjwt("", "agent", "--status").said();
        assertTrue(status.contains(" and http://127.0.0.1:"), status);
        assertTrue(status.contains("default  integration@demo.example  http://127.0.0.1:"), status);
    }

    @Test
    void a_profile_may_be_called_as_the_command_is() throws Exception {
        demo.sfjwt().run("setup-config", "--profile", "agent", "--username", DemoOrg.USERNAME).exitsWith(0);
        End started = sfjwt("", "agent", "--start", "--profile", "agent");
        assertEquals(0, started.exit(), started.said());
        assertEquals(200, Asked.get(socket, "/v1/token").status());
    }

    /** Without the agent, it would be the org of the file. */
    @Test
    void one_that_was_started_for_another_login_is_not_what_a_command_line_means() throws Exception {
        demo.sfjwt().run("setup-config", "--profile", "other", "--username", DemoOrg.USERNAME).exitsWith(0);
        String asLauncher = "/v1/token?launcher=" + Version.NUMBER + "&config=" + temp.resolve("jwt.json").toRealPath();
        assertEquals(0, sfjwt("", "agent", "--start", "--audience", demo.org.url().toString()).exit());
        assertEquals(404, Asked.get(socket, asLauncher).status());
        assertEquals(200, Asked.get(socket, "/v1/token").status());
        sfjwt("", "agent", "--stop");
        assertEquals(0, sfjwt("", "agent", "--start", "--profile", "other").exit());
        assertEquals(404, Asked.get(socket, asLauncher).status());
        assertEquals(200, Asked.get(socket, asLauncher + "&profile=other").status());
    }

    @Test
    void of_many_calls_that_find_no_agent_one_leaves_it_behind() throws Exception {
        var request = new StartAgent.Request(new AgentPlace(socket), temp, List.of("--version"), Map.of());
        OwnerOnly.createFolders(socket.getParent());
        Path log = socket.resolveSibling("agent.log");
        Files.writeString(log, StartAgent.LOG_BEGINS);
        Object first = FileIdentity.of(log);
        StartAgent.leaveBehind(request, Clock.systemUTC());
        assertEquals(first, FileIdentity.of(log), "another call has just started it");
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        for (String ended : List.of("", StartAgent.LOG_BEGINS + "The agent listens\n", StartAgent.LOG_BEGINS)) {
            Files.writeString(log, ended);
            first = FileIdentity.of(log);
            StartAgent.leaveBehind(request, ended.equals(StartAgent.LOG_BEGINS) ? later : Clock.systemUTC());
            assertNotEquals(first, FileIdentity.of(log), ended);
            while (!Files.readString(log).contains(Version.NUMBER)) {
                Thread.sleep(20);
            }
        }
    }

    @Test
    void it_starts_in_the_background_where_memory_is_limited() throws Exception {
        ProcessBuilder builder = builder("", "agent", "--start");
        builder.command().addAll(1, List.of("-Xmx64m", "-XX:CompressedClassSpaceSize=48m",
                "-XX:ReservedCodeCacheSize=24m")); // as the launcher of an installed copy does
        builder.command().addAll(0, List.of("sh", "-c",
                "ulimit -v 700000; export MALLOC_ARENA_MAX=1; exec \"$@\"", "sh"));
        Process start = builder.start();
        String said = new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, start.waitFor(), said);
    }

    /** Helidon listens no more once it could not accept a connection. */
    @Test
    void more_connections_than_it_may_open_files_do_not_end_it() throws Exception {
        ProcessBuilder builder = builder("", "agent").redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.command().addAll(0, List.of("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh"));
        Process agent = builder.start();
        awaitAgent();
        var open = new ArrayList<SocketChannel>();
        try {
            for (int i = 0; i < 200; i++) {
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                open.add(channel);
                channel.write(ByteBuffer.wrap("GET /healthz HTTP/1.1\r\nHost: l\r\n\r\n".getBytes()));
            }
            assertEquals(200, Asked.get(socket, "/v1/token").status());
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
        assertEquals(200, Asked.get(socket, "/org/default/services/data/v66.0/limits").status());
        assertTrue(agent.isAlive());
    }

    @Test
    void what_keeps_it_from_starting_is_said_at_once() throws Exception {
        Files.delete(temp.resolve("certs/server.key"));
        End started = sfjwt("", "agent", "--start");
        assertEquals(3, started.exit(), started.said());
        assertTrue(started.said().contains("certs/server.key does not exist"), started.said());
        assertFalse(Files.exists(socket));
    }

    @Test
    void another_programs_log_stays_and_so_does_whoever_hangs_at_its_place() throws Exception {
        Path log = Files.createDirectory(socket.getParent(), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------"))).resolve("agent.log");
        Files.writeString(log, "somebody's\n");
        End refused = sfjwt("", "agent", "--start");
        assertEquals(3, refused.exit(), refused.said());
        assertEquals("somebody's\n", Files.readString(log));
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            End status = sfjwt("", "agent", "--status");
            assertEquals(5, status.exit(), status.said());
            assertTrue(status.said().contains("has not answered"), status.said());
            assertTrue(Files.exists(socket));
        } finally {
            Files.delete(socket);
        }
    }

    @Test
    void files_of_one_folder_and_of_several_have_names_that_differ() throws Exception {
        Path one = Files.copy(temp.resolve("jwt.json"), temp.resolve("one.json"));
        Files.copy(one, temp.resolve("two.json"));
        assertEquals(0, sfjwt("", "agent", "--start", "-c", "one.json", "-c", "two.json", "-c", "jwt.json").exit());
        for (String name : List.of("one.default", "two.default", temp.getFileName() + ".default")) {
            assertEquals(200, Asked.get(socket, "/v1/token?profile=" + name).status(), name);
        }
        sfjwt("", "agent", "--stop");

        Path deeper = Files.createDirectories(temp.resolve("certs/deeper")).resolve("one.json");
        Files.writeString(deeper, Files.readString(one).replace("certs/server.key",
                temp.resolve("certs/server.key").toString()));
        End clash = sfjwt("", "agent", "--start", "-c", "one.json", "-c", deeper.toString());
        assertEquals(2, clash.exit(), clash.said());
        assertTrue(clash.said().contains("both be called one.default"), clash.said());
    }

    @Test
    void a_changed_file_costs_no_other_org_its_token() throws Exception {
        Path one = Files.copy(temp.resolve("jwt.json"), temp.resolve("one.json"));
        Path two = Files.copy(one, temp.resolve("two.json"));
        assertEquals(0, sfjwt("", "agent", "--start", "--no-store", "-c", "one.json", "-c", "two.json").exit());
        Asked.get(socket, "/v1/token?profile=one.default");
        String token = Asked.get(socket, "/v1/token?profile=two.default&format=token").body();
        Files.writeString(one, Files.readString(two) + "\n");
        assertEquals(200, Asked.get(socket, "/v1/token?profile=one.default").status());
        assertEquals(3, demo.logins());
        assertEquals(token, Asked.get(socket, "/v1/token?profile=two.default&format=token").body());
        assertEquals(3, demo.logins());
    }

    @Test
    void a_file_or_a_key_that_is_wrong_for_a_while_costs_its_orgs_nothing_afterwards() throws Exception {
        Path one = Files.copy(temp.resolve("jwt.json"), temp.resolve("one.json"));
        Path two = Files.copy(one, temp.resolve("two.json"));
        Files.writeString(two, "<<<<<<< HEAD\n");
        Path later = temp.resolve("certs/later.key");
        Files.writeString(temp.resolve("three.json"), Files.readString(one).replace("server.key", "later.key"));
        assertEquals(0, sfjwt("", "agent", "--start", "-c", "one.json", "-c", "two.json", "-c", "three.json").exit());
        assertTrue(Asked.get(socket, "/v1/token?profile=three.default").body().contains("file_missing"));
        Files.copy(temp.resolve("certs/server.key"), later);
        assertEquals(200, Asked.get(socket, "/v1/token?profile=three.default").status());
        assertTrue(Asked.get(socket, "/v1/token?profile=two.default").body().contains("config_not_json"));
        Files.copy(one, two, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(200, Asked.get(socket, "/v1/token?profile=two.default").status());
        Files.writeString(one, "{");
        assertTrue(Asked.get(socket, "/v1/token?profile=one.default").body().contains("config_not_json"));
        assertEquals(200, Asked.get(socket, "/v1/token?profile=two.default").status());
        Files.copy(two, one, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(200, Asked.get(socket, "/v1/token?profile=one.default").status());
    }

    @Test
    void the_first_get_token_leaves_one_behind_where_that_is_wanted() throws Exception {
        assertEquals(0, sfjwt("", "get-token", "--token-only").exit());
        assertFalse(Files.exists(socket));
        String token = sfjwt("auto", "get-token", "--token-only").said();
        awaitAgent();
        assertEquals(token, Asked.get(socket, "/v1/token?format=token").body());
        assertEquals(1, demo.logins());
        assertEquals(token, sfjwt("auto", "get-token", "--token-only").said());
    }

    @Test
    void a_signal_takes_the_socket_along_and_a_kill_leaves_one_that_the_next_agent_takes_over() throws Exception {
        Process terminated = builder("", "agent").start();
        awaitAgent();
        terminated.destroy();
        Path unit = Path.of(System.getProperty("sfjwt.repository"), "tests/deploy/sfjwt-agent.service");
        assertTrue(Files.readString(unit).contains("\nSuccessExitStatus=" + terminated.waitFor() + "\n"),
                "a unit that is stopped has not failed");
        assertFalse(Files.exists(socket));
        Process killed = builder("", "agent").start();
        awaitAgent();
        killed.destroyForcibly().waitFor();
        assertTrue(Files.exists(socket));
        Process next = builder("", "agent").start();
        awaitAgent();
        assertEquals(200, Asked.get(socket, "/v1/token").status());
        next.destroy();
        next.waitFor();
    }
}
