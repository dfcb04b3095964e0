package lib.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;

/**
 * The program that shows pages to this person: BROWSER, or the platform's own.
 */
public final class Browser {

    /** For a browser that starts cold to read the page. */
    private static final Duration LIFE_OF_PAGE = Duration.ofSeconds(5);
    private static final String PRINT_IT =
            "run it where there is a browser, or with --print and open the address yourself";

    private final List<String> command;

    private Browser(List<String> command) {
        this.command = command;
    }

    /** @throws Failure {@code no_browser} where nothing can show a page */
    public static Browser of(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String chosen = environment.getOrDefault("BROWSER", "").strip();
        if (!chosen.isEmpty()) {
            return new Browser(words(chosen));
        }
        if (system.contains("mac")) {
            return new Browser(List.of("open", "%s"));
        }
        if (system.contains("windows")) {
            return new Browser(List.of("rundll32", "url.dll,FileProtocolHandler", "%s"));
        }
        if (blank(environment, "DISPLAY") && blank(environment, "WAYLAND_DISPLAY")) {
            throw Failure.usage("no_browser", "there is no screen to show a browser on", PRINT_IT);
        }
        return new Browser(List.of("xdg-open", "%s"));
    }

    /**
     * Opens an address, by way of a page that is gone afterwards.
     *
     * @throws Failure {@code no_browser} where it cannot be started or fails at once
     */
    public void open(URI url) {
        RedirectPage page = RedirectPage.to(url);
        var removal = new Thread(page::close);
        Runtime.getRuntime().addShutdownHook(removal); // Ctrl-C
        try {
            show(page);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            page.close();
            Runtime.getRuntime().removeShutdownHook(removal);
        }
    }

    private void show(RedirectPage page) throws InterruptedException {
        String address = page.file().toUri().toString();
        List<String> words = command.stream().map(word -> word.equals("%s") ? address : word).toList();
        try {
            Process process = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            long start = System.nanoTime();
            if (process.waitFor(LIFE_OF_PAGE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
                throw Failure.usage("no_browser", "the browser could not be opened: " + words.getFirst()
                        + " ended with exit code " + process.exitValue(), PRINT_IT);
            }
            // it may have handed the page to a browser that is just starting
            Thread.sleep(Math.max(0, LIFE_OF_PAGE.minusNanos(System.nanoTime() - start).toMillis()));
        } catch (IOException e) {
            throw Failure.usage("no_browser", "the browser could not be opened: there is no command "
                    + words.getFirst(), PRINT_IT).from(e);
        }
    }

    /** As xdg-open reads BROWSER: commands separated by colons, of which the first counts here; %s is the address. */
    private static List<String> words(String browser) {
        var words = new ArrayList<>(Arrays.asList(browser.split(File.pathSeparator)[0].strip().split(" +")));
        if (!words.contains("%s")) {
            words.add("%s");
        }
        return words;
    }

    private static boolean blank(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").isBlank();
    }
}
