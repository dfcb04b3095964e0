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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;

/**
 * The program that shows pages to this person: BROWSER, or the platform's own. It is run by an argument list and no
 * shell, and is told of an address by way of a {@link RedirectPage}.
 */
public final class Browser {

    /** For a browser that starts cold to read the page. */
    private static final Duration TIME_TO_READ = Duration.ofSeconds(5);

    private final List<String> command;

    private Browser(List<String> command) {
        this.command = command;
    }

    /** Empty where there is no screen, unless BROWSER names a program, which may do without one. */
    public static Optional<Browser> of(Map<String, String> environment) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String chosen = environment.getOrDefault("BROWSER", "").strip();
        if (!chosen.isEmpty()) {
            return Optional.of(new Browser(words(chosen)));
        }
        if (system.contains("mac")) {
            return Optional.of(new Browser(List.of("open", "%s")));
        }
        if (system.contains("windows")) {
            return Optional.of(new Browser(List.of("rundll32", "url.dll,FileProtocolHandler", "%s")));
        }
        return blank(environment, "DISPLAY") && blank(environment, "WAYLAND_DISPLAY") ? Optional.empty()
                : Optional.of(new Browser(List.of("xdg-open", "%s")));
    }

    /** @throws Failure {@code no_browser} where {@link #of} finds none */
    public static Browser require(Map<String, String> environment) {
        return of(environment).orElseThrow(() -> noBrowser("there is no screen to show a browser on"));
    }

    /**
     * Shows an address, and returns when the browser has had the time to read it.
     *
     * @throws Failure as {@link #open}, and {@code no_browser} where the command says that it did not work
     */
    public void show(URI url) {
        try (Opening opening = open(url)) {
            long end = System.nanoTime() + TIME_TO_READ.toNanos();
            opening.handedOn().completeOnTimeout(null, TIME_TO_READ.toNanos(), TimeUnit.NANOSECONDS).join();
            // it may have handed the page to a browser that is just starting
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
        } catch (CompletionException e) {
            throw e.getCause() instanceof Failure failure ? failure : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends the browser to an address, by way of a page that is to be closed once it has had the time to read it.
     *
     * @throws Failure {@code no_browser} where it cannot be started, {@code file_unwritable} for the page
     */
    public Opening open(URI url) {
        RedirectPage page = RedirectPage.to(url);
        List<String> words = command(page.file().toUri().toString());
        try {
            Process process = new ProcessBuilder(words).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return new Opening(page, process.onExit().thenAccept(ended -> {
                if (ended.exitValue() != 0) {
                    throw new CompletionException(cannotOpen(words.getFirst() + " ended with exit code "
                            + ended.exitValue()));
                }
            }));
        } catch (IOException e) {
            page.close();
            throw cannotOpen("there is no command " + words.getFirst()).from(e);
        }
    }

    /**
     * A browser on its way to an address.
     *
     * @param handedOn ends when its command has; with a {@link Failure} if that says it did not work
     */
    public record Opening(RedirectPage page, CompletableFuture<Void> handedOn) implements AutoCloseable {
        @Override
        public void close() {
            page.close();
        }
    }

    List<String> command(String address) {
        return command.stream().map(word -> word.equals("%s") ? address : word).toList();
    }

    private static Failure cannotOpen(String why) {
        return noBrowser("the browser could not be opened: " + why);
    }

    private static Failure noBrowser(String why) {
        return Failure.usage("no_browser", why,
                "run it where there is a browser, or with --print and open the address yourself");
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
