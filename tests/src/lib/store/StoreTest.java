package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.keys.Openssl;
import lib.keys.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The token store as get-token uses it: when it logs in, what lies on the disk, what it does not touch. */
class StoreTest extends AtDemoOrg {

    Path store;

    @BeforeEach
    void prepare() throws Exception {
        store = folder.resolve("store");
    }

    private String token(String... more) {
        return token(sfjwt(), more);
    }

    private static String token(Sfjwt sfjwt, String... more) {
        String[] args = new String[more.length + 2];
        args[0] = "get-token";
        args[1] = "--token-only";
        System.arraycopy(more, 0, args, 2, more.length);
        return sfjwt.run(args).exitsWith(0).out();
    }

    private List<Path> entries() throws IOException {
        try (var files = Files.list(store)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private Path entry() throws IOException {
        assertEquals(1, entries().size());
        return entries().getFirst();
    }

    @Test
    void a_second_call_sends_nothing_and_says_where_its_token_comes_from() {
        var first = sfjwt().run("get-token", "--json").exitsWith(0).json();
        int requests = demo.org.requests().size();
        var second = sfjwt().run("get-token", "--json").exitsWith(0).json();
        assertEquals(requests, demo.org.requests().size());
        assertEquals("login", first.getString("tokenSource"));
        assertEquals("store", second.getString("tokenSource"));
        for (String field : List.of("access_token", "instance_url", "scope", "id", "frontdoorUrl")) {
            assertEquals(first.getString(field), second.getString(field));
        }
        Sfjwt.Run run = sfjwt().run("get-token").exitsWith(0);
        assertTrue(run.out().matches("(?s).*\nstored +[0-9]+ s ago; --fresh logs in again\n"), run::toString);
    }

    @Test
    void fresh_replaces_and_no_store_leaves_alone() throws Exception {
        String first = token();
        String second = token("--fresh");
        assertNotEquals(first, second);
        assertEquals(second, token());
        assertNotEquals(second, token("--no-store"));
        assertEquals(second, token());
        assertEquals(3, demo.logins());
        entry();
    }

    @Test
    void without_a_home_nothing_is_kept() throws Exception {
        assertNotEquals(token(demo.sfjwt()), token(demo.sfjwt()));
        String kept = token(demo.sfjwt().with("HOME", folder.resolve("home").toString()));
        assertEquals(kept, token(demo.sfjwt().with("XDG_CACHE_HOME", folder.resolve("home/.cache").toString())));
    }

    @Test
    void it_is_used_for_15_minutes_or_as_long_as_asked() {
        String first = token();
        assertEquals(first, token(at(Duration.ofMinutes(14))));
        assertEquals(first, token(at(Duration.ofMinutes(59)), "--store-ttl", "1h"));
        assertEquals(first, token(at(Duration.ofMinutes(59)).with("SFJWT_STORE_TTL", "60m")));
        assertNotEquals(first, token("--store-ttl=0"));
        assertEquals(first, token());
        // a login, which the demo org refuses by its own clock; the token is one from the future there
        at(Duration.ofMinutes(-7)).run("get-token").exitsWith(4);
        at(Duration.ofMinutes(16)).run("get-token").exitsWith(4);
        for (String odd : List.of("soon", "-1", "25h", "1d", "9999999")) {
            assertEquals("bad_store_ttl", sfjwt().run("get-token", "--json", "--store-ttl=" + odd).exitsWith(2).json()
                    .getString("code"));
            sfjwt().with("SFJWT_STORE_TTL", odd).run("get-token").exitsWith(2);
        }
    }

    private Sfjwt at(Duration later) {
        return sfjwt().at(Clock.offset(Clock.systemUTC(), later));
    }

    @Test
    void it_is_never_used_beyond_its_known_end() {
        demo.org.faults().next(1, "/services/oauth2/token", Answer.of(200, "application/json", """
                {"access_token": "00Dshort!AQ", "instance_url": "%s", "expires_in": 90}""".formatted(demo.org.url())));
        assertEquals("00Dshort!AQ\n", token("--store-ttl", "1h"));
        assertEquals("00Dshort!AQ\n", token(at(Duration.ofSeconds(20)), "--store-ttl", "1h"));
        Instant end = Instant.parse(sfjwt().run("get-token", "--json").json().getString("expires_at"));
        assertTrue(end.isAfter(Instant.now().plusSeconds(60)) && end.isBefore(Instant.now().plusSeconds(91)));
        assertNotEquals("00Dshort!AQ\n", token(at(Duration.ofSeconds(65)), "--store-ttl", "1h",
                "--expires-in", "30"));
    }

    @Test
    void logins_that_differ_in_anything_share_no_token() throws Exception {
        String mine = token();
        sfjwt().run("get-token", "--username", DemoUser.INACTIVE.username()).exitsWith(4);
        sfjwt().run("get-token", "--consumer-key", "other").exitsWith(4);
        sfjwt().run("get-token", "--audience", "https://login.salesforce.com").exitsWith(4);
        sfjwt().run("get-token", "--login-url", "http://127.0.0.1:1", "--retries", "0").exitsWith(5);
        new Sfjwt(folder).run("generate-certs", "-o", "other").exitsWith(0);
        sfjwt().run("get-token", "--key-file", "other/server.key").exitsWith(4);
        assertNotEquals(mine, token("--login-url", demo.org.url().toString().replace("127.0.0.1", "localhost")));
        assertEquals(mine, token());
        assertEquals(2, entries().size());
    }

    @Test
    void an_entry_under_anothers_name_is_not_used() throws Exception {
        String mine = token();
        Path entry = entry();
        token("--login-url", demo.org.url().toString().replace("127.0.0.1", "localhost"));
        Path other = entries().stream().filter(file -> !file.equals(entry)).findFirst().orElseThrow();
        Files.copy(entry, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertNotEquals(mine, token("--login-url", demo.org.url().toString().replace("127.0.0.1", "localhost")));
    }

    @Test
    void only_its_owner_may_look() throws Exception {
        token();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(store)));
        try (var files = Files.list(store)) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }

    @Test
    void what_others_may_see_or_could_have_put_there_is_ignored_with_a_warning() throws Exception {
        String first = token();
        Path entry = entry();
        Files.setPosixFilePermissions(entry, PosixFilePermissions.fromString("rw-r--r--"));
        String second = ignored("is open to other users (chmod 600 closes it)", first);
        assertEquals(second, token());

        Path elsewhere = folder.resolve("elsewhere");
        Files.move(entry, elsewhere);
        Files.createSymbolicLink(entry, elsewhere);
        byte[] before = Files.readAllBytes(elsewhere);
        String third = ignored("is a symbolic link", second);
        assertFalse(Files.isSymbolicLink(entry), "replaced, not followed");
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(elsewhere)));

        Files.delete(entry);
        Tool.run(folder, "mkfifo", entry.toString());
        String fourth = ignored("is not a regular file", third);
        assertEquals(fourth, token());
    }

    @Test
    void an_entry_of_another_user_is_ignored() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        String first = token();
        Files.setAttribute(entry(), "unix:uid", 65534);
        ignored("belongs to another user", first);
    }

    private String ignored(String why, String before) {
        Sfjwt.Run run = sfjwt().run("get-token", "--token-only").exitsWith(0);
        assertTrue(run.err().contains("sfjwt: warning: the stored token ") && run.err().contains(why), run::toString);
        assertEquals(1, run.err().lines().count(), run::toString);
        assertNotEquals(before, run.out());
        return run.out();
    }

    @Test
    void a_damaged_entry_is_ignored_and_replaced() throws Exception {
        String token = token();
        byte[] whole = Files.readAllBytes(entry());
        for (int length = 0; length < whole.length; length += 37) {
            Files.write(entry(), java.util.Arrays.copyOf(whole, length));
            token = ignored("is damaged", token);
        }
        String evil = Files.readString(entry()).replace("_url\":\"http://127.0.0.1", "_url\":\"http://evil");
        Files.writeString(entry(), evil);
        ignored("is damaged", token);
    }

    @Test
    void a_store_that_is_not_this_users_alone_is_not_used() throws Exception {
        token();
        byte[] before = Files.readAllBytes(entry());
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxr-xr-x"));
        warned("is open to other users (chmod 700 closes it)");
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(entry())), "nothing is stored there");
        Path real = folder.resolve("real");
        Files.move(store, real);
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(store, real);
        warned("is a symbolic link");
        Files.delete(store);
        Files.writeString(store, "in the way");
        warned("store");
    }

    @Test
    void a_store_that_cannot_be_written_is_a_warning() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        Sfjwt.Run run = demo.sfjwt().with("SFJWT_STORE_DIR", "file/store").run("get-token").exitsWith(0);
        assertTrue(run.err().contains("sfjwt: warning: the token is not stored in " + folder.resolve("file/store")
                + ": "), run::toString);
        assertEquals("", demo.sfjwt().with("SFJWT_STORE_DIR", "file/store").run("get-token", "--token-only", "-q")
                .exitsWith(0).err());
        Path full = Path.of("/proc/sfjwt");
        demo.sfjwt().with("SFJWT_STORE_DIR", full.toString()).run("get-token", "--token-only").exitsWith(0);
    }

    private void warned(String why) {
        Sfjwt.Run run = sfjwt().run("get-token", "--token-only").exitsWith(0);
        assertTrue(run.err().contains("sfjwt: warning: ") && run.err().contains(why), run::toString);
    }

    @Test
    void a_key_that_others_may_read_is_warned_of_each_time() throws Exception {
        token();
        Files.setPosixFilePermissions(folder.resolve("certs/server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(sfjwt().run("get-token", "--token-only").exitsWith(0).err().contains("chmod 600"));
        assertEquals(1, demo.logins());
    }

    @Test
    void a_stored_token_needs_no_passphrase() throws Exception {
        Openssl.run(folder, "pkcs8", "-topk8", "-in", "certs/server.key", "-out", "secret.key", "-passout",
                "pass:correct horse");
        String first = token(sfjwt().with("SFJWT_KEY_PASSPHRASE", "correct horse"), "--key-file", "secret.key");
        assertEquals(first, token("--key-file", "secret.key"));
    }

    @Test
    void a_key_on_stdin_or_in_a_variable_is_known_again_and_another_is_not() throws Exception {
        byte[] key = Files.readAllBytes(folder.resolve("certs/server.key"));
        String first = token(sfjwt().piping(key), "--key-file", "-");
        assertEquals(first, token(sfjwt().piping(key), "--key-file", "-"));
        assertEquals(1, demo.logins());
        sfjwt().piping("another".getBytes()).run("get-token", "--key-file", "-").exitsWith(3);

        var json = Files.readString(folder.resolve("jwt.json"));
        Files.writeString(folder.resolve("jwt.json"), json.replaceAll("\"privateKeyFile\": [^\n]*\n", ""));
        String inVariable = token(sfjwt().with("SFJWT_PRIVATE_KEY", new String(key)));
        assertEquals(inVariable, token(sfjwt().with("SFJWT_PRIVATE_KEY", new String(key))));
        sfjwt().with("SFJWT_PRIVATE_KEY", "another").run("get-token").exitsWith(3);
        // what another key alias would choose may be another key
        assertNotEquals(inVariable, token(sfjwt().with("SFJWT_PRIVATE_KEY", new String(key)), "--key-alias", "x"));
    }

    @Test
    void old_entries_are_swept_out() throws Exception {
        token();
        Path old = store.resolve("0".repeat(64) + ".json");
        Files.writeString(old, "{\"key\":\"" + "0".repeat(64) + "\"}");
        makeOld(old);
        token("--fresh");
        assertFalse(Files.exists(old));
        assertEquals(Map.of("json", 1L, "lock", 1L, "TAG", 1L), namesByEnding());
    }

    @Test
    void a_clock_that_is_days_before_the_file_systems_sweeps_nothing_that_is_fresh() throws Exception {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));
        try (DemoOrg org = DemoOrg.start(0, ahead)) {
            org.register(Files.readAllBytes(folder.resolve("certs/server.crt")));
            String token = token(sfjwt().at(ahead), "--login-url", org.url().toString());
            assertEquals(token, token(sfjwt().at(ahead), "--login-url", org.url().toString()));
        }
    }

    @Test
    void what_cannot_be_swept_out_is_no_reason_to_say_that_the_token_is_not_stored() throws Exception {
        token();
        Path stays = store.resolve("0".repeat(64) + ".json");
        Files.createDirectories(stays.resolve("full"));
        makeOld(stays);
        assertEquals("", sfjwt().run("get-token", "--token-only", "--fresh").exitsWith(0).err());
    }

    private static void makeOld(Path file) throws IOException {
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(
                java.time.Instant.now().minus(Duration.ofHours(25))));
    }

    private Map<String, Long> namesByEnding() throws IOException {
        try (var files = Files.list(store)) {
            return files.collect(java.util.stream.Collectors.groupingBy(
                    file -> file.toString().replaceAll(".*\\.", ""), java.util.stream.Collectors.counting()));
        }
    }
}
