package lib.install;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import lib.cli.Program;
import lib.cli.Surroundings;
import lib.cli.Terminal;

/**
 * The process that the cache is made from: the commands that people run every day, once each, in one JVM.
 */
final class TrainingRun {

    private TrainingRun() {
    }

    /** @param args the stand-in's URL, and the folder with its certificate */
    public static void main(String[] args) throws ClassNotFoundException {
        Path work = Path.of(args[1]);
        var terminal = new Terminal(false, false, StandardCharsets.UTF_8, Optional.empty());
        var surroundings = new Surroundings(Map.of(), work, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), terminal, Clock.systemUTC());
        String[][] commands = {
            {"--help"}, {}, {"steps"}, {"verify-key", "tls/server.key", "--cert", "tls/server.crt"},
            {"get-token", "--token-only", "--consumer-key", "training", "--username", "training@example.com",
                "--key-file", "tls/server.key", "--login-url", args[0], "--cacert", "tls/server.crt"},
            {"get-token", "--json", "--consumer-key", "training", "--username", "training@example.com",
                "--key-file", "tls/server.key", "--login-url", args[0], "--cacert", "tls/server.crt"}};
        for (String[] command : commands) {
            int exit = new Program(Class.forName("sfjwt"), surroundings).run(command);
            if (exit != 0) {
                System.exit(exit);
            }
        }
        System.exit(0);
    }
}
