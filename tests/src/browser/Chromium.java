package browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One Chromium for all tests: the system's where there is one, else Playwright's own. None at all is a failure. */
final class Chromium {

    private static final List<String> QUIET = List.of("--no-sandbox", "--disable-background-networking",
            "--disable-component-update", "--disable-sync");

    private static Browser browser;

    private Chromium() {
    }

    static synchronized Browser get() {
        if (browser == null) {
            browser = launch();
        }
        return browser;
    }

    private static Browser launch() {
        Optional<Path> installed = installed();
        var environment = installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                : Map.<String, String>of();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        // ends the driver's process too
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        var options = new BrowserType.LaunchOptions().setArgs(QUIET);
        installed.ifPresent(options::setExecutablePath);
        return playwright.chromium().launch(options);
    }

    private static Optional<Path> installed() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
                .map(Path::of).filter(Files::isExecutable).findFirst();
    }
}
