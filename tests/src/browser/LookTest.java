package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The picture of the way, the page on phones and paper, and what a screen reader is told of it. */
class LookTest {

    /** What one can press, and is too small for a finger. */
    private static final String SMALL_TARGETS = """
            () => [...document.querySelectorAll('button, a[role=button], summary, nav a, input, select')]
              .filter(one => one.checkVisibility() && !one.closest('.sr, .skip'))
              .map(one => [one, (one.labels?.[0] && /checkbox/.test(one.type) ? one.labels[0] : one)
                .getBoundingClientRect()])
              .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
              .map(([one, box]) => `${one.id || one.textContent} ${Math.round(box.width)}x${Math.round(box.height)}`)
            """;

    /** The sizes of all text in sight. */
    private static final String SIZES = """
            () => [...new Set([...document.querySelectorAll('body *')]
              .filter(one => one.checkVisibility() && !one.closest('.sr, svg')
                && [...one.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
              .map(one => getComputedStyle(one))
              .filter(({fontSize}) => fontSize !== '0px')
              .map(({fontSize, fontFamily}) => (fontFamily.includes("monospace") ? "mono " : "") + fontSize))]
            """;

    @TempDir
    Path root;

    @Test
    void the_way_is_lit_as_far_as_it_is_open_and_leads_to_each_step() {
        try (var visit = Visit.in(root).open()) {
            assertStates(visit, "done", "todo", "todo", "todo", "todo");
            visit.makeCertificate();
            assertStates(visit, "done", "done", "todo", "todo", "todo");
            visit.register().saveConfig();
            assertStates(visit, "done", "done", "done", "done", "todo");
            visit.step(4).button("Request access token").click();
            assertStates(visit, "done", "done", "done", "done", "done");
            visit.form(3).field("Salesforce username").fill("inactive@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#flow-org")).hasAttribute("data-state", "error");
            assertThat(visit.page.locator("#flow-org")).hasAttribute("aria-label",
                    "Salesforce: The login stopped at the user. Step 3");
            visit.page.locator("#flow-key").click();
            assertThat(visit.page.locator("#step-1")).isVisible();
        }
    }

    private static void assertStates(Visit visit, String... states) {
        List<String> stops = List.of("machine", "key", "app", "org", "token");
        for (int i = 0; i < states.length; i++) {
            assertThat(visit.page.locator("#flow-" + stops.get(i))).hasAttribute("data-state", states[i]);
        }
    }

    @Test
    void nothing_moves_where_motion_is_not_welcome() {
        try (var visit = Visit.in(root, options -> options.setReducedMotion(ReducedMotion.REDUCE)).open()) {
            visit.page.route("**/api/get-token", route -> { });
            visit.makeCertificate().register().saveConfig().step(4).button("Request access token").click();
            assertThat(visit.page.locator(".hop[data-state='active']").first()).isAttached();
            assertEquals(0, visit.page.evaluate("() => document.getAnimations().length"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 820})
    void a_finger_hits_everything_and_the_steps_have_their_names(int width) {
        try (var visit = Visit.in(root, options -> options.setViewportSize(width, 800).setHasTouch(true)
                .setIsMobile(true)).open()) {
            visit.makeCertificate().register().saveConfig();
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .title").first()).isVisible();
            for (int step = 1; step <= 6; step++) {
                visit.step(step);
                assertEquals(List.of(), visit.page.evaluate(SMALL_TARGETS), "step " + step);
                assertThat(visit.page.locator("[data-nav='" + step + "'] b")).isVisible();
                assertEquals(width, visit.page.evaluate("() => document.documentElement.scrollWidth"), "step " + step);
                Accessible.screenshot(visit, width + "-touch-" + step);
            }
        }
    }

    @Test
    void paper_gets_the_step_and_the_picture_and_no_buttons() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(visit.page.locator("#flow svg")).isVisible();
            assertThat(visit.page.locator("#result-1")).isVisible();
            assertThat(visit.page.locator(".path")).isHidden();
            assertThat(visit.page.locator("#drawer")).isHidden();
            assertThat(visit.button("Renew with the same key")).isHidden();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void type_has_four_sizes_and_values_have_one(int width) {
        try (var visit = Visit.in(root, options -> options.setViewportSize(width, 800)).open()) {
            visit.makeCertificate().register().saveConfig();
            visit.step(4).button("Request access token").click();
            visit.button("Run").click();
            assertThat(visit.page.locator("#query-answer table")).isVisible();
            visit.button("Same in a terminal").click();
            for (int step = 1; step <= 6; step++) {
                Object sizes = visit.step(step).page.evaluate(SIZES);
                assertTrue(List.of("13px", "15px", "18px", "28px", "mono 14px").containsAll((List<?>) sizes),
                        () -> sizes.toString());
            }
        }
    }

    @Test
    void each_state_has_one_button_that_stands_out() {
        try (var visit = Visit.in(root).open()) {
            assertOneStandsOut(visit.makeCertificate(), "Next: upload it to Salesforce");
            assertOneStandsOut(visit.step(2), "Register the certificate in the demo org");
            assertOneStandsOut(visit.register(), "Next: save the configuration");
            assertOneStandsOut(visit.step(3), "Save jwt.json");
            assertOneStandsOut(visit.saveConfig(), "Next: get a token");
            assertOneStandsOut(visit.step(4), "Request access token");
            visit.button("Request access token").click();
            assertThat(visit.button("Run")).isVisible();
            assertOneStandsOut(visit, "Open org");
            visit.form(3).field("Salesforce username").fill("not-approved@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.button("Why was it refused?")).isVisible();
            assertOneStandsOut(visit, "Why was it refused?");
            assertOneStandsOut(visit.step(6), "Examine the login");
            visit.button("Examine the login").click();
            assertThat(visit.page.locator("#report-6 .title")).isVisible();
            assertOneStandsOut(visit, "Go to step 2");
        }
    }

    private static void assertOneStandsOut(Visit visit, String name) {
        assertThat(visit.page.locator("main :is(button, a[role=button]):not(.outline, [role=tab]):visible"))
                .hasText(new String[] {name});
    }

    @Test
    void the_ring_on_a_title_is_for_those_who_come_by_keyboard() {
        try (var visit = Visit.in(root).open()) {
            visit.page.locator("[data-nav='6']").click();
            assertThat(visit.heading("Troubleshooting")).isFocused();
            assertThat(visit.heading("Troubleshooting")).hasCSS("outline-style", "none");
            visit.page.locator("[data-nav='5']").press("Enter");
            assertThat(visit.heading("Salesforce CLI and CI")).isFocused();
            assertThat(visit.heading("Salesforce CLI and CI")).hasCSS("outline-style", "solid");
        }
    }

    @Test
    void a_screen_reader_hears_where_it_is_how_far_the_way_is_open_and_what_the_button_does() {
        try (var visit = Visit.in(root).open()) {
            String page = visit.page.locator("body").ariaSnapshot();
            assertInOrder(page, "link \"Skip to the step\"", "banner", "heading \"sfjwt", "status: Connected",
                    "navigation \"The way to a token\"", "link \"This machine: Ready. Step 6\"",
                    "link \"Your key: Not made yet. Step 1\"", "navigation \"Setup steps\"", "main",
                    "region \"Generate a key and a certificate\"", "heading \"Generate a key and a certificate\"",
                    "button \"Generate key and certificate\"", "complementary \"Same in a terminal\"",
                    "button \"Same in a terminal\"");
            visit.makeCertificate();
            assertThat(visit.page.locator("#announce")).containsText("Key and certificate are made, valid until");
        }
    }

    @Test
    void a_tick_is_seen_in_the_colors_that_a_person_has_chosen() {
        try (var visit = Visit.in(root, options -> options.setForcedColors(ForcedColors.ACTIVE)).open()) {
            var box = visit.step(5).field("Make it the default org");
            byte[] ticked = box.screenshot();
            box.evaluate("one => { one.checked = false }");
            assertFalse(Arrays.equals(ticked, box.screenshot()));
        }
    }

    private static void assertInOrder(String text, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertTrue(at >= 0, part + " in\n" + text);
            from = at;
        }
    }

    @Test
    void the_terminal_s_way_is_one_drawer_that_stays_as_it_was_left() {
        try (var visit = Visit.in(root).open()) {
            assertThat(visit.page.locator("[data-command='generate']")).isHidden();
            visit.button("Same in a terminal").click();
            assertThat(visit.page.locator("[data-command='generate'] code")).isInViewport();
            visit.step(6);
            assertThat(visit.page.locator("[data-command='doctor']")).isVisible();
            visit.page.reload();
            visit.settled();
            assertThat(visit.page.locator("[data-command='doctor']")).isVisible();
            assertEquals(true, visit.page.locator("[data-command='logout'] pre").evaluate(
                    "one => one.getBoundingClientRect().bottom <= one.parentElement.getBoundingClientRect().bottom"),
                    "a command is cut off");
        }
    }

    @Test
    void after_the_token_the_org_answers_questions() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(4).button("Request access token").click();
            visit.button("Who am I?").click();
            assertThat(visit.page.locator("#session-answer")).containsText("You are Ida Integration");
            visit.button("Limits").click();
            assertThat(visit.page.locator("#session-answer")).containsText("Daily Api Requests");
            visit.button("Run").click();
            assertThat(visit.page.locator("#query-answer table")).isVisible();
            assertThat(visit.page.locator("#query-answer")).containsText("record");
            visit.field("SOQL, or a path of the REST API").fill("SELECT nonsense");
            visit.button("Run").click();
            assertThat(visit.page.locator("#query-answer .title")).isFocused();
            visit.button("Copy token as curl command").click();
            assertTrue(visit.clipboard().startsWith("curl -H 'Authorization: Bearer 00D"), visit.clipboard());
            Page org = visit.context.waitForPage(() -> visit.button("Open org").click());
            org.waitForURL(url -> url.contains("/secur/frontdoor.jsp") || url.contains("127.0.0.1"));
            org.close();
            visit.button("Revoke").click();
            assertThat(visit.page.locator("#ended-4")).containsText("The token is revoked");
        }
    }

    @Test
    void workflow_files_come_with_the_repository_and_the_command_that_stores_the_key() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(5).page.locator("#tab-github").click();
            visit.field("Where sfjwt is kept (OWNER/REPO)").fill("acme/sfjwt");
            assertThat(visit.page.locator("#builder-secrets code")).hasText(
                    "gh secret set SFJWT_PRIVATE_KEY < certs/server.key");
            Download file = visit.page.waitForDownload(() -> visit.button("Download salesforce.yml").click());
            String text = Files.readString(file.path());
            assertTrue(text.contains("jbang sfjwt@acme/sfjwt") && text.contains("get-token --format github"), text);
            for (String name : List.of("gitlab .gitlab-ci.yml", "azure azure-pipelines.yml", "jenkins Jenkinsfile")) {
                String[] system = name.split(" ");
                visit.page.locator("#tab-" + system[0]).click();
                Download other = visit.page.waitForDownload(() -> visit.button("Download " + system[1]).click());
                assertTrue(Files.readString(other.path()).contains("get-token"), name);
            }
        }
    }

    @Test
    void a_reminder_of_the_renewal_goes_into_a_calendar() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            Download file = visit.page.waitForDownload(
                    () -> visit.page.locator("#result-1").getByText("Add to calendar").click());
            assertTrue(Files.readString(file.path()).contains("BEGIN:VALARM"));
        }
    }

    @Test
    void a_tab_that_the_browser_does_not_open_is_said() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.page.evaluate("() => { window.open = () => null; }");
            visit.step(4).button("Request access token").click();
            visit.button("Open org").click();
            assertThat(visit.page.locator("#session-answer")).containsText("The browser blocked the new tab");
            assertThat(visit.page.locator("#session-answer a")).hasAttribute("target", "_blank");
        }
    }

    @Test
    void a_reminder_that_cannot_be_made_is_said() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.stopServer();
            visit.page.locator("#result-1").getByText("Add to calendar").click();
            assertThat(visit.button("This part of the page could not be loaded")).isVisible();
        }
    }
}
