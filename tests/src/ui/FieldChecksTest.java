package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One value alone, as soon as it is typed: also what is no org's. */
class FieldChecksTest {

    @TempDir
    Path root;

    @Test
    void what_a_certificate_or_a_file_system_does_not_take_is_said_by_the_name_of_its_field() throws IOException {
        Map<String, String> wrong = Map.of("email", "jürgen@acme.example", "country", "Germany", "org", "x".repeat(65),
                "commonName", "", "city", " ", "outputDir", "../elsewhere", "configPath", "/etc/jwt.json",
                "profile", "a b");
        try (var dashboard = Running.in(root)) {
            for (var one : wrong.entrySet()) {
                JsonObject said = check(dashboard, one.getKey(), one.getValue());
                assertEquals("failed", said.getString("state"), said::toString);
                assertTrue(!said.getString("fix").isEmpty() && !said.getString("text").contains(one.getKey() + " \""),
                        said::toString);
            }
            assertTrue(check(dashboard, "outputDir", "../elsewhere").getString("text")
                    .startsWith("\u201COutput folder\u201D \"../elsewhere\""));
        }
    }

    @Test
    void what_is_right_is_ok() throws IOException {
        Map<String, String> right = Map.of("email", "", "country", "de", "org", "Köln & Söhne", "commonName", "ci",
                "outputDir", "./prod/certs", "configPath", "prod/jwt.json", "profile", "prod.eu");
        try (var dashboard = Running.in(root)) {
            for (var one : right.entrySet()) {
                assertEquals("ok", check(dashboard, one.getKey(), one.getValue()).getString("state"), one.getKey());
            }
        }
    }

    private static JsonObject check(Running dashboard, String field, String value) throws IOException {
        return Running.json(dashboard.post("/api/check", Json.createObjectBuilder().add("field", field)
                .add("value", value).build().toString()));
    }
}
