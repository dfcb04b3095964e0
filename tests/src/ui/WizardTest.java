package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way through the wizard as the page goes it, against the demo org; and what is found on the way back. */
class WizardTest {

    @TempDir
    Path temp;

    private final List<String> answers = new ArrayList<>();

    @Test
    void from_an_empty_folder_to_a_token_and_no_part_of_the_key_ever_leaves() throws IOException {
        Path root = temp.toRealPath();
        try (var dashboard = Running.in(root, Map.of(), true)) {
            JsonObject nothing = get(dashboard, "/api/config");
            assertFalse(nothing.getBoolean("exists"));
            assertFalse(nothing.getJsonObject("key").getBoolean("exists"));
            assertFalse(nothing.getJsonObject("certificate").getBoolean("exists"));
            assertEquals(JsonValue.NULL, nothing.get("keyMatches"));

            JsonObject certs = post(dashboard, "/api/generate-certs", "{}");
            JsonObject shown = get(dashboard, "/api/certificate?path=certs/server.crt");
            assertEquals(certs.getString("fingerprint"), shown.getString("fingerprint"));
            assertEquals(certs.getString("crtContent"), shown.getString("crtContent"));
            assertEquals(certs.getString("serial"), shown.getString("serial"));

            JsonObject app = post(dashboard, "/api/demo/register", "{\"certPath\": \"certs/server.crt\"}");
            JsonObject demo = get(dashboard, "/api/status").getJsonObject("demo");
            assertEquals(demo.getString("consumerKey"), app.getString("consumerKey"));
            String org = "{\"consumerKey\": \"" + app.getString("consumerKey") + "\", \"username\": \""
                    + app.getString("username") + "\", \"loginUrl\": \"" + app.getString("loginUrl") + "\"}";
            post(dashboard, "/api/validate-key",
                    "{\"keyPath\":\"certs/server.key\",\"certPath\":\"certs/server.crt\"}");
            post(dashboard, "/api/save-config", org);
            assertEquals(app.getString("loginUrl") + "/services/oauth2/token",
                    post(dashboard, "/api/claims", org).getString("tokenEndpoint"));
            JsonObject token = post(dashboard, "/api/get-token", org);
            assertTrue(token.getJsonObject("result").getString("frontdoorUrl").startsWith(app.getString("loginUrl")));

            JsonObject all = get(dashboard, "/api/config");
            assertTrue(all.getBoolean("exists"));
            assertEquals(JsonValue.NULL, all.get("problem"));
            assertEquals(app.getString("consumerKey"), all.getJsonObject("config").getString("consumerKey"));
            assertEquals("certs/server.key", all.getJsonObject("key").getString("path"));
            assertEquals(certs.getString("fingerprint"), all.getJsonObject("certificate").getString("fingerprint"));
            assertEquals(JsonValue.TRUE, all.get("keyMatches"));

            assertFailsWithoutKey(dashboard, root);
        }
    }

    @Test
    void a_key_in_place_of_a_certificate_is_not_shown() throws IOException {
        Path root = temp.toRealPath();
        try (var dashboard = Running.in(root)) {
            post(dashboard, "/api/generate-certs", "{}");
            Path both = root.resolve("both.pem");
            Files.writeString(both, Files.readString(root.resolve("certs/server.key"))
                    + Files.readString(root.resolve("certs/server.crt")));
            get(dashboard, "/api/certificate?path=both.pem");
            answers.add(dashboard.get("/api/certificate?path=certs/server.key").text());
            answers.add(dashboard.get("/api/config?path=certs/server.key").text());
            answers.add(dashboard.post("/api/save-config", "{\"consumerKey\":\"k\",\"username\":\"u@x\",\"force\":true,"
                    + "\"privateKeyFile\":\"certs/server.crt\"}").text());
            assertNoKey(root);
        }
    }

    @Test
    void what_is_found_is_said_as_it_is() throws IOException {
        Path root = temp.toRealPath();
        try (var dashboard = Running.in(root)) {
            post(dashboard, "/api/generate-certs", "{}");
            post(dashboard, "/api/generate-certs", "{\"outputDir\": \"other\"}");
            assertEquals(JsonValue.TRUE, get(dashboard, "/api/config?key=other/server.key").get("keyMatches"));
            Files.copy(root.resolve("other/server.crt"), root.resolve("certs/server.crt"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            JsonObject mixed = get(dashboard, "/api/config");
            assertEquals(JsonValue.FALSE, mixed.get("keyMatches"));
            assertEquals("key_cert_mismatch", mixed.getJsonObject("key").getJsonObject("problem").getString("code"));

            Files.writeString(root.resolve("certs/server.crt"), "damaged");
            JsonObject damaged = get(dashboard, "/api/config");
            assertEquals(JsonValue.NULL, damaged.get("keyMatches"));
            assertTrue(damaged.getJsonObject("certificate").getJsonObject("problem").containsKey("fix"));

            Files.writeString(root.resolve("jwt.json"), "{\"consumerKey\": 3");
            JsonObject broken = get(dashboard, "/api/config");
            assertTrue(broken.getBoolean("exists"));
            assertEquals(JsonValue.NULL, broken.get("config"));
            assertEquals("config_not_json", broken.getJsonObject("problem").getString("code"));

            Files.writeString(root.resolve("jwt.json"), "{\"consumerKey\": \"k\", \"ours\": [1]}");
            JsonObject partial = get(dashboard, "/api/config");
            assertEquals("k", partial.getJsonObject("config").getString("consumerKey"));
            assertEquals("config_incomplete", partial.getJsonObject("problem").getString("code"));
            assertEquals("[]", partial.get("warnings").toString());

            Files.writeString(root.resolve("jwt.json"), "{\"subject\": \"a@x\", \"subject\": \"b@x\"} and more");
            JsonObject odd = get(dashboard, "/api/config");
            assertEquals("b@x", odd.getJsonObject("config").getString("subject"));
            String warnings = odd.get("warnings").toString();
            assertEquals("[\"config_odd\",\"config_odd\"]", odd.get("warningCodes").toString(), warnings);
            assertTrue(warnings.contains("subject"), warnings);
        }
    }

    @Test
    void the_demo_org_is_there_only_where_it_was_asked_for() throws IOException {
        try (var dashboard = Running.in(temp)) {
            assertEquals(JsonValue.NULL, get(dashboard, "/api/status").get("demo"));
            var answer = dashboard.post("/api/demo/register", "{}");
            assertEquals("no_demo", Running.json(answer).getString("code"));
        }
    }

    @Test
    void an_encrypted_key_needs_its_passphrase_in_the_environment() throws Exception {
        Path root = temp.toRealPath();
        Openssl.run(root, "genpkey", "-algorithm", "RSA", "-aes-256-cbc", "-pass", "pass:secret", "-out", "key.pem");
        try (var without = Running.in(root); var with = Running.in(root, Map.of("SFJWT_KEY_PASSPHRASE", "secret"),
                false)) {
            var refused = without.post("/api/validate-key", "{\"keyPath\": \"key.pem\"}");
            assertEquals("passphrase_needed", Running.json(refused).getString("code"), refused.toString());
            assertTrue(post(with, "/api/validate-key", "{\"keyPath\": \"key.pem\"}").getBoolean("encrypted"));
        }
    }

    /** Every way of failing that a key takes part in. */
    private void assertFailsWithoutKey(Running dashboard, Path root) throws IOException {
        for (String path : List.of("certs/server.csr", "certs/server.crt", "jwt.json", "certs", "none")) {
            answers.add(dashboard.post("/api/validate-key", "{\"keyPath\": \"" + path + "\"}").text());
        }
        answers.add(dashboard.post("/api/demo/register", "{\"certPath\": \"certs/server.key\"}").text());
        answers.add(dashboard.post("/api/generate-certs", "{}").text());
        answers.add(dashboard.post("/api/generate-certs", "{\"reuseKey\": true, \"force\": true}").text());
        answers.add(dashboard.get("/api/certificate?path=certs/server.key").text());
        assertNoKey(root);
    }

    private void assertNoKey(Path root) throws IOException {
        List<String> lines = Files.readAllLines(root.resolve("certs/server.key")).stream()
                .filter(line -> !line.startsWith("-----")).toList();
        assertTrue(lines.size() > 20);
        String all = String.join("\n", answers);
        assertFalse(all.contains("PRIVATE KEY-----"));
        for (String line : lines.subList(1, lines.size())) {
            for (int i = 0; i + 16 <= line.length(); i += 16) {
                assertFalse(all.contains(line.substring(i, i + 16)), "a part of the key left");
            }
        }
    }

    private JsonObject get(Running dashboard, String path) throws IOException {
        return expect200(dashboard.get(path));
    }

    private JsonObject post(Running dashboard, String path, String json) throws IOException {
        return expect200(dashboard.post(path, json));
    }

    private JsonObject expect200(Wire.Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        answers.add(answer.text());
        return Running.json(answer);
    }
}
