package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "Create it for me": the plan first, nothing without a yes, and then all the way to a login. */
class CreateAppTest {

    @TempDir
    Path root;

    @Test
    void the_plan_is_shown_and_a_yes_makes_app_key_and_file() {
        try (var visit = Visit.in(root).open()) {
            visit.step(2).page.getByText("Create it for me").click();
            visit.field("User who is to log in").fill("nobody@demo.example");
            visit.button("Show the plan").click();
            assertThat(visit.page.locator("#create-app .notice .title")).isFocused();
            visit.field("User who is to log in").fill("not-approved@demo.example");
            visit.button("Show the plan").click();
            assertThat(visit.page.locator("#create-app .notice")).containsText("This is the plan");
            assertFalse(Files.exists(root.resolve("jwt.json")));
            Accessible.check(visit, "light", "plan");
            visit.button("Create it").click();
            assertThat(visit.page.locator("#result-2 .title")).containsText("has logged in");
            assertThat(visit.page.locator("#result-2 .title")).isFocused();
            assertTrue(Files.exists(root.resolve("jwt.json")));
            assertThat(visit.page.locator("#username")).hasValue("not-approved@demo.example");
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .title").first()).hasText("Salesforce gave an access token");
        }
    }

    @Test
    void a_consumer_key_that_the_org_does_not_tell_is_asked_for_and_the_work_goes_on() {
        try (var visit = Visit.in(root).open()) {
            visit.step(2).page.getByText("Create it for me").click();
            visit.field("User who is to log in").fill("integration@demo.example");
            visit.page.route("**/api/app", route -> route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/event-stream").setBody("""
                            event: failed
                            data: {"code": "consumer_key_needed", "error": "its key is not shown", "fix": "copy it"}

                            """)));
            visit.button("Show the plan").click();
            assertThat(visit.page.locator("#create-key")).isFocused();
            Accessible.check(visit, "light", "key-needed");
            visit.page.keyboard().type("3MVG9typed");
            Request sent = visit.page.waitForRequest("**/api/app", () -> visit.button("Go on").click());
            assertTrue(sent.postData().contains("\"consumerKey\":\"3MVG9typed\",")
                    && sent.postData().contains("\"confirmed\":true"), sent.postData());
        }
    }

    @Test
    void what_is_wrong_stands_at_its_field() {
        try (var visit = Visit.in(root).open()) {
            visit.step(2).page.getByText("Create it for me").click();
            visit.field("User who is to log in").fill("nobody");
            visit.button("Show the plan").click();
            assertThat(visit.page.locator("#create-user-error")).containsText("\"nobody\" is not a username");
            visit.field("User who is to log in").fill("integration@demo.example");
            visit.field("Name of the app").fill("");
            visit.button("Show the plan").click();
            assertThat(visit.page.locator("#create-name-error")).containsText("cannot be the name of an app");
            assertThat(visit.field("Name of the app")).isFocused();
            assertThat(visit.page.locator("#create-user-error")).hasCount(0);
        }
    }

    @Test
    void an_app_that_another_key_logs_in_with_is_taken_over_after_a_word_of_what_that_ends() throws IOException {
        try (var visit = Visit.in(root).open()) {
            create(visit);
            visit.button("Create it").click();
            assertThat(visit.page.locator("#result-2 .title")).containsText("has logged in");
            Files.delete(root.resolve("jwt.json"));
            Files.move(root.resolve("certs"), root.resolve("elsewhere"));
            visit.page.reload();
            create(visit.settled());
            assertThat(visit.page.locator("#create-app .notice")).containsText("Another key logs in with");
            visit.button("Take this app over").click();
            assertThat(visit.page.locator("#dialog")).containsText("logins with the key that it has now stop working");
            visit.button("Leave it alone").click();
            assertFalse(Files.exists(root.resolve("certs")));
            visit.button("Take this app over").click();
            visit.button("Plan to take it over").click();
            assertThat(visit.page.locator("#create-app .notice")).containsText("This is the plan");
            visit.field("Name of the app").fill("typed since");
            visit.button("Change it").click();
            assertThat(visit.page.locator("#result-2 .title")).containsText("The app sfjwt is there");
            assertTrue(Files.exists(root.resolve("jwt.json")));
        }
    }

    @Test
    void an_org_that_takes_its_time_can_be_left() {
        try (var visit = Visit.in(root).open()) {
            visit.page.route("**/api/app", route -> { });
            create(visit);
            visit.button("Stop").click();
            assertThat(visit.page.locator("#create-app .notice .title")).hasText("Stopped");
            assertThat(visit.button("Show the plan")).isVisible();
        }
    }

    @Test
    void what_happens_shows_where_the_person_looks() {
        try (var visit = Visit.in(root, options -> options.setViewportSize(1366, 650)).open()) {
            visit.page.route("**/api/app", route -> {
                if (!route.request().postData().contains("\"confirmed\":true")) {
                    route.resume();
                }
            });
            create(visit);
            assertThat(visit.button("Create it")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
            visit.button("Create it").click();
            assertThat(visit.button("Stop")).isFocused();
            assertThat(visit.button("Stop")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        }
    }

    @Test
    void a_part_that_does_not_come_is_said() {
        try (var visit = Visit.in(root).open()) {
            visit.page.route("**/create-app.js", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
            visit.step(2).page.getByText("Create it for me").click();
            assertThat(visit.page.locator("#create-app")).containsText("This part of the page could not be loaded");
        }
    }

    private static void create(Visit visit) {
        visit.form(2).page.getByText("Create it for me").click();
        visit.field("User who is to log in").fill("integration@demo.example");
        visit.button("Show the plan").click();
    }
}
