package lib.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import java.util.Optional;
import lib.files.AtExit;

/**
 * The program with which a person reads long texts, as PAGER names it.
 */
record Pager(String command) {

    /** sh(1) for a program that it does not find or may not run. */
    private static final int NOT_RUN = 126;

    /** None where nothing is named: to start a program that nobody asked for would surprise. */
    static Optional<Pager> of(Map<String, String> environment) {
        return Optional.of(environment.getOrDefault("PAGER", "").strip())
                .filter(command -> !command.isEmpty() && !command.equals("cat")).map(Pager::new);
    }

    /** @return whether it has shown the text */
    boolean show(byte[] text, Map<String, String> environment) {
        var builder = new ProcessBuilder("sh", "-c", command).redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT);
        // as git and gh do: colours are shown, and what fits on a screen ends by itself
        builder.environment().putIfAbsent("LESS", "FRX");
        builder.environment().putIfAbsent("LV", "-c");
        environment.keySet().stream().filter(name -> name.startsWith("SFJWT_")).forEach(builder.environment()::remove);
        try {
            Process pager = builder.start();
            // Ctrl-C is meant for the pager, which goes on: the shell would read the terminal together with it
            try (var _ = new AtExit(() -> exit(pager))) {
                feed(pager, text);
                int exit = exit(pager);
                return exit != NOT_RUN && exit != NOT_RUN + 1;
            }
        } catch (IOException e) {
            return false;
        }
    }

    private static void feed(Process pager, byte[] text) {
        try (OutputStream in = pager.getOutputStream()) {
            in.write(text);
        } catch (IOException e) {
            // whoever has read enough closes it early
        }
    }

    private static int exit(Process pager) {
        try {
            return pager.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
