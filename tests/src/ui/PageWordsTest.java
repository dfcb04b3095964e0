package ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.failure.Cause;
import lib.failure.Fix;
import lib.failure.Text;
import lib.failure.Voice;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who works in the page reads of its buttons and fields, and of no options of the command line. */
class PageWordsTest {

    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z]");

    private static final Pattern LABEL = Pattern.compile("\u201C(.*)\u201D");

    @TempDir
    Path root;

    @Test
    void no_known_refusal_is_mended_with_an_option() {
        for (Refusal refusal : Refusals.ALL) {
            for (Cause cause : refusal.causes()) {
                assertNoOption(cause.fix().say(Voice.PAGE));
            }
        }
    }

    @Test
    void what_is_wrong_with_a_value_or_in_the_way_names_the_field() throws IOException {
        Files.createDirectories(root.resolve("taken/server.key"));
        Files.writeString(root.resolve("old.pem"), "-----BEGIN CERTIFICATE-----");
        try (var dashboard = Running.in(root)) {
            dashboard.post("/api/generate-certs", "{}");
            assertTrue(said(dashboard, "/api/generate-certs", "{\"days\": 9999}").contains("“Valid for (days)” 99"));
            said(dashboard, "/api/generate-certs", "{\"org\": \"" + "x".repeat(65) + "\"}");
            said(dashboard, "/api/generate-certs", "{\"email\": \"ä@acme.example\"}");
            said(dashboard, "/api/generate-certs", "{\"keySize\": 1024}");
            said(dashboard, "/api/generate-certs", "{\"outputDir\": \"taken\"}");
            said(dashboard, "/api/generate-certs", "{}");
            String login = "{\"consumerKey\": \"3MVG9abc\", \"username\": \"a@b.c\", \"configPath\": ";
            said(dashboard, "/api/save-config", login + "\"certs/server.key\"}");
            said(dashboard, "/api/save-config", login + "\"old.pem\"}");
            said(dashboard, "/api/save-config", login + "\"taken\"}");
            said(dashboard, "/api/save-config", login + "\"jwt.json\", \"loginUrl\": \"https://me@acme.example\"}");
        }
    }

    @Test
    void what_one_should_know_although_it_worked_names_the_button() throws IOException {
        try (var dashboard = Running.in(root)) {
            dashboard.post("/api/generate-certs", "{\"days\": 5}");
            String warnings = Running.json(dashboard.post("/api/validate-key", "{\"certPath\": \"certs/server.crt\"}"))
                    .getJsonArray("warnings").toString();
            assertTrue(warnings.contains("in time: \u201CRenew with the same key\u201D in step 1"), warnings);
            assertNoOption(warnings);
        }
    }

    @Test
    void what_stops_the_making_of_an_app_names_the_field() throws IOException {
        try (var dashboard = Running.in(root)) {
            assertTrue(said(dashboard, "/api/app", "{\"user\": \"nobody\"}")
                    .startsWith("\u201CUser who is to log in\u201D"));
            String app = "{\"user\": \"a@b.example\", \"name\": ";
            said(dashboard, "/api/app", app + "\"\"}");
            said(dashboard, "/api/app", app + "\"" + "x".repeat(41) + "\"}");
        }
    }

    @Test
    void each_button_that_a_fix_names_is_on_the_page() throws IOException {
        var page = new StringBuilder();
        new Assets().byPath().values().forEach(asset -> page.append(new String(asset.content(), UTF_8)));
        for (Text.Command command : List.of(Fix.command("generate-certs", "--reuse-key"), Fix.command("verify-key"),
                Fix.command("get-token"), Fix.command("limits"), Fix.command("doctor"),
                Fix.command("doctor", "--wait", "12m"), Fix.command("doctor", "--try-audience"))) {
            Matcher label = LABEL.matcher(Voice.PAGE.command(command));
            assertTrue(label.find() && page.indexOf(label.group(1)) >= 0, command::toString);
        }
    }

    private static String said(Running dashboard, String path, String body) throws IOException {
        JsonObject answer = Running.json(dashboard.post(path, body));
        String said = answer.getString("error") + "; " + answer.getString("fix");
        assertNoOption(said);
        return said;
    }

    private static void assertNoOption(String said) {
        assertFalse(OPTION.matcher(said).find(), said);
    }
}
