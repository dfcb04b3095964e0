package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
