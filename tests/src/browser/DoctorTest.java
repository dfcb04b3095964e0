package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import lib.demo.DemoUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor on the page: what stands in the way, before a login in step 4 and after a refusal in step 6. */
class DoctorTest {

    /** @param cause words of the first cause that the report names */
    private record Refused(String username, String cause) {
    }

    private static final List<Refused> EACH = List.of(
            new Refused(DemoUser.NOT_APPROVED.username(), "profile"),
            new Refused(DemoUser.INACTIVE.username(), "The user is deactivated or frozen"),
            new Refused(DemoUser.FROZEN.username(), "The user is deactivated or frozen"),
            new Refused(DemoUser.IP_RESTRICTED.username(), "IP"),
            new Refused(DemoUser.BUSY.username(), "keep each token"),
            new Refused("nobody@demo.example", "approve"));

    @TempDir
    Path root;

    @Test
    void why_was_it_refused_leads_from_each_refusal_to_its_first_cause() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            for (Refused refused : EACH) {
                visit.form(3).field("Salesforce username").fill(refused.username());
                visit.step(4).button("Request access token").click();
                visit.button("Why was it refused?").click();
                assertThat(report(visit, 6).locator(".title")).hasText("Salesforce refused the login");
                assertThat(report(visit, 6).locator(".title")).isFocused();
                assertThat(report(visit, 6).locator(".next")).containsText("The one thing to do next");
                assertThat(report(visit, 6).locator(".next")).containsText(refused.cause());
                assertThat(line(visit, 6, "Login")).containsText("Failed");
                assertThat(report(visit, 6).locator("details summary").first()).containsText(" passed");
            }
        }
    }

    @Test
    void another_certificate_in_the_app_is_found_and_once_it_is_registered_all_is_well() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(1).button("Generate key and certificate").click();
            visit.button("Replace them").click();
            assertThat(visit.page.locator("#result-1")).containsText("Kept from before");
            visit.step(6).button("Examine the login").click();
            assertThat(report(visit, 6).locator(".next")).containsText(
                    "The app has another certificate than certs/server.crt, which belongs to your key");
            report(visit, 6).locator(".next button").click();
            assertThat(visit.heading("Create the External Client App")).isFocused();
            visit.register().step(6).button("Examine the login").click();
            assertThat(report(visit, 6).locator(".title")).hasText("Everything a login needs is in order");
            assertThat(report(visit, 6).locator("[data-state='failed']")).hasCount(0);
            assertEquals("done", visit.state(4), "a login has worked");
        }
    }

    @Test
    void step_4_checks_the_set_up_without_a_login() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(4).button("Check this set-up").click();
            assertThat(report(visit, 4).locator(".title")).hasText("Nothing on this machine stands in the way");
            assertThat(report(visit, 4).locator("h3")).hasText("On this machine");
            Files.move(root.resolve("certs/server.crt"), root.resolve("certs/mine.crt"));
            visit.form(1).field("Output folder").fill("./other");
            visit.button("Generate key and certificate").click();
            assertThat(visit.page.locator("#result-1")).containsText("./other/server.key");
            visit.form(3).field("Private key file").fill("./certs/server.key");
            visit.step(4).button("Check this set-up").click();
            assertThat(report(visit, 4).locator(".title")).containsText("checks failed");
            assertThat(report(visit, 4).locator(".next")).containsText("other/server.crt was not made for this key");
            assertThat(line(visit, 4, "Key and certificate")).containsText("Failed");
            report(visit, 4).locator(".next button").click();
            assertThat(visit.field("Private key file")).isFocused();
        }
    }

    @Test
    void an_option_is_called_by_its_field_and_a_certificate_that_was_typed_is_compared_at_saving() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Audience (rarely needed)").fill("https://login.salesforce.com/");
            visit.step(4).button("Check this set-up").click();
            assertThat(line(visit, 4, "Audience")).containsText("Warning");
            assertThat(line(visit, 4, "Audience")).containsText("Leave out “Audience (rarely needed)”");
            visit.form(3).field("Audience (rarely needed)").fill("nonsense");
            visit.step(4);
            assertThat(visit.page.locator("#notice-4 .title")).hasText(
                    "“Audience (rarely needed)” \"nonsense\" is not an audience");
            visit.form(1).field("Output folder").fill("./other");
            visit.button("Generate key and certificate").click();
            assertThat(visit.page.locator("#result-1")).containsText("./other/server.key");
            visit.form(3).field("Private key file").fill("./certs/server.key");
            visit.field("Audience (rarely needed)").fill("");
            visit.saveConfig();
            assertThat(visit.page.locator("#result-3")).containsText("do not belong together");
            assertThat(visit.page.locator("#certPath-error")).containsText("do not belong together");
        }
    }

    @Test
    void what_is_in_the_way_of_jwt_json_is_not_offered_to_be_replaced() throws IOException {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            Files.createDirectory(root.resolve("jwt.json"));
            visit.form(3).button("Save jwt.json").click();
            assertThat(visit.page.locator("#notice-3 .title")).containsText("is not a regular file");
            assertThat(visit.page.locator("#dialog")).not().isVisible();
        }
    }

    @Test
    void it_keeps_trying_says_what_it_waits_for_and_stops() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Salesforce username").fill("nobody@demo.example");
            visit.step(6).button("Examine the login").click();
            visit.button("Keep trying for 12 minutes").click();
            assertThat(visit.field("Keep trying while a change in Setup takes effect (up to 12 minutes)")).isChecked();
            assertThat(visit.page.locator("#report-6 .checking")).containsText(
                    "Salesforce says: user hasn't approved this consumer. Login 2 in ");
            assertThat(visit.page.locator("#report-6 .checking")).containsText("11 min");
            assertTrue(visit.command("doctor").contains("--wait 12m"), visit.command("doctor"));
            assertThat(visit.button("Stop")).isFocused();
            visit.button("Stop").click();
            assertThat(report(visit, 6).locator(".title")).hasText("Stopped");
            assertThat(visit.button("Examine the login")).isVisible();
        }
    }

    @Test
    void the_report_can_be_copied_and_the_command_says_the_same() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            assertEquals("sfjwt doctor", visit.command("doctor"));
            assertEquals("sfjwt doctor --offline", visit.command("checkSetup"));
            visit.form(3).field("Certificate that should belong to it").fill("./mine.crt");
            assertEquals("sfjwt doctor --cert ./mine.crt", visit.command("doctor"));
            visit.field("Certificate that should belong to it").fill("./certs/server.crt");
            visit.field("Salesforce username").fill("frozen@demo.example");
            visit.step(6).button("Examine the login").click();
            visit.button("Copy report").click();
            assertThat(visit.button("Copied report")).isVisible();
            String copied = visit.clipboard();
            for (String part : List.of("On this machine", "  ok       Key and certificate ", "  failed   Login ",
                    "  1. the user is deactivated or frozen", "Next: Setup > Users > frozen@demo.example")) {
                assertTrue(copied.contains(part), () -> part + " in\n" + copied);
            }
            assertFalse(copied.contains(root.toString()), copied);

            assertThat(report(visit, 6).locator(".stale")).isHidden();
            visit.form(3).field("Salesforce username").fill("inactive@demo.example");
            assertThat(visit.step(6).page.getByText("Step 3 has changed since this report was made.")).isVisible();
        }
    }

    @Test
    void it_needs_no_mouse() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Salesforce username").fill("not-approved@demo.example");
            visit.step(4).button("Request access token").focus();
            visit.page.keyboard().press("Tab");
            assertThat(visit.button("Check this set-up")).isFocused();
            visit.page.keyboard().press("Enter");
            assertThat(report(visit, 4).locator(".title")).isFocused();
            visit.button("Request access token").focus();
            visit.page.keyboard().press("Enter");
            assertThat(visit.page.locator("#token-result .title").first()).isFocused();
            visit.page.keyboard().press("Tab");
            assertThat(visit.button("Why was it refused?")).isFocused();
            visit.page.keyboard().press("Space");
            assertThat(report(visit, 6).locator(".title")).isFocused();
            visit.page.keyboard().press("Tab");
            assertThat(report(visit, 6).locator(".next button")).isFocused();
            visit.page.keyboard().press("Enter");
            assertThat(visit.heading("Create the External Client App")).isFocused();
        }
    }

    @Test
    void a_report_that_is_quicker_than_its_step_waits_for_it() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Salesforce username").fill("not-approved@demo.example");
            visit.step(4).button("Request access token").click();
            visit.page.route("**/step-trouble.js", route -> {
                visit.page.waitForTimeout(2_000);
                route.resume();
            });
            visit.button("Why was it refused?").click();
            assertThat(report(visit, 6).locator(".title")).isFocused();
        }
    }

    @Test
    void a_server_that_stops_ends_the_report_with_a_word() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Salesforce username").fill("nobody@demo.example");
            visit.step(6).field("Keep trying while a change in Setup takes effect (up to 12 minutes)").check();
            visit.button("Examine the login").click();
            assertThat(visit.page.locator("#report-6 .checking")).containsText("Login 2 in ");
            visit.stopServer();
            assertThat(report(visit, 6).locator(".title")).containsText("The dashboard's server does not answer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void axe_finds_nothing_in_a_report(String theme) {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.field("Theme").selectOption(theme);
            visit.step(4).button("Check this set-up").click();
            assertThat(report(visit, 4).locator(".title")).isVisible();
            Accessible.check(visit, theme, "checked");
            visit.form(3).field("Salesforce username").fill("nobody@demo.example");
            visit.field("Audience (rarely needed)").fill("https://login.salesforce.com/");
            visit.step(4).button("Check this set-up").click();
            assertThat(line(visit, 4, "Audience")).isVisible();
            Accessible.check(visit, theme, "warned");
            visit.form(3).field("Audience (rarely needed)").fill("");
            visit.step(6).button("Examine the login").click();
            assertThat(report(visit, 6).locator(".title")).isVisible();
            report(visit, 6).locator("summary").first().click();
            Accessible.check(visit, theme, "examined");
            visit.button("Keep trying for 12 minutes").click();
            assertThat(visit.page.locator("#report-6 .checking")).containsText("Login 2 in ");
            Accessible.check(visit, theme, "waiting");
        }
    }

    @Test
    void a_narrow_window_cuts_nothing_off() {
        try (var visit = Visit.in(root, options -> options.setViewportSize(320, 800)).open()) {
            visit.makeCertificate().register();
            visit.form(3).field("Salesforce username").fill("nobody@demo.example");
            for (int step : List.of(4, 6)) {
                visit.step(step).button(step == 4 ? "Check this set-up" : "Examine the login").click();
                assertThat(report(visit, step).locator(".title")).isVisible();
                report(visit, step).locator("summary").first().click();
                assertEquals(320, visit.page.evaluate("() => document.documentElement.scrollWidth"), "step " + step);
                Accessible.screenshot(visit, "320-" + step + "-report");
            }
            visit.step(4).button("Request access token").click();
            assertThat(visit.button("Why was it refused?")).isVisible();
            Accessible.screenshot(visit, "320-4-why");
        }
    }

    private static Locator report(Visit visit, int step) {
        return visit.page.locator("#report-" + step);
    }

    /** The line of a check that stands out. */
    private static Locator line(Visit visit, int step, String check) {
        return report(visit, step).locator(".findings > li:visible").filter(new Locator.FilterOptions()
                .setHas(visit.page.locator("b", new Page.LocatorOptions().setHasText(
                        Pattern.compile("^" + check + "$")))));
    }
}
