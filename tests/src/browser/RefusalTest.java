package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.nio.file.Path;
import java.util.List;
import lib.demo.DemoUser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Salesforce says no: the page shows what was said, why, and leads to where it is mended. */
class RefusalTest {

    private static final ContainsTextOptions ANY_CASE = new ContainsTextOptions().setIgnoreCase(true);

    /** @param focused what the first cause's button leads to; null where nothing on the page mends it */
    private record Expected(DemoUser user, String error, String description, String fix, String focused) {
    }

    private static final List<Expected> EACH = List.of(
            new Expected(DemoUser.NOT_APPROVED, "invalid_app_access", "user is not admin approved to access this app",
                    "App Policies", "title-2"),
            new Expected(DemoUser.INACTIVE, "inactive_user", "user is inactive", "tick Active", "username"),
            new Expected(DemoUser.FROZEN, "invalid_grant", "inactive user", "Unfreeze", "username"),
            new Expected(DemoUser.IP_RESTRICTED, "invalid_grant", "ip restricted or invalid login hours",
                    "Login IP Ranges", "title-2"),
            new Expected(DemoUser.BUSY, "rate_limit_exceeded", "number of logins exceeded", "keep each token", null));

    @TempDir
    Path root;

    @Test
    void each_demo_user_who_may_not_log_in_is_refused_with_cause_fix_and_a_way_there() {
        // the integration user and the administrator may log in
        assertEquals(DemoUser.values().length - 2, EACH.size());
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            for (Expected expected : EACH) {
                visit.form(3).field("Salesforce username").fill(expected.user().username());
                request(visit);
                assertRefused(visit, expected.error(), expected.description());
                assertThat(visit.page.locator("#token-result .causes")).containsText(expected.fix(), ANY_CASE);
                assertEquals("error", visit.state(4));
                var buttons = visit.page.locator("#token-result .causes button");
                if (expected.focused() == null) {
                    assertThat(buttons).hasCount(0);
                } else {
                    buttons.first().click();
                    assertThat(visit.page.locator("#" + expected.focused())).isFocused();
                }
            }
        }
    }

    @Test
    void an_unknown_user_leads_to_the_policy_first_and_after_a_fix_the_same_page_logs_in() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Salesforce username").fill("nobody@demo.example");
            request(visit);
            assertRefused(visit, "invalid_grant", "user hasn't approved this consumer");
            assertThat(visit.page.locator("#token-result .causes li")).not().hasCount(1);
            visit.button("Go to step 3: Salesforce username").first().click();
            assertThat(visit.field("Salesforce username")).isFocused();
            visit.field("Salesforce username").fill("integration@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce gave an access token");
            assertEquals("done", visit.state(4));
        }
    }

    @Test
    void a_wrong_consumer_key_leads_to_its_field() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Consumer Key").fill("3MVG9wrong");
            request(visit);
            assertRefused(visit, "invalid_client_id", "client identifier invalid");
            visit.button("Go to step 3: Consumer Key").first().click();
            assertThat(visit.field("Consumer Key")).isFocused();
        }
    }

    @Test
    void a_certificate_that_salesforce_does_not_have_leads_back_to_the_app() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(1).button("Generate key and certificate").click();
            visit.button("Replace them").click();
            assertThat(visit.page.locator("#result-1")).containsText("Kept from before");
            request(visit);
            assertRefused(visit, "invalid_grant", "invalid assertion");
            assertThat(visit.page.locator("#token-result")).containsText("It can take ten minutes");
            visit.button("Go to step 2").first().click();
            assertThat(visit.heading("Create the External Client App")).isFocused();
            visit.register();
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result")).containsText("Salesforce gave an access token");
        }
    }

    @Test
    void a_wrong_audience_leads_to_its_field() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            visit.form(3).field("Audience (rarely needed)").fill("https://login.salesforce.com");
            request(visit);
            assertRefused(visit, "invalid_grant", "audience is invalid");
            visit.button("Go to step 3: Audience (rarely needed)").first().click();
            assertThat(visit.field("Audience (rarely needed)")).isFocused();
        }
    }

    @Test
    void no_key_at_all_leads_to_the_key() {
        try (var visit = Visit.in(root).open()) {
            visit.form(3).field("Consumer Key").fill("3MVG9any");
            visit.field("Salesforce username").fill("ci@acme.example");
            visit.field("Private key file").fill("./nowhere/server.key");
            request(visit);
            assertThat(visit.page.locator("#token-result .title")).containsText("nowhere/server.key");
            assertThat(visit.page.locator("#token-result button").first()).hasText("Go to step 3: Private key file");
        }
    }

    private static void request(Visit visit) {
        visit.step(4).button("Request access token").click();
        assertThat(visit.page.locator("#token-result .title").first()).isFocused();
    }

    private static void assertRefused(Visit visit, String error, String description) {
        assertThat(visit.page.locator("#token-result .title").first()).hasText("Salesforce refused the login");
        assertThat(visit.page.locator("#token-result blockquote")).hasText(error + " " + description);
        assertThat(visit.page.locator("#token-result .causes li").first()).isVisible();
    }
}
