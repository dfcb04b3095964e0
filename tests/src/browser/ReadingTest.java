package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readable for everyone: axe finds nothing in either theme, and a narrow window cuts nothing off. */
class ReadingTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_finds_nothing_before_and_after_each_step_is_done(String theme) {
        try (var visit = Visit.in(root).open()) {
            visit.field("Theme").selectOption(theme);
            for (int step = 1; step <= 6; step++) {
                Accessible.check(visit.step(step), theme, "empty");
            }
            visit.makeCertificate();
            Accessible.check(visit, theme, "made");
            visit.form(1).button("Generate key and certificate").click();
            assertThat(visit.button("Keep the files")).isVisible();
            Accessible.check(visit, theme, "question");
            visit.button("Keep the files").click();
            visit.register();
            Accessible.check(visit, theme, "registered");
            visit.form(3).button("Validate").click();
            visit.saveConfig();
            Accessible.check(visit, theme, "saved");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce gave an access token");
            Accessible.check(visit, theme, "token");
            visit.form(3).field("Salesforce username").fill("not-approved@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce refused the login");
            Accessible.check(visit, theme, "refused");
            visit.step(5).page.locator("#tab-github").click();
            Accessible.check(visit, theme, "github");
            visit.step(6).page.locator("#refusals summary:visible").first().click();
            Accessible.check(visit, theme, "open");
            visit.form(1).field("Country").fill("");
            visit.button("Generate key and certificate").click();
            Accessible.check(visit, theme, "wrong");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390})
    void a_narrow_window_cuts_nothing_off(int width) {
        try (var visit = Visit.in(root, options -> options.setViewportSize(width, 800)).open()) {
            visit.makeCertificate().register().saveConfig();
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce gave an access token");
            visit.button("Reveal access_token").click();
            for (int step = 1; step <= 6; step++) {
                visit.step(step);
                assertEquals(width, visit.page.evaluate("() => document.documentElement.scrollWidth"), "step " + step);
                Accessible.screenshot(visit, width + "-" + step);
            }
            assertEquals(true, visit.form(3).page.evaluate("() => ['save', 'form-3'].map(id => document"
                    + ".getElementById(id).closest('.save, form').getBoundingClientRect().right).every((right, _, all)"
                    + " => right <= all[1])"), "the bar that saves is as wide as its form");
            visit.step(4).button("Hide access_token").click();
        }
    }

    @Test
    void at_twice_the_text_size_nothing_is_cut_off_either() {
        try (var visit = Visit.in(root, options -> options.setViewportSize(640, 900)).open()) {
            visit.makeCertificate();
            visit.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }");
            for (int step = 1; step <= 6; step++) {
                visit.step(step);
                assertEquals(640, visit.page.evaluate("() => document.documentElement.scrollWidth"), "step " + step);
            }
        }
    }

    /** WCAG 1.4.12 */
    @Test
    void with_more_room_between_letters_words_and_lines_nothing_is_cut_off_either() {
        try (var visit = Visit.in(root, options -> options.setViewportSize(320, 800)).open()) {
            visit.makeCertificate();
            visit.page.evaluate("""
                    () => {
                      const style = new CSSStyleSheet();
                      style.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                        word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
                      document.adoptedStyleSheets = [style];
                    }""");
            for (int step = 1; step <= 6; step++) {
                visit.step(step);
                assertEquals(320, visit.page.evaluate("() => document.documentElement.scrollWidth"), "step " + step);
            }
        }
    }

    @Test
    void a_long_name_of_a_user_breaks_and_a_query_that_finds_nothing_says_so() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.page.route("**/api/whoami", route -> route.fulfill(new Route.FulfillOptions().setBody("{\"name\": \""
                    + "W".repeat(200) + "\", \"preferred_username\": \"ci@acme.example\", \"warnings\": []}")));
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .who")).containsText("WWW");
            assertEquals(1280, visit.page.evaluate("() => document.documentElement.scrollWidth"));
            visit.field("SOQL, or a path of the REST API").fill("SELECT Id FROM Account WHERE Name = 'none'");
            visit.page.route("**/api/query", route -> route.fulfill(new Route.FulfillOptions().setBody(
                    "{\"answer\": {\"totalSize\": 0}, \"text\": \"{\\\"totalSize\\\": 0}\", \"warnings\": []}")));
            visit.button("Run").click();
            assertThat(visit.page.locator("#query-answer > p")).hasText("0 records");
        }
    }

    @Test
    void a_long_name_of_a_profile_leaves_the_choice_of_profiles_in_sight() throws IOException {
        Path folder = Files.createDirectory(root.resolve("project"));
        String org = "{\"consumerKey\": \"3MVG9x\", \"subject\": \"ci@acme.example\"}";
        Files.writeString(folder.resolve("jwt.json"), "{\"privateKeyFile\": \"certs/server.key\", \"profiles\": {\""
                + "donaudampfschifffahrtsgesellschaft-".repeat(2) + "\": " + org + ", \"dev\": " + org + "}}");
        try (var visit = Visit.in(folder, options -> options.setViewportSize(360, 740)).open()) {
            BoundingBox choice = visit.field("Profile of jwt.json").boundingBox();
            BoundingBox place = visit.page.locator(".where").boundingBox();
            assertTrue(choice.width > 100 && choice.x + choice.width <= place.x + place.width
                    && choice.y >= place.y && choice.y + choice.height <= place.y + place.height, choice.x + " "
                    + choice.y + " " + choice.width + " " + choice.height);
            for (int width : List.of(600, 820, 900, 1280)) {
                visit.page.setViewportSize(width, 740);
                assertEquals(true, visit.page.evaluate("""
                        () => {
                          const box = id => document.getElementById(id).getBoundingClientRect();
                          const [profile, pill] = [box('profile'), box('connection')];
                          return profile.right <= pill.left || profile.top >= pill.bottom;
                        }"""), width + " pixels");
                assertEquals(true, visit.page.locator("#where-folder").evaluate(
                        "folder => folder.scrollWidth <= folder.clientWidth"), width + " pixels");
            }
        }
    }
}
