package lib.command;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.cli.Program;
import lib.cli.Surroundings;
import lib.cli.Terminal;

/**
 * The process that an installed copy's caches are made from: what people run every day, in one JVM, printing nothing.
 */
final class TrainingRun {

    private static final String KEY = "certs/server.key";
    private static final String CERTIFICATE = "certs/server.crt";

    private TrainingRun() {
    }

    /** @param args a folder that is set up for an org, and what to train for */
    public static void main(String[] args) throws ClassNotFoundException {
        Path folder = Path.of(args[0]);
        var terminal = new Terminal(false, false, StandardCharsets.UTF_8, Optional.empty());
        var surroundings = new Surroundings(Map.of("HOME", folder.toString()), folder, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), terminal, Clock.systemUTC());
        Surroundings.ofThisProcess(); // as a real start looks around, of which the JVM is to learn too
        for (String command : commands(args[1])) {
            int exit = new Program(Class.forName("sfjwt"), surroundings).run(command.split(" +"));
            if (exit != 0) {
                System.exit(exit);
            }
        }
    }

    private static List<String> commands(String goal) {
        return switch (goal) {
            case "words" -> List.of("--help", "steps", "steps --json", "--version");
            case "key" -> List.of("verify-key " + KEY + " --cert " + CERTIFICATE);
            case "certificates" -> List.of("generate-certs -o trained");
            // the last one takes the stored token
            default -> List.of("get-token --json --no-store --cacert " + CERTIFICATE,
                    "get-token --cacert " + CERTIFICATE, "get-token --token-only");
        };
    }
}
