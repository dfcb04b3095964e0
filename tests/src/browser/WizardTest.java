package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import lib.demo.DemoOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to an access token and beyond, by mouse. */
class WizardTest {

    @TempDir
    Path root;

    @Test
    void a_newcomer_gets_from_nothing_to_a_token_in_all_six_steps() throws IOException {
        try (var visit = Visit.in(root).open()) {
            certificates(visit);
            app(visit);
            configuration(visit);
            token(visit);
            commands(visit);
            troubleshooting(visit);
            for (int step = 1; step <= 4; step++) {
                assertEquals("done", visit.state(step), "step " + step);
            }
        }
    }

    private void certificates(Visit visit) throws IOException {
        assertThat(visit.page.locator("[data-state='1']")).hasText("Not made yet");
        visit.form(1).field("Organization").fill("Acme, \"Inc.\"");
        visit.field("Email").fill("");
        visit.field("Key size (bits)").selectOption("3072");
        assertEquals("sfjwt generate-certs --org 'Acme, \"Inc.\"' --email='' --key-size 3072",
                visit.command("generate").replace(" \\\n ", ""));
        visit.button("Generate key and certificate").click();
        assertThat(visit.page.locator("#result-1")).containsText("Key and certificate are made");
        assertTrue(Files.exists(root.resolve("certs/server.key")));

        String certificate = Files.readString(root.resolve("certs/server.crt"));
        Download download = visit.page.waitForDownload(
                () -> visit.page.locator("#result-1").getByText("Download server.crt").click());
        assertEquals("server.crt", download.suggestedFilename());
        assertEquals(certificate, Files.readString(download.path()));
        visit.page.locator("#result-1").getByText("Copy text").click();
        assertEquals(certificate, visit.clipboard());
        assertFalse(visit.page.content().contains("PRIVATE KEY"));
    }

    private void app(Visit visit) {
        visit.page.getByText("Next: upload it to Salesforce").click();
        assertThat(visit.heading("Create the External Client App")).isFocused();
        visit.page.locator("#phases .entry").getByText("Copy").nth(2).click();
        assertEquals("Local", visit.clipboard());
        visit.page.locator("#task-A1").check();
        assertThat(visit.page.locator("[data-state='2']")).hasText(Pattern.compile("1 of \\d+ done"));
        visit.register();
    }

    private void configuration(Visit visit) throws IOException {
        visit.page.getByText("Next: save the configuration").click();
        assertThat(visit.field("Consumer Key")).hasValue(DemoOrg.CONSUMER_KEY);
        visit.button("Validate").click();
        assertThat(visit.page.locator("#key-result")).containsText("Key and certificate belong together");
        assertThat(visit.page.locator("#key-result")).containsText("3072 bits");
        visit.field("Assertion valid for (seconds)").fill("120");
        assertTrue(visit.command("setup").contains("--expires-in 120"), visit.command("setup"));
        visit.saveConfig();
        JsonObject saved = json(Files.readString(root.resolve("jwt.json")));
        assertEquals("integration@demo.example", saved.getString("subject"));
        assertEquals("certs/server.key", saved.getString("privateKeyFile"));
        assertEquals(120, saved.getInt("expiresIn"));
        assertTrue(visit.page.locator("#result-3 pre").textContent().contains(DemoOrg.CONSUMER_KEY));
    }

    private void token(Visit visit) {
        visit.page.getByText("Next: get a token").click();
        assertThat(visit.page.locator("#jwt-claims")).containsText("integration@demo.example");
        assertThat(visit.page.locator("#jwt-claims")).containsText(
                Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC"));
        assertThat(visit.page.locator("#jwt-signature")).containsText("Verifies with certs/server.crt");
        assertThat(visit.page.locator("#jwt-to")).containsText("/services/oauth2/token");
        assertEquals("sfjwt get-token", visit.command("token"));
        Response response = visit.page.waitForResponse("**/api/get-token",
                () -> visit.button("Request access token").click());
        String token = json(response.text()).getJsonObject("result").getString("access_token");
        assertThat(visit.page.getByText("Salesforce gave an access token").first()).isVisible();

        assertFalse(visit.page.content().contains(token), "the token is shown unasked");
        visit.button("Reveal access_token").click();
        assertThat(visit.page.locator("code.secret").first()).hasText(token);
        visit.button("Hide access_token").click();
        assertFalse(visit.page.content().contains(token), "the token stays after hiding");
        visit.button("Copy access_token").click();
        assertEquals(token, visit.clipboard());
        visit.button("Copy Frontdoor URL").click();
        assertTrue(visit.clipboard().contains("/secur/frontdoor.jsp?sid="), visit.clipboard());
        visit.page.getByText("The whole answer as JSON").click();
        visit.button("Copy JSON").click();
        assertEquals(token, json(visit.clipboard()).getString("access_token"));
        assertFalse(visit.page.evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                .toString().contains(token), "the token is stored");
    }

    private void commands(Visit visit) {
        visit.page.locator("#token-result").getByText("Add to CI").click();
        Locator built = visit.page.locator("[data-command='built'] code");
        assertThat(built).containsText("sf org login jwt");
        visit.page.getByText("Legacy sfdx").click();
        assertThat(built).containsText("sfdx force:auth:jwt:grant");
        visit.page.locator("#tab-environment").click();
        visit.page.locator("#builder-panel").getByText("PowerShell").click();
        assertThat(built).containsText("$env:SFJWT_USERNAME = 'integration@demo.example'");
        visit.page.locator("#tab-github").click();
        assertThat(built).containsText("get-token --format github");
        visit.page.locator("#tab-gitlab").click();
        assertThat(built).containsText("SFJWT_USERNAME: integration@demo.example");
    }

    private void troubleshooting(Visit visit) {
        visit.step(6).field("Search the errors").fill("User hasn’t approved this consumer");
        assertThat(visit.page.locator("#refusals details:visible")).hasCount(1);
        assertThat(visit.page.locator("#search-count")).containsText("1 of ");
        visit.field("Search the errors").fill("no such words at all");
        assertThat(visit.page.locator("#search-count")).containsText("None of the known errors");
        assertTrue(visit.command("logout").contains("integration@demo.example"), visit.command("logout"));
        assertThat(visit.page.locator("#references a")).not().hasCount(0);
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
