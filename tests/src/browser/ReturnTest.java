package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Coming back: reloads, deep links, the theme, and a server that is gone. */
class ReturnTest {

    @TempDir
    Path root;

    @Test
    void a_reload_in_the_middle_keeps_the_step_what_was_typed_and_what_is_done() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(2).page.locator("#task-C4").uncheck();
            visit.form(3).field("Salesforce username").fill("half-typed");
            visit.page.reload();
            visit.settled();
            assertThat(visit.page.locator("#step-3")).isVisible();
            assertThat(visit.field("Salesforce username")).hasValue("half-typed");
            assertEquals("done", visit.state(1));
            assertEquals("warn", visit.state(3));
            assertThat(visit.page.locator("#on-disk")).containsText("certs/server.key");
            assertThat(visit.step(2).page.locator("#task-C4")).not().isChecked();
            assertThat(visit.page.locator("#task-C3")).isChecked();
        }
    }

    @Test
    void a_new_tab_goes_on_from_what_is_on_disk() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            Page tab = visit.context.newPage();
            tab.navigate(visit.server.url().toString());
            assertThat(tab.locator("#step-4")).isVisible();
            assertThat(tab.locator("#username")).hasValue("integration@demo.example");
            assertThat(tab.locator("#result-1")).containsText("certs/server.crt");
            tab.close();
        }
    }

    @Test
    void what_could_not_be_kept_is_not_shown_as_ticked() {
        try (var visit = Visit.withoutDemo(root).open()) {
            visit.step(2);
            visit.page.route("**/api/ticks", route -> route.fulfill(new Route.FulfillOptions().setStatus(403)
                    .setBody("{\"error\": \"no\", \"fix\": \"wait\", \"code\": \"odd\"}")));
            visit.page.waitForResponse("**/api/ticks", () -> visit.page.locator("#task-A1").click());
            assertThat(visit.page.locator("#task-A1")).not().isChecked();
        }
    }

    @Test
    void what_is_ticked_shows_in_another_browser_too() {
        try (var visit = Visit.withoutDemo(root).open()) {
            visit.step(2);
            visit.page.waitForResponse("**/api/ticks", () -> visit.page.locator("#task-A1").check());
            try (var other = Chromium.get().newContext()) {
                Page page = other.newPage();
                page.navigate(visit.server.url() + "&step-2");
                assertThat(page.locator("#task-A1")).isChecked();
                assertThat(page.locator("#task-A2")).not().isChecked();
                assertThat(page.locator("[data-state='2']")).hasText("1 of 16 done");
            }
        }
    }

    /** Browsers allow six connections to a server for all tabs together. */
    @Test
    void more_tabs_than_connections_all_work() {
        try (var visit = Visit.in(root).open()) {
            for (int i = 0; i < 8; i++) {
                Page tab = visit.context.newPage();
                tab.navigate(visit.server.url().toString());
                assertThat(tab.locator("#connection-text")).hasText("Connected");
            }
        }
    }

    @Test
    void each_step_has_an_address_and_back_leads_back() {
        try (var visit = Visit.in(root).open()) {
            visit.page.navigate(visit.origin() + "/#step-6");
            assertThat(visit.heading("Troubleshooting")).isFocused();
            visit.page.locator("[data-nav='5']").click();
            assertThat(visit.page).hasURL(visit.origin() + "/#step-5");
            assertThat(visit.page).hasTitle(Pattern.compile("Salesforce CLI and CI · .*sfjwt"));
            visit.page.goBack();
            assertThat(visit.page.locator("#step-6")).isVisible();
            visit.page.reload();
            assertThat(visit.page.locator("#step-6")).isVisible();
        }
    }

    @Test
    void the_token_leaves_the_address_and_the_history_at_once() {
        try (var visit = Visit.in(root).open()) {
            String token = visit.server.url().getFragment();
            assertFalse(visit.page.url().contains("token"), visit.page.url());
            assertEquals(false, visit.page.evaluate("token => JSON.stringify(localStorage).includes(token)",
                    token.replace("token=", "")));
            visit.page.navigate("about:blank");
            visit.page.goBack();
            assertFalse(visit.page.url().contains("token"), visit.page.url());
        }
    }

    @Test
    void without_the_token_the_page_says_which_address_to_open_and_takes_it_when_it_comes() {
        try (var visit = Visit.in(root)) {
            visit.page.navigate(visit.origin() + "/");
            assertThat(visit.heading("Open the address from your terminal")).isVisible();
            assertThat(visit.page.locator("#step-1")).not().isVisible();
            assertTrue(visit.requests.stream().noneMatch(url -> url.startsWith("/api")), visit.requests.toString());
            visit.page.evaluate("url => { location.href = url }", visit.server.url().toString());
            visit.settled();
            assertThat(visit.page.locator("#step-1")).isVisible();
        }
    }

    @Test
    void a_browser_that_keeps_nothing_goes_the_whole_way() {
        try (var visit = Visit.in(root)) {
            visit.page.addInitScript("['localStorage', 'sessionStorage'].forEach(name => Object.defineProperty("
                    + "window, name, {get() { throw new DOMException('denied', 'SecurityError'); }}))");
            visit.open().makeCertificate().register().saveConfig();
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .who")).containsText("Logged in as");
        }
    }

    @Test
    void the_theme_is_kept_across_visits_and_auto_follows_the_system() {
        String background = "() => getComputedStyle(document.body).backgroundColor";
        try (var visit = Visit.in(root).open()) {
            Object light = visit.page.evaluate(background);
            visit.field("Theme").selectOption("dark");
            Object dark = visit.page.evaluate(background);
            assertFalse(light.equals(dark));
            visit.page.reload();
            assertEquals(dark, visit.page.evaluate(background));
            visit.field("Theme").selectOption("auto");
            assertEquals(light, visit.page.evaluate(background));
            visit.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertEquals(dark, visit.page.evaluate(background));
        }
    }

    @Test
    void a_stopped_server_is_said() {
        try (var visit = Visit.in(root).open()) {
            assertThat(visit.page.locator("#banner")).not().isVisible();
            visit.stopServer();
            assertThat(visit.page.locator("#connection")).hasText("Server stopped");
            assertThat(visit.page.locator("#banner")).isVisible();
            assertThat(visit.page.locator("#banner")).containsText("Start it again with sfjwt ui");
            visit.button("Generate key and certificate").click();
            assertThat(visit.page.locator("#notice-1")).containsText("has probably been stopped");
        }
    }
}
