package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import lib.app.FirstLogin;
import lib.app.Rotate;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.doctor.WaitTime;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.http.HttpOptions;
import lib.json.ForeignJson;
import lib.keys.Certificates;
import lib.keys.OwnCertificate;
import lib.keys.Passphrase;
import lib.keys.Tool;
import lib.store.StoreOptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new key for an app of the demo org: to the end, back, under load, and killed at every step. */
@Execution(ExecutionMode.CONCURRENT)
class RotateTest {

    private static final String USER = "integration@demo.example";

    @TempDir
    Path folder;

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());

    @BeforeEach
    void makeTheApp() {
        admin().run("app", "create", "--user", USER, "--yes").exitsWith(0);
    }

    @Test
    void the_new_key_takes_the_old_ones_place_and_the_old_one_is_kept_until_finish() throws Exception {
        byte[] old = Files.readAllBytes(folder.resolve("certs/server.key"));
        Sfjwt.Run run = rotate("--overlap", "1s").exitsWith(0);
        assertTrue(config().getString("privateKeyFile").matches("certs/server-[0-9]{8}\\.key"), run::toString);
        Path retired = folder.resolve(config().getString("retiredKeyFile"));
        assertEquals(List.of("retiredKeyFile"), extraFields());
        assertEquals(-1, Files.mismatch(retired, Files.write(folder.resolve("copy"), old)));
        assertFalse(Files.exists(folder.resolve("certs/server.key")));
        logsIn();

        rotate("--finish").exitsWith(0);
        assertFalse(Files.exists(retired));
        assertEquals(List.of(), extraFields());
        logsIn();
        rotate("--finish", "--json").failsWith(2, "no_rotation");
    }

    @Test
    void the_new_certificate_has_the_old_ones_subject_and_days() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (DemoOrg another = DemoOrg.start(0, Clock.systemUTC())) {
            Sfjwt admin = new Sfjwt(other).administering(another);
            admin.run("generate-certs", "--name", "nightly", "--org", "Acme", "--days", "90").exitsWith(0);
            admin.run("app", "create", "--user", USER, "--yes").exitsWith(0);
            var old = Certificates.read(other.resolve("certs/server.crt")).certificate();
            admin.run("rotate", "--yes", "--overlap", "0s").exitsWith(0);

            Path key = other.resolve(ForeignJson.object(Files.readAllBytes(other.resolve("jwt.json")))
                    .getString("privateKeyFile"));
            var made = Certificates.read(OwnCertificate.nameFor(key)).certificate();
            assertNotEquals(old.getPublicKey(), made.getPublicKey());
            assertEquals(old.getSubjectX500Principal(), made.getSubjectX500Principal());
            assertEquals(Duration.ofDays(90), Duration.between(made.getNotBefore().toInstant(),
                    made.getNotAfter().toInstant()));
        }
    }

    @Test
    void a_second_rotation_follows_the_first() throws Exception {
        rotate("--overlap", "0s").exitsWith(0);
        String first = config().getString("privateKeyFile");
        String backup = config().getString("retiredKeyFile");
        Sfjwt.Run second = rotate("--overlap", "0s").exitsWith(0);
        assertTrue(second.err().contains("the rotation before stays as " + backup), second::toString);
        assertNotEquals(first, config().getString("privateKeyFile"));
        assertTrue(config().getString("privateKeyFile").endsWith("-2.key"), config()::toString);
        logsIn();
        admin().run("app", "status").exitsWith(0);
    }

    @Test
    void the_overlap_is_twenty_logins_however_long_each_of_them_takes() throws Exception {
        int before = logins();
        rotate("--overlap", "1s").exitsWith(0);
        assertTrue(logins() - before >= 20, "only " + (logins() - before));
    }

    private int logins() {
        return (int) org.requests().stream().filter(request -> request.path().equals("/services/oauth2/token"))
                .count();
    }

    @Test
    void a_time_has_a_unit() {
        for (String time : List.of("10", "600000s", "10d", "")) {
            new Sfjwt(folder).run("rotate", "--json", "--overlap", time).failsWith(2, "bad_overlap");
        }
    }

    @Test
    void abort_goes_back_also_from_the_end() throws Exception {
        byte[] old = Files.readAllBytes(folder.resolve("certs/server.key"));
        rotate("--overlap", "0s").exitsWith(0);
        rotate("--abort", "--overlap", "0s").exitsWith(0);
        assertEquals("certs/server.key", config().getString("privateKeyFile"));
        assertEquals(List.of(), extraFields());
        assertEquals(-1, Files.mismatch(folder.resolve("certs/server.key"), Files.write(folder.resolve("copy"), old)));
        try (var files = Files.list(folder.resolve("certs"))) {
            assertEquals(List.of("server.crt", "server.csr", "server.key"), files.map(file -> file.getFileName()
                    .toString()).sorted().toList());
        }
        logsIn();
    }

    @Test
    void without_a_session_the_one_click_is_named_and_waited_for() throws Exception {
        var replaced = new AtomicBoolean();
        Thread administrator = Thread.ofPlatform().start(() -> {
            while (!replaced.get()) {
                try (var files = Files.list(folder.resolve("certs"))) {
                    if (files.anyMatch(file -> file.getFileName().toString().matches("server-[0-9]{8}\\.key"))) {
                        Path key = folder.resolve("certs");
                        admin().run("app", "create", "--user", USER, "--yes", "--adopt", "-c", "other.json",
                                "--key-file", key.resolve(newKey()).toString()).exitsWith(0);
                        replaced.set(true);
                    }
                    Thread.sleep(50);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        });
        Sfjwt.Run run = new Sfjwt(folder).run("rotate", "--overlap", "0s").exitsWith(0);
        administrator.join();
        assertTrue(run.err().contains("One click is left"), run::toString);
        assertTrue(run.err().contains("upload certs/server-"), run::toString);
        logsIn();
    }

    private String newKey() throws Exception {
        try (var files = Files.list(folder.resolve("certs"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches(
                    "server-[0-9]{8}\\.key")).findFirst().orElseThrow();
        }
    }

    @Test
    void no_login_fails_while_the_key_is_rotated() throws Exception {
        org.admin().habits().propagation(Duration.ofSeconds(5));
        Thread.sleep(Duration.ofSeconds(6)); // the app itself has to get known, too
        var stop = new AtomicBoolean();
        var failures = new ConcurrentLinkedQueue<String>();
        var logins = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 2; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (!stop.get()) {
                    Sfjwt.Run run = new Sfjwt(folder).run("get-token", "--no-store", "--token-only");
                    logins.incrementAndGet();
                    if (run.exit() != 0) {
                        failures.add(run.toString());
                    }
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos()); // the org allows 3,600 logins an hour
                }
            }));
        }
        rotate("--overlap", "8s").exitsWith(0);
        rotate("--finish").exitsWith(0);
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(logins.get() > 20, "only " + logins);
    }

    @ParameterizedTest
    @ValueSource(strings = {"new key and certificate made", "certificate of", "logged in with", "jwt.json uses",
        "using both keys", "old key kept"})
    void a_kill_at_any_step_leaves_what_logs_in_and_the_next_run_goes_on(String step) throws Exception {
        kill(step, "rotate", "--yes", "--overlap", "3s");
        logsIn();
        if (!step.startsWith("old key")) {
            rotate("--overlap", "0s").exitsWith(0);
        }
        assertEquals(List.of("retiredKeyFile"), extraFields());
        logsIn();
        kill("certificate of", "rotate", "--abort", "--yes", "--overlap", "3s");
        logsIn();
        rotate("--abort", "--overlap", "0s").exitsWith(0);
        logsIn();
        assertEquals("certs/server.key", config().getString("privateKeyFile"));
    }

    @Test
    void the_certificate_of_either_key_is_right_while_a_rotation_is_under_way() throws Exception {
        new Sfjwt(folder).run("generate-certs", "-o", "other").exitsWith(0);
        change("privateKeyFile", "other/server.key");
        admin().run("app", "status").exitsWith(6);
        change("nextKeyFile", "certs/server.key");
        Sfjwt.Run run = admin().run("app", "status").exitsWith(0);
        assertTrue(run.out().contains("a rotation that is under way"), run::toString);
        admin().run("doctor", "--admin").exitsWith(0);
    }

    @Test
    void where_nobody_agrees_no_key_is_made() throws Exception {
        JsonObject before = config();
        String fix = admin().run("rotate", "--json").failsWith(2, "confirmation_needed").getString("fix");
        assertFalse(fix.contains("--dry-run"), fix);
        Sfjwt.Run run = admin().onTerminal("n").run("rotate").exitsWith(2);
        assertFalse(run.err().contains("--abort"), run::toString);
        rotate("--json", "--name", "another").failsWith(2, "app_ambiguous");
        assertEquals(before, config());
        assertThrows(NoSuchElementException.class, this::newKey);
    }

    @Test
    void app_create_keeps_the_key_that_a_rotation_has_made() throws Exception {
        rotate("--overlap", "0s").exitsWith(0);
        JsonObject before = config();
        Sfjwt.Run run = admin().run("app", "create", "--user", USER).exitsWith(0);
        assertTrue(run.err().contains("nothing has to be changed"), run::toString);
        assertEquals(before, config());
    }

    @Test
    void of_two_apps_with_one_certificate_it_is_the_one_that_jwt_json_logs_in_with() throws Exception {
        admin().run("app", "create", "--user", USER, "--yes", "--name", "A twin", "--to-profile", "twin").exitsWith(0);
        rotate("--overlap", "0s").exitsWith(0);
        logsIn();
        Sfjwt.Run twin = new Sfjwt(folder).run("get-token", "--no-store", "--profile", "twin").exitsWith(0);
        assertEquals("certs/server.key", config().getJsonObject("profiles").getJsonObject("twin")
                .getString("privateKeyFile"), twin::toString);
        rotate("--of-profile", "twin", "--name", "sfjwt", "--json").failsWith(2, "consumer_key_other");
    }

    @Test
    void a_key_that_another_jwt_json_beside_this_one_has_stays() throws Exception {
        Files.writeString(folder.resolve("other.json"), """
                {"profiles": {"broken": {"subject": 5}, "good": {"privateKeyFile": "certs/server.key"}}}""");
        Files.writeString(folder.resolve("a.json"), "no JSON");
        Sfjwt.Run run = rotate("--overlap", "0s").exitsWith(0);
        assertTrue(run.err().contains("the old key certs/server.key stays: other.json has it too"), run::toString);
        assertTrue(Files.exists(folder.resolve("certs/server.key")));
    }

    @Test
    void a_file_without_a_login_at_its_top_level_is_not_begun_with() throws Exception {
        change("subject", null);
        JsonObject before = config();
        rotate("--json").failsWith(2, "config_incomplete");
        assertEquals(before, config());
    }

    /** Killed between the certificate's file and the key's. */
    @Test
    void a_key_that_was_named_and_not_made_is_made_by_the_next_run() throws Exception {
        change("nextKeyFile", "certs/server-20260102.key");
        Files.writeString(folder.resolve("certs/server-20260102.crt"), "what a killed run left");
        logsIn();
        rotate("--overlap", "0s").exitsWith(0);
        assertEquals("certs/server-20260102.key", config().getString("privateKeyFile"));
        assertEquals(List.of("retiredKeyFile"), extraFields());
        logsIn();
    }

    /** Killed between the new key's removal and jwt.json. */
    @Test
    void a_key_that_an_abort_removed_is_made_by_the_next_run() throws Exception {
        change("nextKeyFile", "certs/server-20260102.key");
        change("previousKeyFile", "certs/server-20260102.key");
        rotate("--overlap", "0s").exitsWith(0);
        assertEquals("certs/server-20260102.key", config().getString("privateKeyFile"));
        assertEquals(List.of("retiredKeyFile"), extraFields());
        logsIn();
    }

    @Test
    void abort_waits_for_all_servers_also_where_an_earlier_one_was_killed_meanwhile() throws Exception {
        rotate("--overlap", "0s").exitsWith(0);
        kill("certificate of", "rotate", "--abort", "--yes", "--overlap", "3s");
        assertEquals(config().getString("nextKeyFile"), config().getString("previousKeyFile"));
        Sfjwt.Run run = rotate("--abort", "--overlap", "1s").exitsWith(0);
        assertTrue(run.err().contains("the app has this certificate"), run::toString);
        assertTrue(run.err().contains("using both keys"), run::toString);
        assertEquals(List.of(), extraFields());
    }

    @ParameterizedTest
    @ValueSource(strings = {"retiredKeyFile", "previousKeyFile"})
    void without_the_old_key_there_is_no_way_back_and_nothing_changes(String field) throws Exception {
        rotate("--overlap", "0s").exitsWith(0);
        Files.delete(folder.resolve(config().getString("retiredKeyFile")));
        if (field.startsWith("previous")) {
            change("retiredKeyFile", null);
            change(field, "certs/server.key");
        }
        JsonObject before = config();
        rotate("--json", "--abort", "--overlap", "0s").failsWith(3, "file_missing");
        assertEquals(before, config());
        logsIn();
        rotate("--finish").exitsWith(0);
        assertEquals(List.of(), extraFields());
    }

    @ParameterizedTest
    @ValueSource(strings = {"store.p12", "both.pem", "ci.key"})
    void the_old_certificate_is_found_wherever_it_belongs_to_the_key(String key) throws Exception {
        switch (key) {
            case "store.p12" -> Tool.run(folder, "openssl", "pkcs12", "-export", "-inkey", "certs/server.key", "-in",
                    "certs/server.crt", "-passout", "pass:store secret", "-out", key);
            case "both.pem" -> Files.writeString(folder.resolve(key), Files.readString(folder.resolve(
                    "certs/server.key")) + Files.readString(folder.resolve("certs/server.crt")));
            default -> {
                Files.move(folder.resolve("certs/server.key"), folder.resolve(key));
                Files.move(folder.resolve("certs/server.crt"), folder.resolve("server.crt"));
            }
        }
        change("privateKeyFile", key);
        Sfjwt admin = admin().with("SFJWT_KEY_PASSPHRASE", "store secret");
        admin.run("app", "status").exitsWith(0);
        Sfjwt.Run run = admin.run("rotate", "--yes", "--overlap", "0s").exitsWith(0);
        assertTrue(config().getString("privateKeyFile").matches(key.replaceFirst("\\..*", "-[0-9]{8}\\.key")),
                run::toString);
        logsIn();
        admin.run("rotate", "--abort", "--yes", "--overlap", "0s").exitsWith(0);
        assertEquals(key, config().getString("privateKeyFile"));
        run = admin.run("app", "status").exitsWith(0);
        assertTrue(run.out().matches("(?s).*ok +certificate .*"), run::toString);
    }

    /** A link that another login names would lead to nowhere. */
    @Test
    void a_login_that_has_the_key_by_a_link_changes_along() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.key"), Path.of("certs/server.key"));
        Files.writeString(folder.resolve("jwt.json"), Json.createObjectBuilder(config()).add("profiles",
                Json.createObjectBuilder().add("linked", Json.createObjectBuilder().add("privateKeyFile", "link.key")))
                .build().toString());
        rotate("--overlap", "0s").exitsWith(0);
        new Sfjwt(folder).run("get-token", "--no-store", "--profile", "linked").exitsWith(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pkcs11:token=CI;object=ci;id=%01 | | generate-certs --key 'pkcs11:token=CI;object=next'
            store.p12 | ci | export the key
            | | setup-config --force --key-file""")
    void a_key_that_is_in_no_file_of_its_own_is_said_to_be_where_it_is(String key, String alias, String fix)
            throws Exception {
        change("privateKeyFile", key);
        change("keyAlias", alias);
        JsonObject failure = rotate("--json").failsWith(2, "key_not_in_file");
        assertTrue(failure.getString("fix").contains(fix), failure::toString);
        if (key != null && alias == null) {
            admin().run("app", "create", "--user", USER, "--yes", "--json").failsWith(2, "key_not_in_file");
            admin().run("app", "create", "--user", USER, "--yes", "--json", "--key-file", key)
                    .failsWith(2, "key_not_in_file");
        }
    }

    @Test
    void the_way_out_for_a_profile_names_it() throws Exception {
        Files.writeString(folder.resolve("jwt.json"), Json.createObjectBuilder(config()).add("profiles",
                Json.createObjectBuilder().add("ci", Json.createObjectBuilder().add("keyAlias", "one")))
                .build().toString());
        String fix = rotate("--of-profile", "ci", "--json").failsWith(2, "key_not_in_file").getString("fix");
        assertTrue(fix.contains("setup-config --force --key-file certs/server.key --profile ci"), fix);
    }

    /** Before anybody has agreed, and with another subject and other days than the old one's. */
    @Test
    void a_certificate_that_is_not_there_is_not_made_by_the_way() throws Exception {
        Files.delete(folder.resolve("certs/server.crt"));
        rotate("--json").failsWith(3, "file_missing");
        assertFalse(Files.exists(folder.resolve("certs/server.crt")));
        assertEquals(List.of(), extraFields());
    }

    @Test
    void a_refusal_is_about_the_key_that_was_refused_and_says_how_it_goes_on() throws Exception {
        var way = new FirstLogin.Way(HttpOptions.defaults(Map.of()), Passphrase.NONE, StoreOptions.NONE,
                WaitTime.NONE);
        var said = new Progress();
        Failure refused = assertThrows(Failure.class, () -> new Rotate(Clock.systemUTC()).run(new Rotate.Request(null,
                null, folder.resolve("jwt.json"), null, Rotate.Mode.ROTATE, Duration.ZERO, way, Path::toString),
                said));
        assertEquals("assertion_invalid", refused.code());
        assertEquals(List.of(folder.resolve("certs").resolve(newKey())), said.keys);
        assertEquals(List.of("rotation_unfinished"), refused.warnings().stream().map(Warning::code).toList());
        assertTrue(refused.warnings().getFirst().toString().contains("go back: sfjwt rotate --abort"));

        change("previousKeyFile", "certs/" + newKey());
        change("nextKeyFile", null);
        change("subject", "not-approved@demo.example");
        refused = assertThrows(Failure.class, () -> new Rotate(Clock.systemUTC()).run(new Rotate.Request(null,
                null, folder.resolve("jwt.json"), null, Rotate.Mode.FINISH, Duration.ZERO, way, Path::toString),
                said));
        assertEquals(List.of("rotation_unfinished"), refused.warnings().stream().map(Warning::code).toList());
    }

    private static final class Progress implements Rotate.Progress {
        private final List<Path> keys = new ArrayList<>();

        @Override
        public void began(String what) {
        }

        @Override
        public void done(String what) {
        }

        @Override
        public void status(String how) {
        }

        @Override
        public void logsInWith(Path key) {
            keys.add(key);
        }

        @Override
        public boolean confirm(String question) {
            return true;
        }

        @Override
        public void click(String what) {
        }
    }

    private void change(String field, String value) throws Exception {
        var changed = Json.createObjectBuilder(config());
        Files.writeString(folder.resolve("jwt.json"), (value == null ? changed.remove(field)
                : changed.add(field, value)).build().toString());
    }

    /** Ends it by force as soon as it has said this. */
    private void kill(String step, String... arguments) throws Exception {
        Process process = admin().with("SFJWT_STORE_DIR", "store").process(arguments).redirectErrorStream(true).start();
        var said = new StringBuilder();
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.contains(step)) {
                    process.destroyForcibly();
                    process.waitFor();
                    return;
                }
            }
        }
        throw new AssertionError("it never said \"" + step + "\":\n" + said);
    }

    private void logsIn() {
        new Sfjwt(folder).run("get-token", "--no-store", "--token-only").exitsWith(0);
    }

    private JsonObject config() throws Exception {
        return ForeignJson.object(Files.readAllBytes(folder.resolve("jwt.json")));
    }

    private List<String> extraFields() throws Exception {
        return config().keySet().stream().filter(field -> field.matches("(next|previous|retired)KeyFile")).toList();
    }

    private Sfjwt.Run rotate(String... options) {
        return admin().run(List.of("rotate", "--yes"), options);
    }

    private Sfjwt admin() {
        return new Sfjwt(folder).administering(org);
    }
}
