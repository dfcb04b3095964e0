package lib.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupConfigTest {

    private static String key;

    @TempDir
    private Path folder;
    private Path file;
    private Path keyFile;

    @BeforeAll
    static void makeKey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        key = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @BeforeEach
    void files() throws IOException {
        file = folder.resolve("jwt.json");
        keyFile = Files.createDirectory(folder.resolve("certs")).resolve("server.key");
        Files.writeString(keyFile, key);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void of_many_that_add_a_profile_at_once_each_adds_its_own() throws Exception {
        Files.writeString(file, "{\"profiles\": {\"old\": {}}}");
        var runs = new ArrayList<Thread>();
        for (int i = 0; i < 6; i++) {
            var request = new SetupConfig.Request(file, "p" + i, Settings.complete(keyFile), false, Passphrase.NONE);
            runs.add(Thread.ofPlatform().start(() -> new SetupConfig().run(request)));
        }
        for (Thread run : runs) {
            run.join();
        }
        assertEquals(List.of("old", "p0", "p1", "p2", "p3", "p4", "p5"),
                JwtJson.read(file).profiles().stream().sorted().toList());
    }

    @Test
    void it_writes_the_originals_five_fields_for_the_owner_only() throws IOException {
        SetupConfig.Result result = run(false, Settings.complete(keyFile));
        assertEquals(Json.createReader(new StringReader("""
                {"consumerKey": "%s", "subject": "ci@acme.example", "sandbox": false, "expiresIn": 300,
                 "privateKeyFile": "certs/server.key"}""".formatted(Settings.CONSUMER_KEY))).readObject(), written());
        assertEquals(written(), result.content());
        assertEquals(List.of(), result.warnings());
        assertEquals("rw-------", modes(file));
        assertTrue(Files.readString(file).endsWith("}\n"));
    }

    @Test
    void what_it_writes_is_what_is_read_back() {
        for (OrgSettings where : List.of(OrgSettings.NONE, Settings.where("flag", null, true, null),
                Settings.where("flag", "https://acme--dev.sandbox.my.salesforce.com/", null, null),
                Settings.where("flag", "https://acme.my.salesforce.com", true, null),
                Settings.where("flag", "https://acme.my.site.com/customers", null, null),
                Settings.where("flag", "localhost:4000", null, "https://login.salesforce.com/"))) {
            OrgSettings settings = where.over(Settings.complete(keyFile));
            run(true, settings);
            var sources = new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), folder), file, true);
            assertEquals(Settings.config(settings), sources.resolve());
        }
    }

    @Test
    void a_key_elsewhere_is_named_in_full() throws IOException {
        Path output = folder.resolve("config/jwt.json");
        new SetupConfig().run(new SetupConfig.Request(output, Settings.complete(keyFile), false, Passphrase.NONE));
        assertEquals(keyFile.toString(), JwtJson.read(output).content().getString("privateKeyFile"));
        assertEquals("rwx------", modes(output.getParent()));
    }

    @Test
    void a_name_with_a_backslash_stays_one_name() throws IOException {
        run(false, Settings.complete(Files.copy(keyFile, folder.resolve("my\\server.key"))));
        assertEquals("my\\server.key", written().getString("privateKeyFile"));
    }

    @Test
    void an_existing_file_stays_as_it_is() throws IOException {
        Files.writeString(file, "precious");
        assertEquals("file_exists", assertThrows(Failure.class, () -> run(false, Settings.complete(keyFile))).code());
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void with_force_it_is_kept_as_a_backup_and_its_own_fields_in_place_and_to_the_letter() throws IOException {
        String old = """
                {
                  "//": "ours \\u00e9 \\ud83d\\ude00 \\ud800",
                  "subject": "old@acme.example", "loginUrl": "https://old.my.salesforce.com",
                  "ratio": 1.10, "id": 12345678901234567890123456789012345678901234567890, "tiny": 1e-400,
                  "nested": {"b": [1, null, {"a": ""}], "a": true},
                  "privateKeyFile": "old.key"
                }""";
        Files.writeString(file, old);
        SetupConfig.Result result = run(true, Settings.complete(keyFile));

        JsonObject before = Json.createReader(new StringReader(old)).readObject();
        assertEquals(List.of("//", "ratio", "id", "tiny", "nested"), result.kept());
        result.kept().forEach(field -> assertEquals(before.get(field), written().get(field)));
        assertEquals("1.10", written().get("ratio").toString());
        assertEquals(List.of("//", "subject", "ratio", "id", "tiny", "nested", "privateKeyFile", "consumerKey",
                "sandbox", "expiresIn"), List.copyOf(written().keySet()));
        assertEquals("ci@acme.example", written().getString("subject"));

        assertEquals(old, Files.readString(result.backups().getFirst()));
        assertEquals("rw-------", modes(result.backups().getFirst()));
    }

    @Test
    void an_old_file_that_is_not_JSON_is_kept_as_a_backup_and_said() throws IOException {
        Files.writeString(file, "{ my notes");
        SetupConfig.Result result = run(true, Settings.complete(keyFile));
        assertEquals("{ my notes", Files.readString(result.backups().getFirst()));
        assertTrue(result.warnings().getFirst().toString().contains("could not be read"), result.warnings()::toString);
    }

    @Test
    void a_value_that_is_wrong_leaves_no_file() throws IOException {
        Files.writeString(folder.resolve("not.key"), "hello");
        OrgSettings good = Settings.complete(keyFile);
        for (OrgSettings wrong : List.of(
                good.withConsumerKey(Settings.of("a b")),
                good.withUsername(Settings.of("nobody")),
                good.withExpiresIn(Settings.of(301)),
                Settings.where("flag", "https://evil.example", null, null).over(good),
                Settings.where("flag", null, null, "login").over(good),
                Settings.complete(folder.resolve("nowhere.key")), Settings.complete(folder.resolve("not.key")),
                Settings.complete(folder.resolve("certs")),
                good.withKey(null))) {
            assertThrows(Failure.class, () -> run(false, wrong));
            assertEquals(2, count(), "certs and not.key only");
        }
    }

    @Test
    void the_key_itself_is_never_replaced() throws IOException {
        var request = new SetupConfig.Request(folder.resolve("certs/../certs/server.key"), Settings.complete(keyFile),
                true, Passphrase.NONE);
        assertEquals("output_is_key", assertThrows(Failure.class, () -> new SetupConfig().run(request)).code());
        assertEquals(key, Files.readString(keyFile));
    }

    @Test
    void a_key_in_a_variable_has_no_path_to_write_down() {
        var settings = Settings.complete(keyFile).withKey(new Setting<>(
                new KeySource.InVariable(key, "SFJWT_PRIVATE_KEY"), "SFJWT_PRIVATE_KEY"));
        Failure failure = assertThrows(Failure.class, () -> run(false, settings));
        assertEquals("key_not_in_file", failure.code());
        assertFalse((failure.getMessage() + failure.fix()).contains("BEGIN"));
    }

    @Test
    void a_key_that_others_may_read_is_warned_of_with_a_command_that_runs_as_it_stands() throws Exception {
        Path open = Files.copy(keyFile, folder.resolve("it's my.key"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        String warning = run(false, Settings.complete(open)).warnings().getFirst().toString();
        String command = warning.substring(warning.indexOf("run: ") + 5);
        assertEquals(0, new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor());
        assertEquals("rw-------", modes(open));
    }

    private SetupConfig.Result run(boolean force, OrgSettings settings) {
        return new SetupConfig().run(new SetupConfig.Request(file, settings, force, Passphrase.NONE));
    }

    private JsonObject written() {
        return JwtJson.read(file).content();
    }

    private long count() throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void a_key_at_the_place_of_the_config_is_never_replaced() throws Exception {
        Path other = folder.resolve("other.key");
        Files.copy(keyFile, other);
        Failure failure = assertThrows(Failure.class, () -> new SetupConfig().run(new SetupConfig.Request(other,
                Settings.complete(keyFile), true, Passphrase.NONE)));
        assertEquals("output_is_key", failure.code());
        assertArrayEquals(Files.readAllBytes(keyFile), Files.readAllBytes(other));
    }

    @Test
    void fields_that_are_not_ours_are_kept_and_not_shown() throws Exception {
        Path output = folder.resolve("shown.json");
        Files.writeString(output, "{\"clientSecret\": \"canary\"}");
        var request = new SetupConfig.Request(output, Settings.complete(keyFile), true, Passphrase.NONE);
        SetupConfig.Result result = new SetupConfig().run(request);
        assertTrue(Files.readString(output).contains("canary"));
        assertFalse(result.json().toString().contains("canary"));
    }
}
