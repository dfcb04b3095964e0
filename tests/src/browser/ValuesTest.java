package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values: wrong ones are caught where they are pasted, others become right ones, and secrets stay where they are. */
class ValuesTest {

    private static final String SECRET = "0123456789ABCDEF".repeat(4);

    @TempDir
    Path root;

    @Test
    void what_is_pasted_in_place_of_a_value_is_named_at_once_and_never_saved() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3);
            paste(visit, "Consumer Key", SECRET);
            assertThat(below(visit, "consumerKey")).containsText("Consumer Secret");
            visit.button("Save jwt.json").click();
            assertThat(visit.field("Consumer Key")).isFocused();
            assertFalse(Files.exists(root.resolve("jwt.json")));
            paste(visit, "Consumer Key", "\"3MVG9.quoted\"");
            assertThat(below(visit, "consumerKey")).containsText("quotation marks");
            paste(visit, "Consumer Key", "3MVG9Kip4...");
            assertThat(below(visit, "consumerKey")).containsText("shortened");
            paste(visit, "Consumer Key", "3MVG9abc");
            assertThat(below(visit, "consumerKey")).containsText("part of it may be missing");
            paste(visit, "Salesforce username", "ci acme@x.example");
            assertThat(below(visit, "username")).isVisible();
            paste(visit, "Private key file", "./certs/server.crt");
            assertThat(below(visit, "privateKeyFile")).containsText("certificate");
        }
    }

    @Test
    void each_field_says_what_is_wrong_with_it_when_it_is_left() {
        try (var visit = Visit.in(root).open()) {
            visit.form(1).field("Email").fill("j\u00fcrgen@acme.example");
            visit.field("Output folder").fill("../elsewhere");
            assertThat(below(visit, "email")).containsText("is not ASCII");
            visit.field("Country").focus();
            assertThat(below(visit, "outputDir")).containsText("\"../elsewhere\" has .. in it. The ");
            visit.field("Email").fill("");
            visit.field("Output folder").fill("./certs");
            visit.makeCertificate().form(3).field("Assertion valid for (seconds)").fill("5m");
            visit.field("Profile").fill("a b");
            assertThat(below(visit, "expiresIn")).containsText("Give a whole number of seconds");
            visit.field("Save as").fill("/etc/jwt.json");
            assertThat(below(visit, "profileName")).containsText("cannot be the name of a profile");
            visit.field("Private key file").fill("./certs/server.crt");
            assertThat(below(visit, "configPath")).containsText("begins at the root of the file system");
            visit.field("Salesforce username").fill("mailto:ci@acme.example");
            assertThat(below(visit, "privateKeyFile")).containsText("is a certificate, not a private key");
            visit.field("Consumer Key").focus();
            assertThat(below(visit, "username")).containsText("has a character in it that no username has");
        }
    }

    @Test
    void an_address_from_the_browser_becomes_the_login_url_in_step_2_and_3() {
        try (var visit = Visit.withoutDemo(root).open().makeCertificate()) {
            visit.form(2);
            paste(visit, "Your My Domain", "https://acme.lightning.force.com/lightning/setup/SetupOneHome/home");
            assertThat(visit.field("Your My Domain")).hasValue("https://acme.my.salesforce.com");
            assertThat(visit.page.locator("#setup-link a")).hasAttribute("href",
                    "https://acme.my.salesforce.com/lightning/setup/ManageExternalClientApplication/home");
            assertThat(visit.page.locator("#environment")).hasText("PRODUCTION");
            visit.form(3);
            assertThat(visit.field("Login URL (My Domain)")).hasValue("https://acme.my.salesforce.com");
            paste(visit, "Login URL (My Domain)", "acme--dev.sandbox.my.salesforce-setup.com");
            assertThat(visit.field("Login URL (My Domain)")).hasValue("https://acme--dev.sandbox.my.salesforce.com");
        }
    }

    @Test
    void an_unchanged_form_asks_nothing_and_leaves_no_backup() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig().saveConfig()) {
            assertThat(visit.page.locator("#result-3 .title")).containsText("says the same");
            assertThat(visit.page.locator("#dialog")).isHidden();
            try (Stream<Path> files = Files.list(root)) {
                assertEquals(0, files.filter(file -> file.getFileName().toString().contains(".bak")).count());
            }
        }
    }

    @Test
    void what_is_wrong_is_said_before_the_question_whether_to_replace() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Private key file").fill("./certs/none.key");
            visit.button("Save jwt.json").click();
            assertThat(visit.field("Private key file")).isFocused();
            assertThat(visit.page.locator("#dialog")).isHidden();
        }
    }

    @Test
    void profiles_are_chosen_in_the_header_and_saved_each_by_itself() throws IOException {
        Files.writeString(root.resolve("jwt.json"), """
                {"privateKeyFile": "certs/server.key", "profiles": {
                  "prod": {"consumerKey": "3MVG9prod", "subject": "ci@acme.example",
                    "loginUrl": "https://acme.my.salesforce.com"},
                  "dev": {"consumerKey": "3MVG9dev", "subject": "ci@acme.example.dev",
                    "loginUrl": "https://acme--dev.sandbox.my.salesforce.com"}}}
                """);
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.form(3);
            assertThat(visit.page.locator("[data-state='3']")).hasText("Saved");
            assertThat(visit.field("Salesforce username")).hasValue("ci@acme.example");
            assertThat(visit.page.locator("#environment")).hasText("PRODUCTION");
            assertThat(visit.page.locator("html")).hasAttribute("data-environment", "production");
            assertThat(visit.page).hasTitle(Pattern.compile(".*PRODUCTION.*acme\\.my\\.salesforce\\.com.*"));
            assertThat(visit.field("Profile of jwt.json")).containsText(Pattern.compile(
                    "dev · ci@acme\\.example\\.dev · acme--dev\\.sandbox\\S+ · certificate until [-0-9]{10}"));
            visit.field("Profile of jwt.json").selectOption("dev");
            assertThat(visit.field("Salesforce username")).hasValue("ci@acme.example.dev");
            assertThat(visit.page.locator("#environment")).hasText("SANDBOX");
            visit.field("Salesforce username").fill("other@acme.example.dev");
            visit.field("Profile of jwt.json").selectOption("prod");
            visit.button("Keep what I typed").click();
            assertThat(visit.field("Profile of jwt.json")).hasValue("dev");
            assertThat(visit.field("Salesforce username")).hasValue("other@acme.example.dev");
            visit.page.reload();
            visit.settled();
            assertThat(visit.field("Profile of jwt.json")).hasValue("dev");
            assertThat(visit.field("Consumer Key")).hasValue("3MVG9dev");
            assertThat(visit.field("Salesforce username")).hasValue("other@acme.example.dev");
            visit.button("Save jwt.json").click();
            visit.button("Replace it").click();
            assertThat(visit.page.locator("#result-3 .title")).containsText("is saved");
            String saved = Files.readString(root.resolve("jwt.json"));
            assertTrue(saved.contains("other@acme.example.dev") && saved.contains("3MVG9prod"), saved);

            Files.writeString(root.resolve("jwt.json"), saved.replace("\"dev\"", "\"test\""));
            visit.page.reload();
            visit.settled();
            assertThat(visit.field("Profile of jwt.json")).hasValue("prod");
            assertThat(visit.field("Salesforce username")).hasValue("ci@acme.example");
        }
    }

    @Test
    void a_file_that_names_no_key_gets_the_usual_one_and_no_words_of_the_command_line() throws IOException {
        Files.writeString(root.resolve("jwt.json"), "{\"consumerKey\": \"3MVG9.some\", \"subject\": \"u@x.example\"}");
        try (var visit = Visit.in(root).open().makeCertificate().form(3)) {
            assertThat(visit.field("Private key file")).hasValue("./certs/server.key");
            assertThat(visit.page.locator("#on-disk")).containsText("Missing: the private key");
            assertNoFlags(visit);
            visit.button("Save jwt.json").click();
            visit.button("Replace it").click();
            assertThat(visit.page.locator("#result-3 .title")).containsText("is saved");
            assertTrue(Files.readString(root.resolve("jwt.json")).contains("\"privateKeyFile\": \"certs/server.key\""));
        }
    }

    @Test
    void an_org_that_does_not_answer_can_be_left_and_says_nothing_later() throws IOException {
        try (var silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Login URL (My Domain)").fill("http://127.0.0.1:" + silent.getLocalPort());
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#flow-token")).hasAttribute("data-state", "active");
            visit.page.locator("#request").getByText("Cancel").click();
            assertThat(visit.page.locator("#token-wait")).containsText("Cancelled");
            assertThat(visit.button("Request access token")).isEnabled();
            visit.page.waitForTimeout(500);
            assertThat(visit.page.locator("#token-result")).isHidden();
        }
    }

    @Test
    void a_question_that_is_not_answered_can_be_left_and_asked_again() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(4).button("Request access token").click();
            assertThat(visit.button("Run")).isVisible();
            var hangs = new AtomicBoolean(true);
            visit.page.route("**/api/query", route -> {
                if (!hangs.get()) {
                    route.resume();
                }
            });
            visit.button("Run").click();
            visit.button("Cancel").click();
            assertThat(visit.page.locator("#query-answer")).hasText("Cancelled.");
            hangs.set(false);
            visit.button("Run").click();
            assertThat(visit.page.locator("#query-answer table")).isVisible();
        }
    }

    @Test
    void a_token_is_gone_from_sight_with_its_user_and_offered_again_after_a_reload() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .who")).containsText("Logged in as Ida Integration");
            assertThat(visit.page.locator("#token-result .who")).containsText("DEMO ORG");
            visit.form(3).field("Salesforce username").fill("busy@demo.example");
            visit.step(4);
            assertThat(visit.page.locator("#token-result")).isHidden();
            assertThat(visit.page.locator("[data-state='4']")).hasText("No token yet");
            visit.form(3).field("Salesforce username").fill("integration@demo.example");
            visit.step(4).page.reload();
            visit.settled();
            visit.button("Use the stored token").click();
            assertThat(visit.page.locator("#token-result .title").first()).hasText("The stored token is in use");
        }
    }

    @Test
    void an_encrypted_key_is_opened_by_a_passphrase_that_no_storage_gets() throws Exception {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            Openssl.run(root, "pkcs8", "-topk8", "-v2", "aes-256-cbc", "-in", "certs/server.key", "-out", "enc.key",
                    "-passout", "pass:open sesame");
            visit.form(3).field("Private key file").fill("./enc.key");
            visit.step(4).button("Request access token").click();
            visit.field("Passphrase").fill("wrong");
            visit.button("Use this passphrase").click();
            visit.field("Passphrase").fill("open sesame");
            visit.button("Use this passphrase").click();
            assertThat(visit.page.locator("#token-result .title").first()).hasText("Salesforce gave an access token");
            assertFalse(visit.page.evaluate("() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
                    .toString().contains("sesame"));
            assertThat(visit.form(3).field("Passphrase of the key")).hasValue("open sesame");
        }
    }

    @Test
    void flags_of_the_command_line_are_in_the_drawer_alone() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Salesforce username").fill("nobody@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .title").first()).hasText("Salesforce refused the login");
            assertNoFlags(visit);
            visit.form(3).field("Consumer Key").fill("3MVG9wrong");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .title").first()).hasText("Salesforce refused the login");
            assertNoFlags(visit);
            visit.step(6).button("Examine the login").click();
            assertThat(visit.page.locator("#report-6 .title")).isVisible();
            assertNoFlags(visit);
        }
    }

    private static void assertNoFlags(Visit visit) {
        Object found = visit.page.evaluate("() => (document.querySelector('main').innerText"
                + ".match(/(?<![\\w-])--[a-z-]+/g) ?? []).filter(flag => flag !== '--demo')");
        assertEquals(List.of(), found);
    }

    private static void paste(Visit visit, String label, String value) {
        Locator field = visit.field(label);
        field.fill("");
        field.focus();
        visit.page.evaluate("value => navigator.clipboard.writeText(value)", value);
        visit.page.keyboard().press("ControlOrMeta+V");
    }

    private static Locator below(Visit visit, String field) {
        return visit.page.locator("#" + field + "-error");
    }
}
