package ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.failure.Input;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the command line say the same, letter by letter, when all goes well and when it does not. */
class ContractTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path keys;

    @AutoClose
    private static DemoOrg org;

    @TempDir
    Path temp;

    private Path root;

    @BeforeAll
    static void startOrg() throws Exception {
        org = DemoOrg.start(0, CLOCK);
        assertTrue(Cli.json(keys, CLOCK, "generate-certs").getBoolean("success"));
        org.register(Files.readAllBytes(keys.resolve("certs/server.crt")));
    }

    @BeforeEach
    void copyKeys() throws IOException {
        root = temp.toRealPath();
        Files.createDirectory(root.resolve("certs"));
        for (String name : List.of("server.key", "server.csr", "server.crt")) {
            Files.copy(keys.resolve("certs").resolve(name), root.resolve("certs").resolve(name),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void generate_certs_differs_only_in_what_is_new_each_time() throws Exception {
        var changing = Set.of("crtContent", "fingerprint", "publicKeySha256", "serial", "notBefore", "notAfter");
        try (var dashboard = Running.in(root)) {
            var answer = dashboard.post("/api/generate-certs", """
                    {"outputDir": "new", "country": "de", "state": "", "city": "Köln", "org": "Acme, Inc. $(id)",
                     "unit": "", "commonName": "x", "email": "a@b.example", "days": 900, "keySize": 2048}""");
            assertEquals(200, answer.status(), answer.toString());
            JsonObject api = Running.json(answer);
            delete(root.resolve("new"));
            JsonObject cli = Cli.json(root, CLOCK, "generate-certs", "-o", "new", "--country", "de", "--state", "",
                    "--city",
                    "Köln", "--org", "Acme, Inc. $(id)", "--unit", "", "--name", "x", "--email", "a@b.example",
                    "--days", "900");
            assertEquals(cli.keySet(), api.keySet());
            for (String field : cli.keySet()) {
                if (!changing.contains(field)) {
                    assertEquals(cli.get(field), api.get(field), field);
                }
            }
            assertEquals(1, api.getJsonArray("warnings").size());
            assertEquals("[\"cert_valid_long\"]", api.get("warningCodes").toString());
        }
    }

    @Test
    void generate_certs_fails_alike() throws Exception {
        try (var dashboard = Running.in(root)) {
            assertSame(dashboard.post("/api/generate-certs", "{}"), 422, Cli.json(root, CLOCK, "generate-certs"));
            assertSame(dashboard.post("/api/generate-certs", "{\"days\": 0}"), 400,
                    Cli.json(root, CLOCK, "generate-certs", "--days", "0"));
            assertSame(dashboard.post("/api/generate-certs", "{\"keySize\": 1024}"), 400,
                    Cli.json(root, CLOCK, "generate-certs", "--key-size", "1024"));
            assertSame(dashboard.post("/api/generate-certs", "{\"country\": \"USA\"}"), 400,
                    Cli.json(root, CLOCK, "generate-certs", "--country", "USA"));
            Files.delete(root.resolve("certs/server.crt"));
            assertSame(dashboard.post("/api/generate-certs", "{}"), 422, Cli.json(root, CLOCK, "generate-certs"));
        }
    }

    @Test
    void validate_key_is_verify_key() throws Exception {
        Cli.json(root, CLOCK, "generate-certs", "-o", "other");
        try (var dashboard = Running.in(root)) {
            assertSame(dashboard.post("/api/validate-key", "{\"keyPath\": \"certs/server.key\"}"), 200,
                    Cli.json(root, CLOCK, "verify-key", "certs/server.key"));
            assertSame(dashboard.post("/api/validate-key",
                    "{\"keyPath\": \"certs/server.key\", \"certPath\": \"certs/server.crt\"}"), 200,
                    Cli.json(root, CLOCK, "verify-key", "certs/server.key", "--cert", "certs/server.crt"));
            assertSame(dashboard.post("/api/validate-key",
                    "{\"keyPath\": \"certs/server.key\", \"certPath\": \"other/server.crt\"}"), 200,
                    Cli.json(root, CLOCK, "verify-key", "certs/server.key", "--cert", "other/server.crt"));
            assertSame(dashboard.post("/api/validate-key", "{\"keyPath\": \"none\"}"), 404,
                    invalid(Cli.json(root, CLOCK, "verify-key", "none")));
            assertSame(dashboard.post("/api/validate-key", "{\"keyPath\": \"certs/server.crt\"}"), 422,
                    invalid(Cli.json(root, CLOCK, "verify-key", "certs/server.crt")));
        }
    }

    @Test
    void save_config_is_setup_config() throws Exception {
        String url = org.url().toString();
        try (var dashboard = Running.in(root)) {
            var answer = dashboard.post("/api/save-config",
                    "{\"configPath\": \"jwt.json\", \"consumerKey\": \"3MVG9\", "
                    + "\"username\": \"u@x.example\", \"privateKeyFile\": \"certs/server.key\", \"expiresIn\": 60, "
                    + "\"loginUrl\": \"" + url + "\", \"audience\": \"https://test.salesforce.com\"}");
            byte[] written = Files.readAllBytes(root.resolve("jwt.json"));
            Files.delete(root.resolve("jwt.json"));
            String[] command = {"setup-config", "--consumer-key", "3MVG9", "--username", "u@x.example", "--key-file",
                "certs/server.key", "--expires-in", "60", "--login-url", url, "--audience",
                "https://test.salesforce.com"};
            assertSame(answer, 200, Cli.json(root, CLOCK, command));
            assertArrayEquals(Files.readAllBytes(root.resolve("jwt.json")), written);

            String again = "{\"consumerKey\": \"3MVG9\", \"username\": \"u@x.example\"}";
            assertSame(dashboard.post("/api/save-config", again), 422, Cli.json(root, CLOCK, command));
            assertSame(dashboard.post("/api/save-config", again.replace("u@x", "no-at-sign ")), 400, Cli.json(root,
                    CLOCK,
                    "setup-config", "--force", "--consumer-key", "3MVG9", "--username", "no-at-sign .example"));
            assertSame(dashboard.post("/api/save-config", again.replace("}",
                    ", \"force\": true, \"privateKeyFile\": \"none\"}")), 404,
                    Cli.json(root, CLOCK, "setup-config", "--force", "--consumer-key", "3MVG9", "--username",
                    "u@x.example",
                            "--key-file", "none"));
            assertSame(dashboard.post("/api/save-config", again.replace("}",
                    ", \"loginUrl\": \"http://evil.example\"}")), 400,
                    Cli.json(root, CLOCK, "setup-config", "--force", "--consumer-key", "3MVG9", "--username",
                    "u@x.example",
                            "--login-url", "http://evil.example"));
            assertEquals(200, dashboard.post("/api/save-config", again.replace("}", ", \"force\": true}")).status());
        }
    }

    @Test
    void get_token_has_what_the_command_prints_and_the_original_s_fields() throws Exception {
        try (var dashboard = Running.in(root)) {
            var answer = dashboard.post("/api/get-token", login(DemoOrg.USERNAME));
            assertEquals(200, answer.status(), answer.toString());
            JsonObject api = Running.json(answer);
            JsonObject result = api.getJsonObject("result");
            JsonObject cli = getToken(DemoOrg.USERNAME);
            assertTrue(api.getBoolean("success"));
            assertTrue(result.keySet().containsAll(cli.keySet()));
            assertEquals(Set.of("Authorization", "Content-Type"), minus(result.keySet(), cli.keySet()));
            for (String field : minus(cli.keySet(), Set.of("access_token", "authorization", "frontdoorUrl"))) {
                assertEquals(cli.get(field), result.get(field), field);
            }
            assertEquals("Bearer " + result.getString("access_token"), result.getString("Authorization"));
            assertEquals(DemoOrg.USERNAME, api.getJsonObject("claims").getString("sub"));
            assertEquals(List.of("[]", "[]"), List.of(api.get("warnings").toString(),
                    api.get("warningCodes").toString()));
            assertFalse(answer.text().contains("assertion"));
        }
    }

    @Test
    void get_token_is_refused_in_the_same_words() throws Exception {
        try (var dashboard = Running.in(root)) {
            for (DemoUser user : DemoUser.values()) {
                if (user != DemoUser.INTEGRATION && user != DemoUser.ADMIN && user != DemoUser.BUSY) {
                    var answer = dashboard.post("/api/get-token", login(user.username()));
                    assertSame(answer, 422, onPage(getToken(user.username())));
                    assertFalse(Running.json(answer).getJsonArray("causes").isEmpty());
                }
            }
            assertSame(dashboard.post("/api/get-token", login("nobody@demo.example")), 422,
                    onPage(getToken("nobody@demo.example")));
            String nowhere = login(DemoOrg.USERNAME).replace(org.url().toString(), "http://127.0.0.1:1");
            int status = dashboard.post("/api/get-token", nowhere).status();
            assertEquals(502, status);
        }
    }

    @Test
    void guide_and_errors_are_steps() throws Exception {
        try (var dashboard = Running.in(root)) {
            JsonObject guide = Running.json(dashboard.get("/api/guide"));
            assertEquals(withoutFixes(Cli.json(root, CLOCK, "steps")), withoutFixes(guide));
            assertEquals(guide.getJsonArray("troubleshooting"),
                    Running.json(dashboard.get("/api/errors")).getJsonArray("errors"));
            dashboard.post("/api/save-config", login(DemoOrg.USERNAME));
            assertEquals(withoutFixes(Cli.json(root, CLOCK, "steps")),
                    withoutFixes(Running.json(dashboard.get("/api/guide"))));
        }
    }

    /** What mends a refusal is said in the page's own words. */
    private static JsonObject withoutFixes(JsonObject guide) {
        return Running.json(guide.toString().replaceAll("\"fix\":\"(\\\\.|[^\"\\\\])*\"", "\"fix\":\"\""));
    }

    /** The command line calls an input by the option that gave it, the page by the label of its field. */
    private static JsonObject onPage(JsonObject failure) {
        String text = failure.toString();
        for (Input input : Input.values()) {
            text = text.replaceAll(" " + input.option() + "(?=[\\\\\" ,;.])", " \u201C" + input.label() + "\u201D");
        }
        return Running.json(text);
    }

    private static JsonObject invalid(JsonObject failure) {
        return Json.createObjectBuilder(failure).add("valid", false).build();
    }

    /** A failure is the same one, in the words of the page: fields for flags. */
    private static void assertSame(Wire.Answer answer, int status, JsonObject cli) {
        JsonObject api = Running.json(answer);
        if (cli.containsKey("error")) {
            assertEquals(wordless(cli), wordless(api));
        } else {
            assertEquals(cli, api);
        }
        assertEquals(status, answer.status(), answer.toString());
        assertEquals("application/json", answer.header("content-type").replaceAll(";.*", ""));
    }

    private static JsonObject wordless(JsonObject failure) {
        var json = Json.createObjectBuilder(failure).remove("error").remove("fix").remove("causes")
                .remove("about").remove("at");
        if (failure.containsKey("causes")) {
            var ids = Json.createArrayBuilder();
            failure.getJsonArray("causes").getValuesAs(JsonObject.class).forEach(cause -> ids.add(cause.get("id")));
            json.add("ids", ids);
        }
        return json.build();
    }

    private static String login(String username) {
        return Json.createObjectBuilder().add("consumerKey", DemoOrg.CONSUMER_KEY).add("username", username)
                .add("loginUrl", org.url().toString()).add("privateKeyFile", "certs/server.key").build().toString();
    }

    private JsonObject getToken(String username) throws ReflectiveOperationException {
        return Cli.json(root, CLOCK, "get-token", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", username,
                "--login-url", org.url().toString(), "--key-file", "certs/server.key");
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        return all.stream().filter(one -> !some.contains(one)).collect(java.util.stream.Collectors.toSet());
    }

    private static void delete(Path folder) throws IOException {
        for (String name : List.of("server.key", "server.csr", "server.crt")) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);
    }
}
