package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer or a module that comes after the person went on: it says nothing of what stands there now. */
class LateAnswersTest {

    @TempDir
    Path root;

    @Test
    void a_login_of_another_user_than_the_form_shows_is_left() {
        try (var visit = Visit.in(root).open().makeCertificate().register()) {
            Held answers = new Held(visit.page, "**/api/get-token");
            visit.step(4).button("Request access token").click();
            answers.await(1);
            visit.form(3).field("Salesforce username").fill("busy@demo.example");
            answers.let();
            visit.step(4);
            assertThat(visit.page.locator("#token-wait")).containsText("Cancelled, because step 3 has changed.");
            assertThat(visit.button("Request access token")).isVisible();
            assertThat(visit.page.locator("#token-result")).isHidden();
            assertThat(visit.page.locator("[data-state='4']")).hasText("No token yet");
        }
    }

    @Test
    void another_profile_is_named_in_the_header_when_its_values_are_there() throws IOException {
        Files.writeString(root.resolve("jwt.json"), """
                {"privateKeyFile": "certs/server.key", "profiles": {
                  "prod": {"consumerKey": "3MVG9prod", "subject": "ci@acme.example"},
                  "dev": {"consumerKey": "3MVG9dev", "subject": "ci@acme.example.dev", "sandbox": true}}}
                """);
        try (var visit = Visit.in(root).open()) {
            Held answers = new Held(visit.page, "**/api/config*");
            visit.field("Profile of jwt.json").selectOption("dev");
            answers.await(1);
            assertThat(visit.field("Profile of jwt.json")).hasValue("prod");
            assertThat(visit.page.locator("#username")).hasValue("ci@acme.example");
            answers.let();
            assertThat(visit.field("Profile of jwt.json")).hasValue("dev");
            assertThat(visit.page.locator("#username")).hasValue("ci@acme.example.dev");
        }
    }

    @Test
    void what_was_found_of_one_key_does_not_stand_beside_another() {
        try (var visit = Visit.in(root).open().makeCertificate()) {
            visit.form(3).button("Validate").click();
            assertThat(visit.page.locator("#key-result")).containsText("Key and certificate belong together");
            visit.field("Private key file").fill("./other.key");
            assertThat(visit.page.locator("#key-result")).isEmpty();

            Held answers = new Held(visit.page, "**/api/validate-key");
            visit.field("Private key file").blur();
            answers.await(1);
            visit.button("Validate").click();
            answers.await(2);
            visit.field("Private key file").fill("./certs/server.key");
            answers.let();
            assertThat(visit.button("Validate")).not().hasAttribute("aria-busy", "true");
            assertThat(visit.page.locator("#privateKeyFile-error")).hasCount(0);
            assertThat(visit.page.locator("#key-result")).isEmpty();
        }
    }

    @Test
    void a_field_that_was_to_take_the_focus_leaves_it_to_the_step_that_was_chosen_since() {
        try (var visit = Visit.in(root).open()) {
            Held modules = new Held(visit.page, "**/step-config.js");
            visit.step(4).button("Go to step 3: Consumer Key").click();
            modules.await(1);
            visit.step(2);
            assertThat(visit.heading("Create the External Client App")).isFocused();
            modules.let();
            visit.step(3);
            assertThat(visit.heading("Configure the login")).isFocused();
        }
    }

    @Test
    void a_step_whose_module_does_not_come_says_so() {
        try (var visit = Visit.in(root).open()) {
            visit.page.route("**/step-config.js", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
            visit.step(3);
            assertThat(visit.page.locator("#step-3")).containsText("This part of the page could not be loaded");
            assertThat(visit.page.locator("#form-3")).isHidden();
            Accessible.check(visit, "light", "broken");
        }
    }

    @Test
    void a_guide_that_did_not_come_is_asked_for_again_by_who_comes_back() {
        try (var visit = Visit.in(root).open()) {
            visit.page.route("**/api/guide", route -> route.fulfill(new Route.FulfillOptions().setStatus(400)
                    .setBody("{\"error\": \"no guide today\", \"code\": \"busy\", \"fix\": \"come back\"}")));
            assertThat(visit.step(6).page.locator("#refusals")).containsText("No guide today");
            assertThat(visit.step(2).page.locator("#guide-2")).containsText("No guide today");
            visit.page.unroute("**/api/guide");
            visit.step(1);
            assertThat(visit.step(2).page.locator("#task-A1")).isVisible();
            assertThat(visit.step(6).page.locator("#search-count")).containsText(Pattern.compile("^(\\d+) of \\1 err"));
        }
    }

    @Test
    void another_file_is_written_also_where_it_would_say_the_same() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.form(3).field("Save as").fill("./other.json");
            visit.button("Save jwt.json").click();
            assertThat(visit.page.locator("#result-3 .title")).hasText("./other.json is saved");
            assertTrue(Files.exists(root.resolve("other.json")));
        }
    }

    @Test
    void who_comes_back_by_a_click_or_by_keyboard_finds_all_in_its_place() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(1);
            Object same = visit.page.evaluate("""
                    async () => {
                      const {readAgain} = await import('/disk.js');
                      const button = document.querySelector('#result-1 button');
                      button.focus();
                      await readAgain();
                      return button.isConnected && document.activeElement === button;
                    }""");
            assertTrue((Boolean) same);
        }
    }

    @Test
    void boxes_that_are_ticked_in_two_tabs_are_ticked_in_both() {
        try (var visit = Visit.in(root).open()) {
            Page tab = visit.tab(visit.server.url() + "&step-2");
            assertThat(tab.locator("#task-A1")).isVisible();
            visit.step(2);
            visit.page.locator("#task-A1").check();
            assertThat(tab.locator("#task-A1")).isChecked();
            tab.locator("#task-A2").check();
            assertThat(visit.page.locator("#task-A2")).isChecked();
            assertThat(visit.page.locator("[data-state='2']")).hasText("2 of 16 done");
            tab.close();
        }
    }

    @Test
    void what_was_asked_last_is_what_is_answered() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .who")).containsText("Logged in as");
            Held answers = new Held(visit.page, "**/api/whoami");
            visit.button("Who am I?").click();
            answers.await(1);
            visit.button("Limits").click();
            assertThat(visit.page.locator("#session-answer")).containsText("limits that an integration meets first");
            // the page has left the first call
            assertThat(visit.button("Who am I?")).not().hasAttribute("aria-busy", "true");
            assertThat(visit.page.locator("#session-answer")).containsText("limits that an integration meets first");
        }
    }

    @Test
    void what_is_typed_before_the_folder_is_known_is_kept() {
        try (var visit = Visit.in(root)) {
            Held answers = new Held(visit.page, "**/api/status");
            visit.page.navigate(visit.server.url().toString());
            answers.await(1);
            visit.page.evaluate("() => { document.getElementById('customize').open = true }");
            visit.field("Organization").fill("Typed early");
            visit.page.unroute("**/api/status");
            answers.let();
            visit.settled();
            visit.page.reload();
            visit.settled();
            assertThat(visit.page.locator("#org")).hasValue("Typed early");
        }
    }

    @Test
    void commands_that_do_not_come_are_waited_for_and_asked_again() {
        try (var visit = Visit.in(root).open()) {
            visit.page.route("**/api/recipes", route -> route.fulfill(new Route.FulfillOptions().setStatus(400)
                    .setBody("{\"error\": \"they do not come\", \"code\": \"bad_request\", \"fix\": \"wait\"}")));
            visit.step(5);
            assertThat(visit.page.locator("#builder-problem")).containsText("They do not come");
            assertThat(visit.page.locator("#builder-panel")).isHidden();
            visit.page.unroute("**/api/recipes");
            visit.form(3).field("Salesforce username").fill("ci@acme.example");
            visit.step(5);
            assertThat(visit.page.locator("#builder-panel")).containsText("ci@acme.example");
            assertThat(visit.page.locator("#builder-problem")).isEmpty();
        }
    }

    @Test
    void a_token_that_was_revoked_in_another_tab_does_not_stand_there_any_more() {
        try (var visit = Visit.in(root).open().makeCertificate().register().saveConfig()) {
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .title").first()).isVisible();
            Page tab = visit.tab(visit.server.url() + "&step-4");
            tab.getByText("Use the stored token").click();
            assertThat(tab.locator("#token-result .who")).containsText("Logged in as");
            visit.button("Revoke").click();
            assertThat(visit.page.locator("#ended-4")).containsText("The token is revoked");
            tab.evaluate("() => import('/disk.js').then(disk => disk.readAgain())");
            assertThat(tab.locator("#ended-4")).containsText("The token is no longer stored");
            tab.close();

            visit.page.reload();
            visit.settled();
            assertThat(visit.page.locator("[data-state='4']")).hasText("No token yet");
        }
    }

    /** Answers that have come from the server, and not to the page yet; those that come later are not held. */
    private static final class Held {

        private final Page page;
        private final List<Runnable> answers = new CopyOnWriteArrayList<>();
        private boolean open;

        Held(Page page, String path) {
            this.page = page;
            page.route(path, route -> {
                var answer = route.fetch();
                Runnable given = () -> route.fulfill(new Route.FulfillOptions().setResponse(answer));
                if (open) {
                    given.run();
                } else {
                    answers.add(given);
                }
            });
        }

        void await(int count) {
            page.waitForCondition(() -> answers.size() >= count);
        }

        void let() {
            open = true;
            answers.forEach(Runnable::run);
        }
    }
}
