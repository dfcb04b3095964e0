package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a button has done is where the person looks, and nothing jumps. */
class ResultsTest {

    /** Every shift counts here, also one that follows a click, which the web vitals would forgive. */
    private static final String WATCH_SHIFTS = """
            window.shifted = 0;
            window.shifts = [];
            new PerformanceObserver(list => list.getEntries().forEach(entry => {
              window.shifted += entry.value;
              window.shifts.push(`${entry.value} ${entry.sources.map(({node}) => `${node?.nodeName}#${node?.id}`)}`);
            })).observe({type: 'layout-shift', buffered: true});
            """;

    /** Ends when an element has not moved for ten frames; a shift is reported with the frame in which it happens. */
    private static final String STANDS_STILL = """
            async element => {
              for (let still = 0, last = null; still < 10; ) {
                await new Promise(requestAnimationFrame);
                const now = JSON.stringify(element.getBoundingClientRect());
                still = now === last ? still + 1 : 0;
                last = now;
              }
            }""";

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"1366,650", "1440,780", "360,740"})
    void each_result_has_the_focus_stands_in_the_window_and_moves_nothing(int width, int height) {
        try (var visit = Visit.in(root, options -> options.setViewportSize(width, height))) {
            visit.context.addInitScript(WATCH_SHIFTS);
            visit.open();
            visit.button("Generate key and certificate").click();
            assertResult(visit, "#result-1", "Key and certificate are made");
            visit.step(2);
            visit.button("Register the certificate in the demo org").click();
            assertResult(visit, "#result-2", "Registered in the demo org");
            visit.step(3);
            visit.button("Save jwt.json").click();
            assertResult(visit, "#result-3", "./jwt.json is saved");
            visit.step(4);
            visit.button("Request access token").click();
            assertResult(visit, "#token-result", "Salesforce gave an access token");
        }
    }

    @Test
    void a_newcomer_with_a_small_window_never_scrolls() {
        try (var visit = Visit.in(root, options -> options.setViewportSize(1366, 650)).open()) {
            press(visit, visit.button("Generate key and certificate"));
            press(visit, visit.page.getByText("Next: upload it to Salesforce"));
            press(visit, visit.button("Register the certificate in the demo org"));
            press(visit, visit.page.getByText("Next: save the configuration"));
            press(visit, visit.button("Save jwt.json"));
            press(visit, visit.page.getByText("Next: get a token"));
            press(visit, visit.button("Request access token"));
            assertThat(visit.page.locator("#token-result .who")).containsText("Logged in as");
            press(visit, visit.button("Who am I?"));
            assertThat(visit.page.locator("#session-answer")).containsText("You are Ida Integration");
        }
    }

    /** Where it stands: Playwright's own click would scroll to it. */
    private static void press(Visit visit, Locator button) {
        assertThat(button).isVisible();
        button.evaluate(STANDS_STILL);
        BoundingBox box = button.boundingBox();
        double x = box.x + box.width / 2;
        for (double y : new double[] {box.y + 3, box.y + box.height - 3}) {
            assertEquals(true, button.evaluate("(one, [x, y]) => one.contains(document.elementFromPoint(x, y))",
                    List.of(x, y)), () -> button + " is not in sight at " + y);
        }
        visit.page.mouse().click(x, box.y + box.height / 2);
        assertEquals(0, visit.page.evaluate("() => scrollY"));
    }

    private static void assertResult(Visit visit, String place, String title) {
        Locator shown = visit.page.locator(place + " .title").first();
        assertThat(shown).hasText(title);
        assertThat(shown).isFocused();
        assertThat(shown).isInViewport();
        shown.evaluate(STANDS_STILL);
        double shifted = ((Number) visit.page.evaluate("() => window.shifted")).doubleValue();
        assertTrue(shifted < 0.02, () -> place + " " + shifted + " " + visit.page.evaluate("() => window.shifts"));
        visit.page.evaluate("() => { window.shifted = 0; window.shifts = []; }");
    }
}
