package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readable for everyone: axe finds nothing in either theme, and a narrow window cuts nothing off. */
class ReadingTest {

    private static final Path SCREENSHOTS = Path.of("screenshots");

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_finds_nothing_before_and_after_each_step_is_done(String theme) {
        try (var visit = Visit.in(root).open()) {
            visit.field("Theme").selectOption(theme);
            for (int step = 1; step <= 6; step++) {
                assertAccessible(visit.step(step), theme, "empty");
            }
            visit.makeCertificate();
            assertAccessible(visit, theme, "made");
            visit.button("Generate key and certificate").click();
            assertThat(visit.button("Keep the files")).isVisible();
            assertAccessible(visit, theme, "question");
            visit.button("Keep the files").click();
            visit.register();
            assertAccessible(visit, theme, "registered");
            visit.step(3).button("Validate").click();
            visit.saveConfig();
            assertAccessible(visit, theme, "saved");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce gave an access token");
            assertAccessible(visit, theme, "token");
            visit.step(3).field("Salesforce username").fill("not-approved@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce refused the login");
            assertAccessible(visit, theme, "refused");
            visit.step(5).page.locator("#tab-github").click();
            assertAccessible(visit, theme, "github");
            visit.step(6).page.locator("#refusals summary:visible").first().click();
            assertAccessible(visit, theme, "open");
            visit.step(1).field("Country").fill("");
            visit.button("Generate key and certificate").click();
            assertAccessible(visit, theme, "wrong");
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
                screenshot(visit, width + "-" + step);
            }
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

    /** All of axe's rules, and the one for WCAG 2.2's target size, which is off by default. */
    private static void assertAccessible(Visit visit, String theme, String what) {
        visit.page.evaluate("script => globalThis.axe ?? (0, eval)(script)", AxeBuilder.getAxeScript());
        Object found = visit.page.evaluate("""
                async () => (await axe.run({resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}))
                  .violations.flatMap(({id, nodes}) =>
                    nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`))
                """);
        String step = visit.page.url().replaceAll(".*#step-", "");
        assertEquals(List.of(), found, "step " + step + ", " + what + ", " + theme);
        screenshot(visit, "1280-" + theme + "-" + step + "-" + what);
    }

    /** For people to look at, after the tests, below tests/target. */
    private static void screenshot(Visit visit, String name) {
        visit.page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
