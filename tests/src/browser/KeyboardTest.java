package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same way without a mouse: Tab, Enter, Space and arrows only, and one always sees where one is. */
class KeyboardTest {

    private static final int MOST_STOPS = 90;

    /** What has the focus, by its accessible name as far as this page needs it. */
    private static final String FOCUSED = """
            () => {
              const at = document.activeElement;
              return at === document.body ? '' : at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent.trim()
                ?? at.textContent.trim();
            }""";

    /** Empty, or how the focused element cannot be seen (WCAG 2.4.7 and 2.4.11). */
    private static final String UNSEEN = """
            () => {
              const at = document.activeElement;
              if (at === document.body) return '';
              const box = at.getBoundingClientRect();
              const style = getComputedStyle(at);
              const x = Math.min(box.left + box.width / 2, innerWidth - 1), y = Math.max(box.top + 4, 0);
              const top = document.elementFromPoint(x, y);
              const ring = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
              if (!ring) return 'no ring';
              if (top === null) return `out of sight at ${y}`;
              return at.contains(top) || top.contains(at) || [...at.labels ?? []].some(label => label.contains(top))
                ? '' : `covered by ${top.tagName}.${top.className}`;
            }""";

    @TempDir
    Path root;

    @Test
    void the_whole_wizard_needs_no_mouse() {
        try (var visit = Visit.in(root).open()) {
            press(visit, "Tab");
            assertEquals("Skip to the step", focused(visit));
            press(visit, "Enter");
            assertThat(visit.heading("Generate a key and a certificate")).isFocused();
            tabTo(visit, "Customize");
            press(visit, "Enter");
            tabTo(visit, "Organization");
            visit.page.keyboard().type("Acme");
            tabBackTo(visit, "Generate key and certificate");
            press(visit, "Enter");
            assertThat(visit.page.locator("#result-1")).containsText("Key and certificate are made");
            assertTrue(Files.exists(root.resolve("certs/server.crt")));

            assertThat(visit.page.locator("#result-1 .title")).isFocused();
            tabTo(visit, "Next: upload it to Salesforce");
            press(visit, "Enter");
            assertThat(visit.heading("Create the External Client App")).isFocused();
            tabTo(visit, "Register the certificate in the demo org");
            press(visit, "Space");
            assertThat(visit.page.locator("#result-2 .title")).isFocused();
            tabTo(visit, "Next: save the configuration");
            press(visit, "Enter");

            assertThat(visit.heading("Configure the login")).isFocused();
            tabTo(visit, "Validate");
            press(visit, "Space");
            assertThat(visit.page.locator("#key-result")).containsText("Key and certificate belong together");
            tabTo(visit, "Save jwt.json");
            press(visit, "Enter");
            assertThat(visit.page.locator("#result-3 .title")).isFocused();
            tabTo(visit, "Next: get a token");
            press(visit, "Enter");

            assertThat(visit.heading("Get an access token")).isFocused();
            tabTo(visit, "Request access token");
            press(visit, "Enter");
            assertThat(visit.page.locator("#token-result .title").first()).isFocused();
            tabTo(visit, "Reveal access_token");
            press(visit, "Space");
            assertThat(visit.page.locator("code.secret").first()).not().containsText("•");
            tabBackTo(visit, "Add to CI");
            press(visit, "Enter");

            assertThat(visit.heading("Salesforce CLI and CI")).isFocused();
            tabTo(visit, "Salesforce CLI");
            press(visit, "ArrowRight");
            assertEquals("Legacy sfdx", focused(visit));
            press(visit, "End");
            assertEquals("Jenkins", focused(visit));
            visit.step(6);
            tabTo(visit, "Search the errors");
            visit.page.keyboard().type("audience");
            assertThat(visit.page.locator("#search-count")).containsText(" of ");
        }
    }

    @Test
    void no_button_takes_the_focus_with_it() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            pressButton(visit, "Show the guide");
            assertThat(visit.heading("Create the External Client App")).isFocused();
            visit.saveConfig().form(3).field("Salesforce username").fill("typed@demo.example");
            Path file = root.resolve("jwt.json");
            Files.writeString(file, Files.readString(file).replace("integration@", "newer@"));
            visit.page.evaluate("() => { document.activeElement.blur() }");
            visit.page.evaluate("() => import('/disk.js').then(disk => disk.readAgain())");
            pressButton(visit, "Forget them");
            assertThat(visit.field("Consumer Key")).isFocused();
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .title").first()).isFocused();
            visit.page.route("**/api/get-token", route -> { });
            pressButton(visit, "Try again");
            assertThat(visit.page.locator("#request")).isFocused();
            assertThat(visit.page.locator("#request")).hasText("Cancel");
        }
    }

    @Test
    void who_went_on_while_a_login_took_its_time_keeps_the_focus() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            List<Route> held = new CopyOnWriteArrayList<>();
            visit.page.route("**/api/get-token", held::add);
            visit.step(4).button("Request access token").click();
            visit.page.waitForCondition(() -> !held.isEmpty());
            visit.button("Same in a terminal").focus();
            held.forEach(Route::resume);
            assertThat(visit.page.locator("#token-result .title").first()).hasText("Salesforce gave an access token");
            assertThat(visit.button("Same in a terminal")).isFocused();
        }
    }

    private static void pressButton(Visit visit, String name) {
        visit.button(name).focus();
        press(visit, "Enter");
    }

    @Test
    void a_question_takes_the_focus_and_gives_it_back() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.form(1).button("Generate key and certificate").focus();
            press(visit, "Enter");
            assertThat(visit.button("Keep the files")).isFocused();
            press(visit, "Escape");
            assertThat(visit.page.locator("#dialog")).not().isVisible();
            assertThat(visit.button("Generate key and certificate")).isFocused();
        }
    }

    private static void tabTo(Visit visit, String name) {
        walk(visit, "Tab", name);
    }

    private static void tabBackTo(Visit visit, String name) {
        walk(visit, "Shift+Tab", name);
    }

    private static void walk(Visit visit, String key, String name) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            press(visit, key);
            if (focused(visit).equals(name)) {
                return;
            }
        }
        fail(name + " is not reached with " + key);
    }

    private static void press(Visit visit, String key) {
        visit.page.keyboard().press(key);
        if (key.endsWith("Tab")) {
            assertEquals("", visit.page.evaluate(UNSEEN), () -> "the focus on \"" + focused(visit) + "\"");
        }
    }

    private static String focused(Visit visit) {
        return (String) visit.page.evaluate(FOCUSED);
    }
}
