package browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pictures of the README, as the page looks now: below tests/target, and with {@code -Dscreenshots=update} in
 * ui/screenshots, where the README shows them.
 */
class ScreenshotsTest {

    private static final int LARGEST = 60_000;
    private static final Path MADE = Path.of("screenshots");
    private static final Path SHOWN = Path.of(System.getProperty("sfjwt.repository"), "ui/screenshots");

    @TempDir
    Path folder;

    @Test
    void the_readme_shows_the_page_as_it_is_in_small_files() throws IOException {
        Path root = Files.createDirectory(folder.resolve("acme-ci"));
        try (var visit = Visit.in(root, options -> options.setViewportSize(1024, 720)).open()) {
            visit.field("Theme").selectOption("light");
            visit.makeCertificate();
            visit.page.evaluate("() => scrollTo(0, 0)");
            picture(visit, "certificate-light");
            visit.register().saveConfig();
            visit.step(4).button("Request access token").click();
            assertThat(visit.page.locator("#token-result .who")).containsText("Logged in as");
            visit.field("Theme").selectOption("dark");
            picture(visit, "token-dark");
            visit.step(5).page.locator("#tab-github").click();
            visit.page.locator("#builder").scrollIntoViewIfNeeded();
            picture(visit, "pipeline-dark");
            visit.form(3).field("Salesforce username").fill("not-approved@demo.example");
            visit.step(4).button("Request access token").click();
            visit.button("Why was it refused?").click();
            assertThat(visit.page.locator("#report-6 .title")).isVisible();
            visit.field("Theme").selectOption("light");
            visit.page.locator("#report-6").scrollIntoViewIfNeeded();
            picture(visit, "refusal-light");
        }
    }

    private static void picture(Visit visit, String name) throws IOException {
        visit.page.mouse().move(0, 0);
        visit.page.waitForTimeout(400);
        byte[] picture = SmallPicture.of(visit.page.screenshot());
        Files.createDirectories(MADE);
        Files.write(MADE.resolve(name + ".png"), picture);
        assertTrue(picture.length < LARGEST, name + " has " + picture.length + " bytes");
        if ("update".equals(System.getProperty("screenshots"))) {
            Files.createDirectories(SHOWN);
            Files.write(SHOWN.resolve(name + ".png"), picture);
        }
        assertTrue(Files.exists(SHOWN.resolve(name + ".png")), name + " is not in " + SHOWN);
    }
}
