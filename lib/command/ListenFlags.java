package lib.command;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import lib.agent.AgentServer;
import lib.cli.Surroundings;
import lib.failure.Failure;
import lib.files.InputFile;
import picocli.CommandLine.Option;

/**
 * The options by which an agent answers on a port too, to whoever sends a bearer.
 */
final class ListenFlags {

    private static final int LEAST_BEARER = 32;

    @Option(names = "--listen", paramLabel = "PORT", description = "Answer on this port of 127.0.0.1 too, to whoever "
            + "sends the bearer that is printed; 0 for any free port.")
    Integer port;

    @Option(names = "--listen-token-file", paramLabel = "FILE", description = "First line: the bearer for --listen, "
            + "32 characters or more.")
    String bearerFile;

    /** @param bearer empty where the caller has it from a file of theirs */
    record Door(String url, Optional<String> bearer) {
    }

    Optional<Door> open(AgentServer server, Surroundings surroundings) {
        if (port == null) {
            return Optional.empty();
        }
        String bearer = bearerFile == null ? random() : inFile(surroundings);
        return Optional.of(new Door(server.listenOn(port, bearer),
                bearerFile == null ? Optional.of(bearer) : Optional.empty()));
    }

    /** @throws Failure {@code bearer_unseen} for an agent in the background, which could only print it into its log */
    void refuseUnseenBearer() {
        if (port != null && bearerFile == null) {
            throw Failure.usage("bearer_unseen",
                    "an agent in the background has nobody to show the bearer of --listen to",
                    "write one into a file (openssl rand -hex 32) and name it with --listen-token-file");
        }
    }

    private static String random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private String inFile(Surroundings surroundings) {
        byte[] file = InputFile.read(InputFile.path(surroundings.folder(), bearerFile, "--listen-token-file"),
                "bearer file", 4096);
        String line = new String(file, StandardCharsets.US_ASCII).lines().findFirst().orElse("").strip();
        if (line.length() < LEAST_BEARER || !line.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw Failure.file("bad_bearer", bearerFile + " does not begin with a bearer",
                    "write 32 or more letters and digits into its first line: openssl rand -hex 32");
        }
        return line;
    }
}
