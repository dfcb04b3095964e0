package lib.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lib.cli.DemoFolder;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.demo.MovableClock;
import lib.failure.Failure;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent hands out, how often it logs in for that, and whom it lets in. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class AgentTest {

    private static final StoreOptions IN_MEMORY = new StoreOptions(Optional.empty(), Duration.ofMinutes(15), false);

    @TempDir
    Path temp;

    private DemoFolder demo;
    private RunningAgent agent;

    @BeforeEach
    void start() throws IOException {
        demo = new DemoFolder(temp);
        agent = new RunningAgent(temp, IN_MEMORY, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        agent.close();
        demo.close();
    }

    @Test
    void each_form_is_the_one_that_get_token_prints() throws IOException {
        agent.close();
        var store = new StoreOptions(Optional.of(temp.resolve("store")), Duration.ofMinutes(15), false);
        agent = new RunningAgent(temp, store, Clock.systemUTC());
        var sfjwt = demo.sfjwt().with("SFJWT_STORE_DIR", temp.resolve("store").toString());
        sfjwt.run("get-token").exitsWith(0);
        for (String form : List.of("header", "curl", "env", "dotenv", "sh", "fish", "powershell", "cmd")) {
            assertEquals(sfjwt.run("get-token", "--format", form).exitsWith(0).out(),
                    agent.get("/v1/token?format=" + form).body(), form);
        }
        assertEquals(sfjwt.run("get-token", "--token-only").exitsWith(0).out(),
                agent.get("/v1/token?format=token").body());
        assertEquals(sfjwt.run("get-token", "--json").exitsWith(0).out(), agent.get("/v1/token").body());
        assertEquals(1, demo.logins());
        Asked unknown = agent.get("/v1/token?format=github");
        assertEquals(400, unknown.status(), "a form that writes a CI's files is get-token's own");
        assertTrue(unknown.body().contains("bad_format"));
    }

    @Test
    void what_another_command_does_to_the_stored_token_counts_for_the_agent_too() throws IOException {
        agent.close();
        Path folder = temp.resolve("store");
        agent = new RunningAgent(temp, new StoreOptions(Optional.of(folder), Duration.ofMinutes(15), false),
                Clock.systemUTC());
        var sfjwt = demo.sfjwt().with("SFJWT_STORE_DIR", folder.toString());
        String first = agent.get("/v1/token?format=token").body();
        assertEquals(first, agent.get("/v1/token?format=token").body());
        String fresh = sfjwt.run("get-token", "--token-only", "--fresh").exitsWith(0).out();
        assertEquals(fresh, agent.get("/v1/token?format=token").body());
        sfjwt.run("logout").exitsWith(0);
        String next = agent.get("/v1/token?format=token").body();
        assertFalse(Set.of(first, fresh).contains(next), "a revoked token");
        assertEquals(3, demo.logins());
        assertEquals(next, sfjwt.run("get-token", "--token-only").exitsWith(0).out());
    }

    /** The agents of a fleet have the same token, and renew it at the same time. */
    @Test
    void of_agents_that_renew_one_token_one_logs_in() throws Exception {
        agent.close();
        var clock = new MovableClock();
        clock.advance(Duration.ofSeconds(-66));
        var store = new StoreOptions(Optional.of(temp.resolve("store")), Duration.ofMinutes(2), false);
        agent = new RunningAgent(temp, store, clock);
        try (var other = new RunningAgent(temp, temp.resolve("other/agent.sock"), store, clock)) {
            String first = agent.get("/v1/token?format=token").body();
            assertEquals(first, other.get("/v1/token?format=token").body());
            clock.advance(Duration.ofSeconds(66));
            for (RunningAgent one : List.of(agent, other)) {
                one.agent.tick();
                while (!one.get("/v1/orgs").body().contains("\"tokenAgeSeconds\":0")) {
                    Thread.sleep(10);
                }
            }
            assertEquals(2, demo.logins());
            assertEquals(agent.get("/v1/token?format=token").body(), other.get("/v1/token?format=token").body());
        }
    }

    /** It would be tried every five seconds while Salesforce refuses it. */
    @Test
    void a_token_that_has_ended_is_not_renewed_before_somebody_asks() throws Exception {
        agent.close();
        var clock = new MovableClock();
        agent = new RunningAgent(temp, IN_MEMORY, clock);
        agent.get("/v1/token");
        clock.advance(Duration.ofMinutes(14));
        agent.get("/v1/token"); // so that somebody has asked lately
        clock.advance(Duration.ofMinutes(2));
        agent.agent.tick();
        Thread.sleep(500); // in which it would begin
        assertEquals(1, demo.logins());
    }

    @Test
    void any_number_of_askers_make_one_login() throws Exception {
        assertEquals(Set.of(200), together(() -> agent.get("/v1/token").status()));
        assertEquals(1, demo.logins());
        assertEquals(1, together(() -> agent.get("/v1/token?format=token").body()).size());
        assertEquals(200, agent.post("/v1/refresh").status());
        assertEquals(2, demo.logins());
    }

    /** Returns once its login is under way. */
    private Future<Asked> askAndBeRefusedLate(ExecutorService pool) throws InterruptedException {
        demo.org.faults().next(1, "/services/oauth2/token", Answer.of(400, "application/json",
                "{\"error\":\"invalid_grant\"}").after(Duration.ofSeconds(1)));
        Future<Asked> asked = pool.submit(() -> agent.get("/v1/token"));
        while (demo.logins() == 0) {
            Thread.sleep(10);
        }
        return asked;
    }

    @Test
    void a_new_token_is_never_one_that_an_earlier_asker_waits_for() throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = askAndBeRefusedLate(pool);
            assertEquals(200, agent.post("/v1/refresh").status());
            assertEquals(422, first.get().status());
        }
    }

    @Test
    void askers_that_wait_for_a_login_share_its_refusal() throws Exception {
        write("{\"subject\": \"" + DemoUser.INACTIVE.username() + "\",");
        assertEquals(Set.of(422), together(() -> agent.get("/v1/token").status()));
        assertTrue(demo.logins() <= 4, demo.logins() + " logins for 20 askers");
        Asked refused = agent.get("/v1/token");
        assertTrue(refused.body().contains("\"code\":\"user_inactive\"") && refused.body().contains("\"fix\":"),
                refused.body());
    }

    @Test
    void a_token_that_salesforce_takes_no_more_is_replaced_at_the_door() throws IOException {
        String token = agent.get("/v1/token?format=token").body().strip();
        demo.org.revoke(token);
        Asked limits = agent.get("/org/default/services/data/v66.0/limits");
        assertEquals(200, limits.status(), limits.toString());
        assertTrue(limits.body().contains("DailyApiRequests"));
        assertEquals(2, demo.logins());
        assertFalse(agent.get("/v1/token?format=token").body().contains(token));
    }

    @Test
    void the_caller_at_the_door_sees_no_token_and_its_own_is_not_passed_on() throws IOException {
        String token = agent.get("/v1/token?format=token").body().strip();
        Asked answer = Asked.raw(agent.socket, "GET /org/default/services/data/v66.0/limits HTTP/1.1\r\nHost: x\r\n"
                + "Authorization: Bearer mine\r\nCookie: sid=mine\r\nX-SFJWT-Token: mine\r\nX-Other: kept\r\n"
                + "Connection: close, X-Hop\r\nX-Hop: dropped\r\n\r\n");
        assertEquals(200, answer.status(), answer.toString());
        assertFalse(answer.toString().contains(token));
        var sent = demo.org.requests().getLast();
        assertEquals("Bearer " + token, sent.header("Authorization").orElseThrow());
        assertEquals("kept", sent.header("X-Other").orElseThrow());
        assertEquals(List.of(Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(sent.header("Cookie"), sent.header("X-SFJWT-Token"), sent.header("X-Hop")));
    }

    @Test
    void bodies_are_passed_on_whole_with_a_length_and_in_chunks() throws IOException {
        String body = "{\"Name\":\"" + "x".repeat(30_000) + "\"}";
        String head = "POST /org/default/services/data/v66.0/sobjects/Account HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\n";
        Asked.raw(agent.socket, head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        assertEquals(body, demo.org.requests().getLast().text());
        Asked.raw(agent.socket, head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
                + "\r\n" + body + "\r\n0\r\n\r\n");
        assertEquals(body, demo.org.requests().getLast().text());
        assertEquals("POST", demo.org.requests().getLast().method());
    }

    @Test
    void the_versions_of_the_api_are_asked_for_where_the_org_has_them() throws IOException {
        Asked answer = agent.get("/org/default/services/data");
        assertEquals(200, answer.status(), answer.toString());
        assertEquals("/services/data", demo.org.requests().getLast().path());
    }

    /** As probes of other programs ask: wget --spider, curl -I. */
    @Test
    void what_is_there_for_get_is_there_for_head() throws IOException {
        for (String path : List.of("/healthz", "/metrics", "/v1/orgs", "/v1/token")) {
            Asked answer = Asked.raw(agent.socket, "HEAD " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertEquals(200, answer.status(), path);
        }
        assertEquals(404, Asked.raw(agent.socket, "HEAD /v1/refresh HTTP/1.1\r\nHost: x\r\n\r\n").status());
    }

    @Test
    void no_path_leads_past_the_door() throws IOException {
        agent.get("/v1/token");
        int before = demo.org.requests().size();
        for (String path : List.of("/services/oauth2/userinfo", "/services/data/../oauth2/userinfo",
                "/services/data/%2e%2e/oauth2/userinfo", "/services/data/%2E%2E%2Foauth2/userinfo",
                "/services/data/..%2foauth2/userinfo", "/services/data/%252e%252e/oauth2/userinfo",
                "/services/data/..;/oauth2/userinfo", "/services/data//../oauth2/userinfo", "/services/data/.",
                "/services/data/..\\oauth2", "/services/data/%5c..%5coauth2", "/services/data/%00",
                "/services/data/%0a",
                "/services/data/%zz", "/secur/frontdoor.jsp", "//evil.example/services/data/", "/Services/Data/v66.0/",
                "", "/", "/services/datax", "/services/data;x", "/services/apexrest",
                "@evil.example/services/data/", ".evil.example/services/data/")) {
            Asked answer = agent.get("/org/default" + path);
            assertTrue(Set.of(0, 400, 404).contains(answer.status()), path + " " + answer);
        }
        for (String name : List.of("..", "%2e%2e", "other", "", "default%2f..", "default%00", "%zz", "default%",
                "d%e9")) {
            Asked answer = agent.get("/org/" + name + "/services/data/v66.0/limits");
            assertTrue(Set.of(400, 404).contains(answer.status()), name + " " + answer);
        }
        assertEquals(before, demo.org.requests().size(), "nothing has reached the org");
    }

    @Test
    void whatever_curl_sends_is_passed_on_or_refused_and_never_a_bug() throws IOException {
        for (String rest : List.of("query?q={a}|b^c`d\"<>", "query?q=%zz", "query?q=\u00e9", "a|b", "{a}", "a^b", "a`b",
                "a\"b", "query?a#b", "query?q=[1]", "query??", "query?%", "a:b@c")) {
            for (String connection : List.of("close", "close, close", "close,,", ",", "x, close, x")) {
                Asked answer = Asked.raw(agent.socket, "GET /org/default/services/data/v66.0/" + rest
                        + " HTTP/1.1\r\nHost: x\r\nConnection: " + connection + "\r\nConnection: close\r\n\r\n");
                assertTrue(answer.status() < 500, rest + " " + connection + " " + answer);
            }
        }
    }

    @Test
    void what_is_no_request_gets_no_answer_of_use() throws IOException {
        for (String request : List.of("\r\n\r\n", "GET\r\n\r\n", "get /v1/token HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /v1/token HTTP/1.0\r\n\r\n", "G@T / HTTP/1.1\r\nHost: x\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n",
                "GET /v1/token HTTP/1.1\r\n\r\n", "GET " + "/".repeat(9000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /v1/refresh HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
                "POST /v1/refresh HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")) {
            Asked answer = Asked.raw(agent.socket, request.contains("Connection: close") ? request
                    : request.replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n"));
            assertTrue(answer.status() == 0 || answer.status() >= 400 && answer.status() != 500, request + answer);
            assertFalse(answer.body().contains("access_token"));
        }
        assertEquals(200, agent.get("/healthz").status());
    }

    @Test
    void the_socket_is_its_users_alone_and_a_living_agent_keeps_it() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.socket)));
        assertEquals("rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.socket.getParent())));
        var second = assertThrows(Failure.class, () -> new RunningAgent(temp, IN_MEMORY, Clock.systemUTC()));
        assertEquals("agent_running", second.code());
        assertEquals(200, agent.get("/healthz").status());
    }

    @Test
    void a_socket_whose_agent_was_killed_is_taken_over_and_anything_else_is_not() throws Exception {
        Path socket = temp.resolve("stale/agent.sock");
        Files.createDirectory(socket.getParent(), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        try (var left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertTrue(Files.exists(socket));
        try (var taken = new RunningAgent(temp, socket, IN_MEMORY, Clock.systemUTC())) {
            assertEquals(200, taken.get("/healthz").status());
        }
        Files.writeString(socket, "somebody's");
        var refused = assertThrows(Failure.class, () -> new RunningAgent(temp, socket, IN_MEMORY, Clock.systemUTC()));
        assertEquals("socket_unusable", refused.code());
        assertEquals("somebody's", Files.readString(socket));
        assertEquals("socket_unusable", assertThrows(Failure.class, () ->
                new AgentPlace(Path.of("/")).prepare()).code());
        Files.setPosixFilePermissions(socket.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals("socket_unusable", assertThrows(Failure.class, () ->
                new RunningAgent(temp, socket.resolveSibling("b.sock"), IN_MEMORY, Clock.systemUTC())).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkfifo -m 600 $0", "python3 -c 'import socket, sys, time; "
            + "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1]); time.sleep(60)' $0"})
    void a_pipe_and_a_socket_in_use_of_another_kind_stay(String other) throws Exception {
        Path socket = temp.resolve("other/agent.sock");
        Files.createDirectory(socket.getParent(), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Process holder = new ProcessBuilder("sh", "-c", "exec " + other, socket.toString()).start();
        while (!Files.exists(socket)) {
            assertTrue(holder.isAlive() || holder.exitValue() == 0, "it holds the name");
            Thread.sleep(5);
        }
        assertThrows(Failure.class, () -> new RunningAgent(temp, socket, IN_MEMORY, Clock.systemUTC()));
        assertTrue(Files.exists(socket));
        holder.destroy();
    }

    @Test
    void a_process_of_another_user_is_hung_up_on_though_it_can_reach_the_socket() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"));
        Path open = Files.createTempDirectory("sfjwt-agent");
        try (var shared = new RunningAgent(temp, open.resolve("own/agent.sock"), IN_MEMORY, Clock.systemUTC())) {
            for (Path path : List.of(open, open.resolve("own"), shared.socket)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
            assertEquals("200", curl(List.of(), shared.socket));
            assertEquals("000", curl(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                    shared.socket));
        }
        new ProcessBuilder("rm", "-r", open.toString()).start().waitFor();
    }

    private static String curl(List<String> before, Path socket) throws Exception {
        var command = new ArrayList<>(before);
        command.addAll(List.of("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--unix-socket",
                socket.toString(), "http://localhost/v1/token"));
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes());
    }

    @Test
    void a_changed_jwt_json_counts_at_once_and_a_key_that_is_gone_is_not_needed() throws IOException {
        assertEquals(200, agent.get("/v1/token").status());
        assertEquals(404, agent.get("/v1/token?profile=second").status());
        write("{\"profiles\": {\"second\": {}},");
        assertEquals(200, agent.get("/v1/token?profile=default").status());
        assertEquals(200, agent.get("/v1/token?profile=second").status());
        Files.delete(temp.resolve("certs/server.key"));
        assertEquals(200, agent.post("/v1/refresh?profile=second").status());
    }

    /** As a rotation leaves it for the seconds in which it makes the key. */
    @Test
    void a_key_that_is_named_for_a_rotation_and_not_made_yet_is_not_needed() throws IOException {
        write("{\"nextKeyFile\": \"certs/server-20261126.key\",");
        assertEquals(200, agent.get("/v1/token").status());
        assertEquals(200, agent.post("/v1/refresh").status());
    }

    @Test
    void a_refusal_of_the_signature_is_told_as_get_token_tells_it() throws IOException {
        agent.get("/v1/token");
        new ProcessBuilder("openssl", "genrsa", "-out", temp.resolve("certs/server.key").toString(), "2048")
                .redirectErrorStream(true).start().onExit().join();
        Asked refused = agent.get("/v1/token");
        assertTrue(refused.status() == 422 && refused.body().contains("assertion_invalid"), refused.toString());
        Files.delete(temp.resolve("certs/server.key"));
        assertEquals(422, agent.get("/v1/token").status(), "the key is not needed to say so");
    }

    @Test
    void a_profile_that_was_added_is_found_at_the_first_ask() throws IOException {
        assertEquals(404, agent.get("/v1/token?profile=second").status());
        write("{\"profiles\": {\"second\": {\"subject\": \"" + DemoOrg.USERNAME + "\"}},");
        assertEquals(200, agent.get("/v1/token?profile=second").status());
    }

    @Test
    void a_misspelt_parameter_does_not_lead_to_the_first_org() throws IOException {
        for (String query : List.of("profle=dev", "profile=x&profile=default", "Profile=dev", "format=token&=x")) {
            Asked answer = agent.get("/v1/token?" + query);
            assertTrue(answer.status() == 400 && answer.body().contains("bad_parameter"), query + " " + answer);
        }
        assertEquals(400, agent.post("/v1/refresh?org=dev").status());
    }

    @Test
    void the_list_of_a_great_many_orgs_is_read_whole() throws IOException {
        write("{\"profiles\": {" + IntStream.range(0, 500).mapToObj(i -> "\"org-" + i + "\": {\"subject\": \""
                + "x".repeat(60) + i + "@acme.example\"}").collect(Collectors.joining(",")) + "},");
        agent.get("/v1/token?profile=default");
        assertEquals(500, new AgentClient(new AgentPlace(agent.socket)).tell("GET /v1/orgs").getJsonArray("orgs")
                .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "220 mail.example\r\n", "HTTP/1.1 200 OK\r\n\r\n"})
    void what_listens_and_is_no_agent_is_none(String greeting) throws Exception {
        Path socket = temp.resolve("other.sock");
        try (var other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            var greets = Thread.ofVirtual().start(() -> {
                try (var caller = other.accept()) {
                    caller.read(ByteBuffer.allocate(1024));
                    caller.write(ByteBuffer.wrap(greeting.getBytes(StandardCharsets.US_ASCII)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var client = new AgentClient(new AgentPlace(socket));
            assertEquals("agent_missing", assertThrows(Failure.class, () -> client.tell("GET /healthz")).code());
            greets.join();
        }
    }

    @Test
    void a_command_line_names_the_org_by_file_and_profile() throws IOException {
        String config = temp.resolve("jwt.json").toRealPath().toString();
        assertEquals(200, agent.get("/v1/token?launcher=1.2.3&config=" + config).status());
        Asked other = agent.get("/v1/token?launcher=1.2.4&config=" + config);
        assertTrue(other.status() == 400 && other.body().contains("ask_sfjwt"), other.toString());
        assertEquals(404, agent.get("/v1/token?config=" + config + ".old").status());
        assertEquals(404, agent.get("/v1/token?profile=x&config=" + config).status());
        assertEquals(404, agent.get("/v1/token?profile=default&config=" + config).status(), "no profile of the file's");
        Files.setPosixFilePermissions(temp.resolve("certs/server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(400, agent.get("/v1/token?launcher=1.2.3&config=" + config).status(), "get-token warns of it");
    }

    @Test
    void what_was_locked_gives_nothing_away() throws IOException {
        agent.get("/v1/token");
        assertEquals(200, agent.post("/v1/lock").status());
        Asked locked = agent.get("/v1/token");
        assertTrue(locked.status() == 404 && locked.body().contains("agent_locked"), locked.toString());
        assertEquals(404, agent.get("/org/default/services/data/v66.0/limits").status());
        assertTrue(agent.get("/v1/orgs").body().contains("{\"orgs\":[]}"));
    }

    @Test
    void it_stops_when_it_is_asked_to() throws Exception {
        assertEquals(200, agent.post("/v1/stop").status());
        agent.stopped.await();
        agent.close();
        assertFalse(Files.exists(agent.socket));
    }

    @Test
    void at_its_end_it_leaves_the_socket_of_an_agent_that_has_taken_its_place() throws IOException {
        Files.delete(agent.socket); // as somebody does who finds that it hangs
        try (var next = new RunningAgent(temp, IN_MEMORY, Clock.systemUTC())) {
            agent.close();
            assertEquals(200, next.get("/healthz").status());
        }
        try (var left = Files.list(agent.socket.getParent())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void of_several_that_start_at_once_where_one_was_killed_one_listens() throws Exception {
        agent.close();
        try (var killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            killed.bind(UnixDomainSocketAddress.of(agent.socket));
        }
        var running = Collections.synchronizedList(new ArrayList<RunningAgent>());
        together(() -> {
            try {
                return running.add(new RunningAgent(temp, agent.socket, IN_MEMORY, Clock.systemUTC()));
            } catch (Failure e) {
                return e.code();
            }
        });
        try {
            assertEquals(1, running.size());
            assertEquals(200, agent.get("/healthz").status());
        } finally {
            running.forEach(RunningAgent::close);
        }
    }

    @Test
    void a_call_into_an_org_keeps_it_from_being_idle_for_as_long_as_it_lasts() {
        var clock = new MovableClock();
        var ended = new AtomicBoolean();
        try (var one = new Agent(List::of, new ReuseToken(clock), clock, Duration.ofMinutes(10),
                () -> ended.set(true))) {
            one.during(() -> {
                clock.advance(Duration.ofHours(1));
                one.tick();
            });
            one.tick();
            assertFalse(ended.get());
            clock.advance(Duration.ofMinutes(10));
            one.tick();
            assertTrue(ended.get());
        }
    }

    @Test
    void a_login_keeps_it_from_being_idle_too() throws Exception {
        agent.close();
        var clock = new MovableClock();
        agent = new RunningAgent(temp, temp.resolve("run/agent.sock"), IN_MEMORY, clock, Duration.ofMinutes(10));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var asker = askAndBeRefusedLate(pool);
            clock.advance(Duration.ofHours(1));
            agent.agent.tick();
            assertEquals(422, asker.get().status());
        }
        assertEquals(1, agent.stopped.getCount());
    }

    /** At a logout the folder below /run/user goes; the agent would hold its keys for ever, and nobody could ask it. */
    @Test
    void it_ends_with_its_socket_unless_it_has_a_port() throws Exception {
        agent.agent.tick();
        Files.delete(agent.socket);
        agent.server.listenOn(0, "0123456789abcdef0123456789abcdef");
        agent.agent.tick();
        assertEquals(1, agent.stopped.getCount());
        agent.close();
        agent = new RunningAgent(temp, IN_MEMORY, Clock.systemUTC());
        agent.agent.tick();
        assertEquals(1, agent.stopped.getCount());
        Files.delete(agent.socket);
        Files.createFile(agent.socket);
        agent.agent.tick();
        assertEquals(0, agent.stopped.getCount());
        Files.delete(agent.socket);
    }

    @Test
    void a_jwt_json_that_is_a_link_is_the_file_that_it_leads_to_now() throws IOException {
        Path config = temp.resolve("jwt.json");
        Path first = Files.move(config, temp.resolve("first.json"));
        Path second = Files.writeString(temp.resolve("second.json"), Files.readString(first)
                .replace(DemoOrg.USERNAME, DemoUser.INACTIVE.username()));
        for (Path target : List.of(first, second, first)) {
            Path link = Files.createSymbolicLink(temp.resolve("link"), target);
            Files.move(link, config, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            assertEquals(target == first ? 200 : 422, agent.get("/v1/token").status(), target.toString());
        }
    }

    @Test
    void a_config_that_somebody_is_writing_is_not_read_yet() throws IOException {
        Path config = temp.resolve("jwt.json");
        String content = Files.readString(config);
        Files.writeString(config, "");
        assertEquals(200, agent.get("/v1/token").status());
        Files.writeString(config, content.replace(DemoOrg.USERNAME, DemoUser.INACTIVE.username()));
        assertEquals(422, agent.get("/v1/token").status());
    }

    @Test
    void nothing_of_the_answer_to_a_HEAD_is_taken_for_the_next_answer() throws IOException {
        agent.get("/v1/token");
        for (String path : List.of("/healthz", "/v1/nothing", "/org/default/services/data/v66.0/limits",
                "/org/other/services/data/v66.0/limits")) {
            String head = Asked.raw(agent.socket, "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").head();
            assertTrue(head.contains("Connection: close"), path + " " + head);
        }
    }

    @Test
    void a_port_is_for_who_has_the_bearer_and_for_no_web_page() throws Exception {
        String bearer = "0123456789abcdef0123456789abcdef";
        int port = URI.create(agent.server.listenOn(0, bearer)).getPort();
        String good = "Authorization: Bearer " + bearer;
        assertEquals(200, status(port, good));
        assertEquals(401, status(port, "X: y"));
        assertEquals(401, status(port, good + "x"));
        assertEquals(403, status(port, good, "Origin: http://127.0.0.1:" + port));
        assertEquals(403, status(port, good, "Sec-Fetch-Site: same-origin"));
        assertEquals(403, status(port, good, "Host: evil.example"));
        String refused = answer(port, "X: y");
        assertTrue(refused.contains("--listen-token-file") && !refused.contains("sfjwt ui"), refused);
    }

    private static int status(int port, String... headers) throws IOException {
        return Integer.parseInt(answer(port, headers).split(" ")[1]);
    }

    private static String answer(int port, String... headers) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            String host = String.join("", headers).contains("Host:") ? "" : "Host: 127.0.0.1:" + port + "\r\n";
            socket.getOutputStream().write(("GET /v1/token HTTP/1.1\r\n" + host + String.join("\r\n", headers)
                    + "\r\nConnection: close\r\n\r\n").getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void what_it_counts_names_no_org_and_no_user() throws IOException {
        agent.get("/v1/token");
        agent.get("/v1/token?profile=nobody");
        agent.get("/org/default/services/data/v66.0/limits");
        String text = agent.get("/metrics").body();
        for (String line : List.of("sfjwt_agent_tokens_total{source=\"login\"} 1.0", "sfjwt_agent_orgs 1.0",
                "sfjwt_agent_failures_total{code=\"org_unknown\"} 1.0",
                "sfjwt_agent_org_calls_total{status=\"200\"} 1.0")) {
            assertTrue(text.lines().anyMatch(line::equals), line + " in " + text);
        }
        assertFalse(text.contains("demo.example") || text.contains("default") || text.contains("00D"), text);
    }

    private void write(String begin) throws IOException {
        Path file = temp.resolve("jwt.json");
        String text = Files.readString(file);
        String subject = begin.contains("subject") ? text.replaceFirst("\"subject\": \"[^\"]*\",", "") : text;
        Files.writeString(file, subject.replaceFirst("\\{", begin));
    }

    private static <T> Set<T> together(Callable<T> ask) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new HashSet<T>();
            for (var one : pool.invokeAll(Collections.nCopies(20, ask))) {
                results.add(one.get());
            }
            return results;
        }
    }
}
