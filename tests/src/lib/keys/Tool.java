package lib.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another program that makes or reads keys: keytool, ssh-keygen, softhsm2-util, pkcs11-tool.
 */
public final class Tool {

    private Tool() {
    }

    /** What it printed, on both streams; anything but success fails the test with it. */
    public static String run(Path folder, Map<String, String> environment, String... command) {
        try {
            var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ":\n" + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(List.of(command).getFirst() + " does not run: tests/run installs it", e);
        }
    }

    public static String run(Path folder, String... command) {
        return run(folder, Map.of(), command);
    }

    /** The JDK's own, of the JDK that runs the tests; the passphrase is "changeit". */
    public static String keytool(Path folder, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", "changeit"));
        return run(folder, command.toArray(String[]::new));
    }
}
