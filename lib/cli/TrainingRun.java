package lib.cli;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.config.Environment;

/**
 * The process that an installed copy's caches are made from: what people run every day, in one JVM, printing nothing.
 */
final class TrainingRun {

    /** For a key and a certificate. */
    static final String CERTIFICATES = "certificates";

    private static final String KEY = "certs/server.key";
    private static final String CERTIFICATE = "certs/server.crt";

    private TrainingRun() {
    }

    /** @param args a folder, then {@link #CERTIFICATES} or the URL of an org that knows the folder's certificate */
    public static void main(String[] args) throws ClassNotFoundException {
        Path folder = Path.of(args[0]);
        var terminal = new Terminal(false, false, StandardCharsets.UTF_8, Optional.empty());
        var environment = Map.of(Environment.STORE_DIR, folder.resolve("store").toString());
        var surroundings = new Surroundings(environment, folder, OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(), terminal, Clock.systemUTC());
        Surroundings.ofThisProcess(); // as a real start looks around, of which the JVM is to learn too
        List<String[]> commands = args[1].equals(CERTIFICATES)
                ? List.<String[]>of(new String[] {"generate-certs", "-o", "trained"})
                : List.of(new String[] {"--help"}, new String[] {}, new String[] {"steps"},
                        new String[] {"verify-key", KEY, "--cert", CERTIFICATE},
                        new String[] {"get-token", "--cacert", CERTIFICATE},
                        new String[] {"get-token", "--cacert", CERTIFICATE, "--json", "--no-store"},
                        new String[] {"get-token", "--token-only"}); // the stored one
        for (String[] command : commands) {
            int exit = new Program(Class.forName("sfjwt"), surroundings).run(command);
            if (exit != 0) {
                System.exit(exit);
            }
        }
    }
}
