package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page costs, and that it is there before any answer and stays where it is. */
class LoadTest {

    private static final int MOST_BYTES = 58_000;
    private static final int MOST_BYTES_IN_ALL = 80_000;
    private static final int MOST_FILES = 45;

    /** Shifts that a person can notice; "good" by the web vitals is ten times as much. */
    private static final String WATCH_SHIFTS = """
            window.shifts = [];
            new PerformanceObserver(list => list.getEntries().filter(entry => entry.value > 0.01).forEach(entry =>
              window.shifts.push(`${entry.value} ${entry.sources.map(({node, previousRect, currentRect}) =>
                `${node?.nodeName} ${node?.id} ${node?.className} ${node?.textContent?.slice(0, 40)} from ${
                  previousRect.y} to ${currentRect.y}`)}`)))
              .observe({type: 'layout-shift', buffered: true});
            """;

    @TempDir
    Path root;

    @Test
    void the_first_step_comes_in_one_wave_of_58_KB_with_what_the_api_says() {
        try (var visit = Visit.in(root)) {
            Map<String, Response> assets = new ConcurrentHashMap<>(); // the status is asked for until all is known
            visit.page.onResponse(response -> {
                if (!response.url().contains("/api/events") && !response.url().startsWith("data:")) {
                    assets.put(response.url(), response);
                }
            });
            visit.open();
            assertTrue(assets.size() <= MOST_FILES, assets.keySet().toString());
            int bytes = assets.values().stream().mapToInt(asset -> asset.request().sizes().responseBodySize).sum();
            assertTrue(bytes < MOST_BYTES, bytes + " bytes");
            assets.values().stream().filter(asset -> !asset.url().matches(".*/api/(status|config).*"))
                    .forEach(asset -> assertEquals("gzip", asset.headerValue("content-encoding"), asset.url()));
        }
    }

    @Test
    void all_six_steps_with_what_the_api_says_of_them_stay_below_80_KB() {
        try (var visit = Visit.in(root)) {
            Map<String, Integer> sizes = new ConcurrentHashMap<>(); // what is asked again counts once
            visit.page.onRequestFinished(request -> sizes.put(request.url(), request.url().startsWith("data:") ? 0
                    : request.sizes().responseBodySize));
            visit.open();
            for (int step = 2; step <= 6; step++) {
                visit.step(step);
            }
            assertThat(visit.page.locator("#refusals details").first()).isVisible();
            assertThat(visit.page.locator("#phases input").first()).isAttached();
            visit.step(5);
            assertThat(visit.page.locator("#builder-panel")).isVisible();
            int bytes = sizes.values().stream().mapToInt(Integer::intValue).sum();
            assertTrue(bytes < MOST_BYTES_IN_ALL, bytes + " bytes");
        }
    }

    @Test
    void the_first_paint_waits_for_no_answer() {
        try (var visit = Visit.in(root)) {
            visit.page.route("**/api/**", route -> { });
            visit.page.navigate(visit.server.url().toString());
            assertThat(visit.heading("Generate a key and a certificate")).isVisible();
            assertThat(visit.page.locator("#drawer-line")).hasText("sfjwt generate-certs");
            assertEquals(true, visit.page.waitForFunction("() => performance.getEntriesByType('paint').length > 0")
                    .jsonValue());
        }
    }

    @Test
    void a_page_whose_scripts_do_not_come_says_so() {
        try (var visit = Visit.in(root)) {
            visit.page.route("**/state.js", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
            visit.page.navigate(visit.server.url().toString());
            assertThat(visit.page.getByText("This page did not start.")).isVisible();
            visit.page.unroute("**/state.js");
            visit.page.reload();
            assertThat(visit.settled().page.getByText("This page did not start.")).hasCount(0);
        }
    }

    @Test
    void nothing_moves_while_a_step_loads() {
        try (var visit = Visit.in(root)) {
            visit.context.addInitScript(WATCH_SHIFTS);
            visit.open().makeCertificate().register().saveConfig();
            for (int step = 1; step <= 6; step++) {
                visit.step(step);
                visit.page.reload();
                visit.settled();
                visit.page.waitForTimeout(150);
                assertEquals(List.of(), visit.page.evaluate("() => window.shifts"), "step " + step);
            }
        }
    }
}
