package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal says which field it is about, so that the page reads no sentence to find out. */
class AboutTest {

    @TempDir
    Path root;

    @Test
    void the_field_that_is_wrong() throws Exception {
        Files.writeString(root.resolve("no.key"), "hello");
        try (var dashboard = Running.in(root)) {
            String login = "\"consumerKey\": \"3MVG9abc\", \"username\": \"a@b.c\", \"privateKeyFile\": \"no.key\"";
            assertAbout("consumerKey", dashboard, "/api/save-config", login.replace("3MVG9abc", "a b"));
            assertAbout("subject", dashboard, "/api/save-config", login.replace("a@b.c", "nobody"));
            assertAbout("subject", dashboard, "/api/save-config", login.replace("a@b.c", ""));
            assertAbout("loginUrl", dashboard, "/api/save-config", login + ", \"loginUrl\": \"https://evil.example\"");
            assertAbout("audience", dashboard, "/api/save-config", login + ", \"audience\": \"nonsense\"");
            assertAbout("expiresIn", dashboard, "/api/save-config", login + ", \"expiresIn\": 301");
            assertAbout("privateKeyFile", dashboard, "/api/save-config", login);
            assertAbout("privateKeyFile", dashboard, "/api/validate-key", "\"keyPath\": \"missing.key\"");
            assertAbout("privateKeyFile", dashboard, "/api/validate-key", "\"keyPath\": \"../outside.key\"");
            assertAbout("days", dashboard, "/api/generate-certs", "\"days\": 0");
            assertAbout("keySize", dashboard, "/api/generate-certs", "\"keySize\": 1024");
            assertAbout("country", dashboard, "/api/generate-certs", "\"country\": \"USA\"");
            assertAbout("outputDir", dashboard, "/api/generate-certs", "\"outputDir\": \"../elsewhere\"");
        }
    }

    @Test
    void recipes_hold_what_the_form_says_so_far() throws Exception {
        try (var dashboard = Running.in(root)) {
            JsonObject answer = Running.json(dashboard.post("/api/recipes", "{\"username\": \"o'neill@acme.example\","
                    + " \"sandbox\": true, \"shell\": \"powershell\", \"alias\": \"dev\"}"));
            assertEquals("sf org login jwt --username 'o''neill@acme.example' --jwt-key-file certs/server.key"
                    + " --client-id YOUR_CONSUMER_KEY --instance-url https://test.salesforce.com --alias dev",
                    answer.getJsonArray("recipes").getJsonObject(0).getString("code"));
        }
    }

    private static void assertAbout(String setting, Running dashboard, String path, String fields) throws Exception {
        JsonObject answer = Running.json(dashboard.post(path, "{" + fields + "}"));
        assertEquals(setting, answer.containsKey("about") ? answer.getJsonObject("about").getString("setting", "")
                : "nothing", answer::toString);
    }
}
