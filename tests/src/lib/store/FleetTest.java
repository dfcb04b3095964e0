package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import lib.cli.DemoFolder;
import lib.cli.Sfjwt;
import lib.config.LoginUrl;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.http.HttpOptions;
import lib.token.TokenAnswer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines that share their tokens through a real Redis, and what becomes of them when it does not play along. */
@Timeout(120)
class FleetTest {

    @TempDir
    Path temp;

    @AutoClose
    private DemoFolder demo;

    /** A second is little for a JVM that has to load all classes first, on a machine that runs the whole suite. */
    @BeforeAll
    static void loadClasses(@TempDir Path folder) throws IOException {
        try (var demo = new DemoFolder(folder); var redis = new RedisServer(folder)) {
            demo.sfjwt().with("SFJWT_STORE_DIR", folder.resolve("store").toString())
                    .with("SFJWT_STORE", "redis://127.0.0.1:" + redis.port).run("get-token").exitsWith(0);
        }
    }

    @BeforeEach
    void start() throws IOException {
        demo = new DemoFolder(Files.createDirectory(temp.resolve("demo")));
    }

    /** A machine: its own store, the fleet's Redis. */
    private Sfjwt machine(int number, int port) {
        return demo.sfjwt().with("SFJWT_STORE_DIR", temp.resolve("machine" + number).toString())
                .with("SFJWT_STORE", "redis://127.0.0.1:" + port);
    }

    private Set<String> together(int machines, int port) throws Exception {
        try (var pool = Executors.newFixedThreadPool(machines)) {
            var calls = new ArrayList<Callable<String>>();
            for (int i = 0; i < machines; i++) {
                Sfjwt machine = machine(i, port);
                calls.add(() -> {
                    Sfjwt.Run run = machine.run("get-token", "--token-only").exitsWith(0);
                    assertEquals("", run.err());
                    return run.out();
                });
            }
            var tokens = new HashSet<String>();
            for (var call : pool.invokeAll(calls)) {
                tokens.add(call.get());
            }
            return tokens;
        }
    }

    @Test
    void of_many_machines_one_logs_in() throws Exception {
        try (var redis = new RedisServer(temp)) {
            assertEquals(1, together(30, redis.port).size());
            assertEquals(1, demo.logins());
            machine(99, redis.port).run("get-token", "--fresh").exitsWith(0);
            assertEquals(2, demo.logins(), "--fresh logs in, and the fleet has the new token");
            String token = machine(99, redis.port).run("get-token", "--token-only").out();
            assertEquals(token, machine(100, redis.port).run("get-token", "--token-only").out());
            assertEquals(2, demo.logins());
        }
    }

    @Test
    void who_reads_the_redis_reads_nothing() throws Exception {
        try (var redis = new RedisServer(temp)) {
            String token = machine(1, redis.port).run("get-token", "--token-only").exitsWith(0).out().strip();
            String all = redis.cli("keys", "*") + redis.cli("get", redis.key(":token"));
            for (String secret : List.of(token, DemoOrg.USERNAME, DemoOrg.CONSUMER_KEY, "127.0.0.1", "access_token")) {
                assertFalse(all.contains(secret), secret);
            }
            long millis = Long.parseLong(redis.cli("pttl", redis.key(":token")).strip());
            assertTrue(millis > 0 && millis <= 15 * 60 * 1000, "it ends by itself: " + millis);
        }
    }

    @Test
    void an_entry_that_was_changed_or_put_there_by_somebody_else_is_replaced() throws Exception {
        try (var redis = new RedisServer(temp)) {
            machine(1, redis.port).run("get-token").exitsWith(0);
            String key = redis.key(":token");
            for (String wrong : List.of("", "x", "0123456789abcdef0123456789abcdef", "{}")) {
                redis.cli("set", key, wrong);
                Sfjwt.Run run = machine(2, redis.port).run("get-token", "--fresh").exitsWith(0);
                assertEquals("", run.err().lines().filter(line -> line.contains("warning")).findFirst().orElse(""));
                assertTrue(redis.cli("get", key).length() > 200);
            }
        }
    }

    /** Anything else that somebody with rights to write may leave there to keep the fleet from its token. */
    @Test
    void no_entry_of_another_kind_keeps_the_fleet_from_its_token() throws Exception {
        Path users = Files.writeString(temp.resolve("users.acl"), """
                user default off
                user ci on >right ~sfjwt:* -@all +getrange +set +del +incr +pttl +pexpire +eval
                user admin on nopass ~* +@all
                """);
        try (var redis = new RedisServer(temp, "--aclfile", users.toString())) {
            var number = 0;
            for (List<String> hostile : List.of(List.of("token", "rpush", "x"), List.of("lease", "rpush", "x"),
                    List.of("lease", "set", "x"), List.of("number", "rpush", "x"), List.of("number", "set", "x"),
                    List.of("number", "set", "9007199254740993"), List.of("number", "set", "9223372036854775807"),
                    List.of("token", "setrange", "600000", "x"))) {
                run(redis, number++);
                String key = admin(redis, "keys", "*:token").strip().replace(":token", ":" + hostile.getFirst());
                admin(redis, "del", key, key.replaceFirst("[a-z]+$", "token"));
                var words = new ArrayList<>(List.of(hostile.get(1), key));
                words.addAll(hostile.subList(2, hostile.size()));
                admin(redis, words.toArray(String[]::new));
                String token = run(redis, number++);
                assertEquals(token, run(redis, number++), hostile + " is replaced by the next call");
            }
        }
    }

    private static String admin(RedisServer redis, String... words) throws IOException {
        var command = new ArrayList<>(List.of("--user", "admin", "--pass", "x"));
        command.addAll(List.of(words));
        return redis.cli(command.toArray(String[]::new));
    }

    /** Of a machine with the rights that README names. */
    private String run(RedisServer redis, int number) {
        Sfjwt.Run run = machine(number, redis.port).with("SFJWT_STORE", "redis://ci@127.0.0.1:" + redis.port)
                .with("SFJWT_STORE_PASSWORD", "right").run("get-token", "--token-only").exitsWith(0);
        assertEquals("", run.err());
        return run.out();
    }

    @Test
    void a_holder_that_dies_is_waited_for_no_longer_than_its_lease() throws Exception {
        try (var redis = new RedisServer(temp)) {
            machine(90, redis.port).run("get-token").exitsWith(0);
            String lease = redis.key(":token").replace(":token", ":lease");
            redis.cli("del", redis.key(":token"));
            redis.cli("set", lease, "7", "px", "1500");
            assertEquals(1, together(5, redis.port).stream().distinct().count());
        }
        assertTrue(demo.logins() <= 3, "one by one after the lease: " + demo.logins());
    }

    @Test
    void what_a_holder_saves_after_its_lease_counts_no_more() throws Exception {
        try (var redis = new RedisServer(temp)) {
            machine(1, redis.port).run("get-token").exitsWith(0);
            String token = redis.key(":token");
            String lease = token.replace(":token", ":lease");
            redis.cli("del", token);
            // the org takes its time; meanwhile another machine has the lease
            var slow = Executors.newSingleThreadExecutor();
            demo.org.faults().next(1, "/services/oauth2/token", Answer.of(503, "text/plain", "later")
                    .after(Duration.ofSeconds(3)));
            var late = slow.submit(() -> machine(2, redis.port).run("get-token", "--fresh"));
            while (redis.key(":lease").isEmpty()) {
                Thread.sleep(5);
            }
            redis.cli("set", lease, "999999", "px", "60000");
            Sfjwt.Run run = late.get();
            slow.shutdown();
            run.exitsWith(0);
            assertTrue(run.err().contains("has given this login's turn to another one"), run.toString());
            assertEquals("", redis.key(":token"));
        }
    }

    /** The master that had the lease fails, and a replica that had not heard of it takes its place. */
    @Test
    void a_lease_that_got_lost_keeps_no_token_from_the_fleet() throws Exception {
        try (var redis = new RedisServer(temp); var slow = Executors.newSingleThreadExecutor()) {
            for (String lost : List.of(":lease", ":number")) {
                demo.org.faults().next(1, "/services/oauth2/token", Answer.of(503, "text/plain", "later")
                        .after(Duration.ofSeconds(1)));
                var late = slow.submit(() -> machine(1, redis.port).run("get-token", "--fresh"));
                while (redis.key(":lease").isEmpty()) {
                    Thread.sleep(5);
                }
                redis.cli("del", redis.key(":lease"), redis.key(lost));
                Sfjwt.Run run = late.get().exitsWith(0);
                assertFalse(run.err().contains("warning"), run.toString());
                assertFalse(redis.key(":token").isEmpty(), lost);
                redis.cli("del", redis.key(":token"));
            }
        }
    }

    /** By a proxy for which it was idle too long, or because the server was started again. */
    @Test
    void a_connection_that_is_cut_while_a_login_lasts_is_made_anew() throws Exception {
        try (var redis = new RedisServer(temp); var slow = Executors.newSingleThreadExecutor()) {
            demo.org.faults().next(1, "/services/oauth2/token", Answer.of(503, "text/plain", "later")
                    .after(Duration.ofSeconds(1)));
            var late = slow.submit(() -> machine(1, redis.port).run("get-token"));
            while (redis.key(":lease").isEmpty()) {
                Thread.sleep(5);
            }
            redis.cli("client", "kill", "type", "normal");
            assertEquals("", late.get().exitsWith(0).err().lines().filter(line -> line.contains("warning"))
                    .collect(Collectors.joining()));
            assertFalse(redis.key(":token").isEmpty());
            assertEquals("", redis.key(":lease"));
        }
    }

    /** Two would log in, where one takes longer than that. */
    @Test
    void a_login_renews_its_lease_while_it_lasts() throws Exception {
        try (var redis = new RedisServer(temp); var slow = Executors.newSingleThreadExecutor()) {
            demo.org.faults().next(1, "/services/oauth2/token", Answer.of(400, "application/json", "{}")
                    .after(Duration.ofSeconds(7)));
            var run = slow.submit(() -> machine(1, redis.port).run("get-token"));
            while (redis.key(":lease").isEmpty()) {
                Thread.sleep(5);
            }
            String lease = redis.key(":lease");
            long before = 0;
            boolean renewed = false;
            while (!run.isDone()) {
                long left = Long.parseLong(redis.cli("pttl", lease).strip());
                renewed |= before > 0 && left > before;
                before = left;
            }
            assertTrue(renewed);
            assertEquals("", redis.key(":lease"), "given back with the refusal");
        }
    }

    @Test
    void a_redis_that_is_away_hangs_refuses_or_is_full_costs_a_warning_and_a_login() throws Exception {
        try (var free = new ServerSocket(0)) { // accepts, and never answers
            assertWarned(machine(1, free.getLocalPort()), "did not answer in time");
        }
        try (var redis = new RedisServer(temp)) {
            redis.pauseProcess();
            assertWarned(machine(2, redis.port), "did not answer in time");
        }
        int gone;
        try (var free = new ServerSocket(0)) {
            gone = free.getLocalPort();
        }
        assertWarned(machine(3, gone), "cannot be reached");
        try (var redis = new RedisServer(temp, "--requirepass", "right")) {
            assertWarned(machine(4, redis.port).with("SFJWT_STORE_PASSWORD", "wrong"), "WRONGPASS|invalid");
            machine(5, redis.port).with("SFJWT_STORE_PASSWORD", "right").run("get-token").exitsWith(0);
            assertEquals(1, redis.cli("-a", "right", "keys", "*:token").lines().filter(line -> !line.isEmpty())
                    .count());
        }
        try (var redis = new RedisServer(temp, "--maxmemory", "1", "--maxmemory-policy", "noeviction")) {
            assertWarned(machine(6, redis.port), "OOM|maxmemory");
        }
    }

    @Test
    void a_redis_that_gets_full_while_a_login_lasts_holds_nobody_up() throws Exception {
        var login = new Login("0".repeat(64), LoginUrl.PRODUCTION, "3MVG", "ci@acme.example", "a");
        var secret = new FleetSecret("name", new SecretKeySpec(new byte[32], "AES"));
        var answer = TokenAnswer.of(Json.createObjectBuilder().add("access_token", "00D!token")
                .add("instance_url", "https://acme.my.salesforce.com").build(), LoginUrl.PRODUCTION);
        var warnings = new ArrayList<String>();
        try (var redis = new RedisServer(temp)) {
            var place = new FleetPlace(FleetPlace.Kind.SINGLE, false, List.of("127.0.0.1:" + redis.port), "", "", "",
                    0);
            try (var store = new FleetStore(place, secret, login, HttpOptions.defaults(Map.of()), warnings::add)) {
                store.once(_ -> true, Duration.ofSeconds(10), Duration.ofMinutes(15), Clock.systemUTC(), () -> {
                    fill(redis);
                    return StoredToken.of(login, answer, Instant.now());
                });
            }
            assertTrue(warnings.toString().contains("OOM"), warnings.toString());
            assertEquals("", redis.key(":lease"), "the next one does not wait for it");
        }
    }

    private static void fill(RedisServer redis) {
        try {
            assertFalse(redis.key(":lease").isEmpty());
            redis.cli("config", "set", "maxmemory", "1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of those that README names, one at a time. */
    @Test
    void a_right_that_is_missing_costs_a_warning_and_holds_nobody_up() throws Exception {
        var rights = List.of("getrange", "set", "del", "incr", "pttl", "pexpire", "eval");
        try (var redis = new RedisServer(temp)) {
            for (String missing : rights) {
                redis.cli("flushall");
                var rule = new ArrayList<>(List.of("acl", "setuser", "ci", "reset", "on", ">right", "~sfjwt:*",
                        "-@all"));
                rights.stream().filter(right -> !right.equals(missing)).map("+"::concat).forEach(rule::add);
                assertEquals("OK", redis.cli(rule.toArray(String[]::new)).strip());
                Sfjwt.Run run = machine(rights.indexOf(missing), redis.port).with("SFJWT_STORE_PASSWORD", "right")
                        .with("SFJWT_STORE", "redis://ci@127.0.0.1:" + redis.port).run("get-token", "--token-only")
                        .exitsWith(0);
                boolean shared = !redis.key(":token").isEmpty();
                assertTrue(shared || redis.key(":lease").isEmpty(), missing);
                assertTrue(shared || run.err().contains("is not used: "), missing + " " + run);
            }
        }
    }

    /** Most sentinels have no password, and refuse the servers'. */
    @Test
    void sentinels_are_asked_with_and_without_the_password() throws Exception {
        try (var redis = new RedisServer(temp, "--requirepass", "right")) {
            for (String theirs : List.of("", "requirepass right\n", "requirepass other\n")) {
                Path config = Files.writeString(temp.resolve("sentinel.conf"), "sentinel monitor fleet 127.0.0.1 "
                        + redis.port + " 1\nsentinel auth-pass fleet right\n" + theirs);
                try (var sentinel = new RedisServer(temp, config)) {
                    Sfjwt machine = machine(sentinel.port, sentinel.port).with("SFJWT_STORE_PASSWORD", "right")
                            .with("SFJWT_STORE", "redis-sentinel://127.0.0.1:" + sentinel.port + "/fleet");
                    if (theirs.contains("other")) {
                        assertWarned(machine, "none of its sentinels");
                    } else {
                        assertEquals("", machine.run("get-token", "--token-only").exitsWith(0).err());
                        assertEquals(1, demo.logins());
                    }
                }
            }
        }
    }

    @Test
    void over_tls_it_is_trusted_where_its_certificate_is() throws Exception {
        String key = temp.resolve("tls.key").toString();
        String certificate = temp.resolve("tls.crt").toString();
        assertEquals(0, new ProcessBuilder("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key,
                "-out", certificate, "-days", "2", "-subj", "/CN=redis", "-addext", "subjectAltName=IP:127.0.0.1")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor());
        int port = RedisServer.freePort();
        try (var redis = new RedisServer(temp, "--tls-port", String.valueOf(port), "--tls-cert-file", certificate,
                "--tls-key-file", key, "--tls-ca-cert-file", certificate, "--tls-auth-clients", "no")) {
            Sfjwt machine = machine(1, port).with("SFJWT_STORE", "rediss://127.0.0.1:" + port);
            assertWarned(machine, "certificate is not trusted; --cacert");
            assertEquals("", redis.key(":token"));
            assertEquals("", machine.run("get-token", "--fresh", "--cacert", certificate).exitsWith(0).err().lines()
                    .filter(line -> line.contains("warning")).collect(Collectors.joining()));
            assertFalse(redis.key(":token").isEmpty());
        }
    }

    private static void assertWarned(Sfjwt machine, String words) {
        Sfjwt.Run run = machine.run("get-token", "--token-only").exitsWith(0);
        assertTrue(run.err().contains("warning: the shared token store"), run.toString());
        assertTrue(run.err().matches("(?s).*(" + words + ").*"), run.toString());
        assertFalse(run.err().contains("wrong\"") || run.err().contains("Exception"), run.toString());
    }

    @Test
    void a_token_that_salesforce_takes_no_more_leaves_the_fleet() throws Exception {
        try (var redis = new RedisServer(temp)) {
            String token = machine(1, redis.port).run("get-token", "--token-only").exitsWith(0).out().strip();
            demo.org.revoke(token);
            machine(2, redis.port).run("limits").exitsWith(0);
            String next = machine(3, redis.port).run("get-token", "--token-only").exitsWith(0).out().strip();
            assertFalse(next.equals(token));
            assertEquals(2, demo.logins());
        }
    }

    @Test
    void an_address_is_read_or_refused_with_a_word() {
        for (String good : List.of("redis://h", "redis://h:1/2", "rediss://u@h", "redis-sentinel://a,b:2/m",
                "redis-cluster://a:1,b:2")) {
            assertTrue(demo.sfjwt().run("get-token", "--store-ttl", "0", "--store", good).exit() == 0, good);
        }
        for (String bad : List.of("h", "http://h", "redis://", "redis://h/x", "redis://a,b", "redis://h:x",
                "redis-sentinel://a", "redis-sentinel://a/", "redis://u:secretword@h", "redis://h?x=1", "redis:///0",
                "redis-cluster://h/1")) {
            Sfjwt.Run run = demo.sfjwt().run("get-token", "--store", bad).exitsWith(2);
            assertTrue(run.err().contains("--store"), run.toString());
            assertFalse(run.err().contains("secretword"), run.toString());
        }
    }
}
