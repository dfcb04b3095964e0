package lib.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The openssl command: the independent voice on every key and certificate of ours.
 */
final class Openssl {

    private Openssl() {
    }

    /** What it printed, on both streams; anything but success fails the test with it. */
    static String run(Path folder, String... arguments) {
        try {
            var command = new ArrayList<>(List.of("openssl"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("openssl does not run: tests/run installs it", e);
        }
    }
}
