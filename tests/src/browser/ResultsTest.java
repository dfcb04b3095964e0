package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
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

    private static void assertResult(Visit visit, String place, String title) {
        Locator shown = visit.page.locator(place + " .title").first();
        assertThat(shown).hasText(title);
        assertThat(shown).isFocused();
        assertThat(shown).isInViewport();
        visit.page.waitForTimeout(200);
        double shifted = ((Number) visit.page.evaluate("() => window.shifted")).doubleValue();
        assertTrue(shifted < 0.02, () -> place + " " + shifted + " " + visit.page.evaluate("() => window.shifts"));
        visit.page.evaluate("() => { window.shifted = 0; window.shifts = []; }");
    }
}
