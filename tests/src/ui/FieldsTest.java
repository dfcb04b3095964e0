package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.json.HostileJson;
import lib.cli.DemoFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are JSON and still not right. */
class FieldsTest {

    @TempDir
    Path root;

    @Test
    void no_hostile_document_is_more_than_a_bad_request() throws IOException {
        try (var dashboard = Running.in(root)) {
            for (var document : HostileJson.documents().entrySet()) {
                var answer = dashboard.post("/api/claims", new String(document.getValue(), StandardCharsets.UTF_8));
                boolean large = document.getValue().length > 64 * 1024;
                assertEquals(large ? 413 : 400, answer.status(), document.getKey() + answer);
                assertEquals(large ? "request_too_large" : "bad_request", Running.json(answer).getString("code"),
                        document.getKey() + answer);
            }
        }
    }

    @Test
    void the_field_that_is_wrong_is_named_and_nothing_is_done() throws IOException {
        Map<String, List<String>> wrong = Map.of(
                "/api/generate-certs", List.of("days\": \"365\"", "days\": 1.5", "days\": 99999999999",
                "keySize\": true",
                        "force\": \"true\"", "country\": 1", "outputDir\": []", "email\": {}", "constructor\": 1",
                        "Days\": 1"),
                "/api/save-config", List.of("sandbox\": \"false\"", "expiresIn\": \"300\"", "consumerKey\": 3",
                "key\": \"x\""),
                "/api/get-token", List.of("sandbox\": 0", "expiresIn\": false", "configPath\": \"jwt.json\"",
                "privateKey\": \"x\""),
                "/api/claims", List.of("audience\": 1", "force\": true"),
                "/api/validate-key", List.of("keyPath\": 1", "certPath\": false", "path\": \"x\""),
                "/api/demo/register", List.of("certPath\": 1", "certificate\": \"x\""));
        try (var dashboard = Running.in(root)) {
            for (String path : wrong.keySet()) {
                for (String field : wrong.get(path)) {
                    var answer = dashboard.post(path, "{\"" + field + "}");
                    assertEquals(400, answer.status(), field + answer);
                    var failure = Running.json(answer);
                    assertEquals("bad_request", failure.getString("code"), field + answer);
                    String name = field.substring(0, field.indexOf('"'));
                    assertTrue(failure.getString("error").contains("\"" + name + "\""), field + answer);
                }
            }
        }
        assertNothingWritten();
    }

    @Test
    void no_field_and_no_name_of_one_says_a_pasted_key_again() throws IOException {
        DemoFolder.copyKeys(root.resolve("certs"));
        String line = Files.readAllLines(root.resolve("certs/server.key")).get(4);
        try (var dashboard = Running.in(root)) {
            for (String path : List.of("/api/generate-certs", "/api/validate-key", "/api/check", "/api/save-config",
                    "/api/recipes", "/api/claims")) {
                String known = Running.json(dashboard.post(path, "{\"" + line + "\": 1}")).toString();
                assertFalse(known.contains(line), known);
                for (String field : known.replaceAll("(?s).*send only: |\".*", "").split(", ")) {
                    var answer = dashboard.post(path, "{\"" + field + "\": \"" + line + "\"}");
                    assertFalse(answer.toString().contains(line), path + " " + field + answer);
                }
            }
        }
    }

    @Test
    void what_is_no_JSON_object_is_refused() throws IOException {
        try (var dashboard = Running.in(root)) {
            for (String body : List.of("", " ", "null", "[]", "1", "\"x\"", "{", "{} {}", "{\"a\" 1}", "{'a': 1}",
                    "\u00ff\u00fe",
                    "[".repeat(30_000), "{\"a\":".repeat(10_000), "consumerKey=x&username=y")) {
                var answer = dashboard.post("/api/save-config", body);
                assertEquals(400, answer.status(), body + answer);
                assertEquals("bad_request", Running.json(answer).getString("code"), answer.toString());
            }
        }
        assertNothingWritten();
    }

    @Test
    void null_and_absent_are_the_default() throws IOException {
        try (var dashboard = Running.in(root)) {
            var answer = dashboard.post("/api/claims",
                    "{\"consumerKey\":\"k\",\"username\":\"u@x.example\",\"sandbox\":null,"
                    + "\"expiresIn\":null,\"loginUrl\":\"\",\"audience\":null,\"privateKeyFile\":null}");
            var json = Running.json(answer);
            assertEquals("https://login.salesforce.com", json.getJsonObject("claims").getString("aud"),
                    answer.toString());
            assertEquals("https://login.salesforce.com/services/oauth2/token", json.getString("tokenEndpoint"));
        }
    }

    @Test
    void an_operation_s_id_cannot_write_into_the_events() throws IOException {
        try (var dashboard = Running.in(root)) {
            for (String id : List.of("a b", "a\"b", "x".repeat(65), "{}", "a,b")) {
                var answer = dashboard.post("/api/claims", "{}", "X-SFJWT-Operation: " + id + "\r\n");
                assertEquals("bad_operation", Running.json(answer).getString("code"), id + answer);
            }
        }
    }

    private void assertNothingWritten() throws IOException {
        try (var files = Files.list(root)) {
            assertEquals(List.of(), files.toList());
        }
    }
}
