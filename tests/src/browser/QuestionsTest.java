package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page asks before it does harm, what it says at a field, and how far the work is. */
class QuestionsTest {

    @TempDir
    Path root;

    @Test
    void existing_files_are_replaced_only_after_a_yes_and_kept_as_backups() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            byte[] key = Files.readAllBytes(root.resolve("certs/server.key"));
            visit.form(1).button("Generate key and certificate").click();
            assertThat(visit.page.locator("#dialog")).containsText("./certs/server.key exists already");
            visit.button("Keep the files").click();
            assertArrayEquals(key, Files.readAllBytes(root.resolve("certs/server.key")));

            visit.button("Generate key and certificate").click();
            visit.button("Replace them").click();
            assertThat(visit.page.locator("#result-1")).containsText("Kept from before");
            assertNotEquals(List.of(key), List.of(Files.readAllBytes(root.resolve("certs/server.key"))));
            assertEquals("sfjwt generate-certs --force", visit.command("generate"));
            assertEquals(6, files("certs").size(), files("certs").toString());
        }
    }

    @Test
    void a_key_without_its_certificate_can_be_finished() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            byte[] key = Files.readAllBytes(root.resolve("certs/server.key"));
            Files.delete(root.resolve("certs/server.crt"));
            visit.page.reload();
            visit.settled().form(1).button("Generate key and certificate").click();
            visit.button("Finish from this key").click();
            assertThat(visit.page.locator("#result-1")).containsText("Key and certificate are made");
            assertArrayEquals(key, Files.readAllBytes(root.resolve("certs/server.key")));
            assertTrue(Files.exists(root.resolve("certs/server.crt")));
            assertEquals("sfjwt generate-certs --reuse-key --force", visit.command("generate"));
        }
    }

    @Test
    void a_question_right_after_another_stays_until_it_is_answered() {
        try (var visit = Visit.in(root).open()) {
            Object isOpen = visit.page.evaluate("""
                    async () => {
                      const {ask} = await import('/dialog.js');
                      const first = ask('First?', 'It is answered at once.', [['Yes', true]]);
                      document.querySelector('#dialog-buttons button').click();
                      await first;
                      ask('Second?', 'It is not answered.', [['Yes', true]]);
                      await new Promise(resolve => setTimeout(resolve, 100));
                      return document.getElementById('dialog').open;
                    }""");
            assertEquals(true, isOpen);
            visit.button("Yes").click();
        }
    }

    @Test
    void a_jwt_json_is_replaced_only_after_a_yes() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Salesforce username").fill("other@demo.example");
            assertThat(visit.page.locator("[data-state='3']")).hasText("Not saved yet");
            visit.button("Save jwt.json").click();
            visit.button("Keep the file").click();
            assertFalse(Files.readString(root.resolve("jwt.json")).contains("other@demo.example"));
            visit.button("Save jwt.json").click();
            visit.button("Replace it").click();
            assertThat(visit.page.locator("#result-3")).containsText("./jwt.json is saved");
            assertTrue(Files.readString(root.resolve("jwt.json")).contains("other@demo.example"));
            assertTrue(visit.command("setup").endsWith("--force"), visit.command("setup"));
        }
    }

    @Test
    void what_is_wrong_with_a_value_stands_at_its_field() {
        try (var visit = Visit.in(root).open()) {
            visit.form(1).field("Valid for (days)").fill("many");
            visit.field("Country").fill("U");
            visit.button("Generate key and certificate").click();
            assertThat(visit.field("Country")).isFocused();
            assertError(visit, visit.field("Country"), "Give a country code of two letters");
            assertError(visit, visit.field("Valid for (days)"), "Give a whole number of days");
            visit.field("Country").fill("DE");
            assertThat(visit.field("Country")).not().hasAttribute("aria-invalid", "true");
            visit.field("Valid for (days)").fill("30");
            visit.field("Output folder").fill("../elsewhere");
            visit.button("Generate key and certificate").click();
            assertError(visit, visit.field("Output folder"), "has .. in it");
        }
    }

    @Test
    void what_the_server_finds_wrong_stands_at_its_field_too() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.form(3).button("Save jwt.json").click();
            assertThat(visit.field("Consumer Key")).isFocused();
            assertError(visit, visit.field("Consumer Key"), "Consumer Key is needed");
            visit.field("Consumer Key").fill("3MVG9.some");
            visit.field("Salesforce username").fill("ci@acme.example");
            visit.field("Login URL (My Domain)").fill("https://www.salesforce.com");
            visit.button("Save jwt.json").click();
            assertThat(visit.field("Login URL (My Domain)")).isFocused();
            assertError(visit, visit.field("Login URL (My Domain)"), "not a login host");
            visit.field("Private key file").fill("./certs/none.key");
            visit.field("Login URL (My Domain)").fill("");
            visit.button("Save jwt.json").click();
            assertThat(visit.field("Private key file")).isFocused();
        }
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate_is_said() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.form(1).field("Output folder").fill("./other");
            visit.button("Generate key and certificate").click();
            assertThat(visit.page.locator("#result-1")).containsText("./other/server.key");
            visit.form(3).field("Private key file").fill("./certs/server.key");
            visit.button("Validate").click();
            assertError(visit, visit.field("Certificate that should belong to it"), "do not belong together");
        }
    }

    @Test
    void progress_is_the_servers_and_not_a_guess() {
        try (var visit = Visit.in(root).open()) {
            // the answer is held back until the page shows all four steps, which it can know from the events only
            visit.page.route("**/api/generate-certs", route -> holdBack(visit, route));
            visit.button("Generate key and certificate").click();
            assertThat(visit.page.locator("#result-1")).containsText("Key and certificate are made");
        }
    }

    private static void holdBack(Visit visit, Route route) {
        APIResponse answer = route.fetch();
        assertThat(visit.page.locator("#progress-1 [data-status='done']")).hasCount(4);
        assertThat(visit.page.locator("#result-1")).isHidden();
        route.fulfill(new Route.FulfillOptions().setResponse(answer));
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.toList();
        }
    }

    /** Beside the field, tied to it, and marked. */
    private static void assertError(Visit visit, Locator field, String text) {
        assertThat(field).hasAttribute("aria-invalid", "true");
        String id = field.getAttribute("aria-describedby").split(" ")[0];
        assertThat(visit.page.locator("#" + id)).containsText(text);
        assertThat(visit.page.locator("#" + id)).isVisible();
    }
}
