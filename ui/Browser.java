package ui;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import lib.failure.Failure;

/**
 * Opens the person's browser, by an argument list and no shell, and says so if that does not work.
 */
final class Browser {

    private static final int SECONDS_TO_FAIL = 10;

    private Browser() {
    }

    /** @return the file that the browser is pointed to; null where there is no browser to open or no file to be made */
    static RedirectFile open(URI url, Map<String, String> environment, Consumer<String> say) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean mac = system.contains("mac");
        boolean windows = system.contains("windows");
        if (!mac && !windows && blank(environment, "DISPLAY") && blank(environment, "WAYLAND_DISPLAY")) {
            return null;
        }
        try {
            RedirectFile redirect = RedirectFile.to(url);
            String file = redirect.file().toUri().toString();
            List<String> command = !blank(environment, "BROWSER") ? chosen(environment.get("BROWSER"), file)
                    : mac ? List.of("open", file)
                    : windows ? List.of("rundll32", "url.dll,FileProtocolHandler", file)
                    : List.of("xdg-open", file);
            run(command, say);
            return redirect;
        } catch (IOException | Failure e) {
            say.accept("the browser could not be opened: no file can be written to the temporary folder");
            return null;
        }
    }

    /** BROWSER as xdg-open reads it: commands separated by colons, %s for the address. */
    static List<String> chosen(String browser, String address) {
        var words = new ArrayList<>(Arrays.asList(browser.split(File.pathSeparator)[0].strip().split(" +")));
        if (words.contains("%s")) {
            words.replaceAll(word -> word.equals("%s") ? address : word);
        } else {
            words.add(address);
        }
        return words;
    }

    private static void run(List<String> command, Consumer<String> say) {
        String failed = "the browser could not be opened (" + command.getFirst() + "); open the address above yourself";
        try {
            Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.onExit().orTimeout(SECONDS_TO_FAIL, TimeUnit.SECONDS).thenAccept(ended -> {
                if (ended.exitValue() != 0) {
                    say.accept(failed);
                }
            });
        } catch (IOException e) {
            say.accept(failed);
        }
    }

    private static boolean blank(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").isBlank();
    }
}
