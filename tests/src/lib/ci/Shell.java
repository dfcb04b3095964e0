package lib.ci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A real program, given a text on stdin; what it says on stdout. One that is not installed is a failure. */
public final class Shell {

    private Shell() {
    }

    public static String run(String stdin, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !err.isEmpty()) {
            throw new AssertionError(String.join(" ", command) + "\nexit " + process.exitValue() + "\n" + out + err);
        }
        return out;
    }
}
