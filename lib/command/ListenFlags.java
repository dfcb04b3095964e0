package lib.command;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.agent.AgentServer;
import lib.cli.Surroundings;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.text.Quoted;
import lib.text.ShellQuote;
import picocli.CommandLine.Option;

/**
 * The options by which an agent answers on a port too, to whoever sends a bearer.
 */
final class ListenFlags {

    private static final int LEAST_BEARER = 32;

    private static final Pattern ADDRESS = Pattern.compile("((127\\.0\\.0\\.1|localhost):)?(?<port>[0-9]{1,5})");

    @Option(names = "--listen", paramLabel = "PORT", description = "Answer on this port of 127.0.0.1 too, to whoever "
            + "sends the bearer that is printed; 0 for any free port.")
    String address;

    @Option(names = "--listen-token-file", paramLabel = "FILE", description = "First line: the bearer for --listen, "
            + "32 characters or more.")
    String bearerFile;

    /** @param bearer empty where the caller has it from a file of theirs */
    record Door(String url, Optional<String> bearer) {
    }

    Optional<Door> open(AgentServer server, Surroundings surroundings) {
        if (address == null) {
            requireAddress();
            return Optional.empty();
        }
        var parts = ADDRESS.matcher(address.strip());
        if (!parts.matches()) {
            throw Failure.usage("bad_listen", "--listen is " + Quoted.value(address) + ", and an agent listens on "
                    + "127.0.0.1 only", "write the port, as in --listen 8765 or --listen 127.0.0.1:8765");
        }
        String bearer = bearerFile == null ? random() : inFile(surroundings);
        return Optional.of(new Door(server.listenOn(Integer.parseInt(parts.group("port")), bearer),
                bearerFile == null ? Optional.of(bearer) : Optional.empty()));
    }

    /** @throws Failure {@code bearer_unseen} for an agent in the background, which could only print it into its log */
    void refuseUnseenBearer() {
        requireAddress();
        if (address != null && bearerFile == null) {
            throw Failure.usage("bearer_unseen",
                    "an agent in the background has nobody to show the bearer of --listen to",
                    "write one into a file (openssl rand -hex 32) and name it with --listen-token-file");
        }
    }

    /** Whoever reads the bearer can ask for every token. */
    List<Warning> openness(Surroundings surroundings) {
        if (bearerFile == null) {
            return List.of();
        }
        Path file = InputFile.path(surroundings.folder(), bearerFile, "--listen-token-file");
        return !InputFile.isOpenToOthers(file) ? List.of() : List.of(Warning.of("bearer_open_to_others",
                "others on this machine may read " + file + "; run: chmod 600 " + ShellQuote.sh(file.toString())));
    }

    private void requireAddress() {
        if (address == null && bearerFile != null) {
            throw Failure.usage("listen_missing", "--listen-token-file is given without --listen",
                    "say the port too, as in --listen 8765");
        }
    }

    private static String random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private String inFile(Surroundings surroundings) {
        String line = new String(InputFile.firstLine(InputFile.path(surroundings.folder(), bearerFile,
                "--listen-token-file"), "bearer file")).strip();
        if (line.length() < LEAST_BEARER || !line.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw Failure.file("bad_bearer", bearerFile + " does not begin with a bearer",
                    "write 32 or more letters and digits into its first line: openssl rand -hex 32");
        }
        return line;
    }
}
