package lib.command;

import java.util.ArrayList;
import java.util.Optional;
import lib.ci.DeliverToken;
import lib.ci.Format;
import lib.cli.Surroundings;
import lib.failure.Failure;
import lib.files.InputFile;
import picocli.CommandLine.Option;

/**
 * The options that say in which form a token is handed on.
 */
final class FormatFlags {

    @Option(names = "--format", paramLabel = "FORM", completionCandidates = Forms.class,
            description = "Print or write the token as ${COMPLETION-CANDIDATES}; see: sfjwt help formats.")
    String format;

    @Option(names = {"-o", "--output"}, paramLabel = "FILE",
            description = "With --format gitlab and jenkins: the file to write; default sfjwt.env.")
    String output;

    @Option(names = "--allow-secret-artifact", description = "With --format gitlab: let GitLab store the token.")
    boolean allowSecretArtifact;

    /** What is to be delivered, with all checked that can be before a login; empty where no form was asked for. */
    Optional<DeliverToken.Request> request(Surroundings surroundings) {
        if (output != null && !(format != null && Format.of(format).takesFile())) {
            throw Failure.usage("output_unused", "--output is for --format gitlab and jenkins; "
                    + (format == null ? "get-token" : "--format " + Format.of(format).word()) + " prints what it makes",
                    "leave it out, and send stdout to the file: … > FILE");
        }
        if (format == null) {
            return Optional.empty();
        }
        String typed = output == null ? DeliverToken.DEFAULT_FILE : output;
        return Optional.of(new DeliverToken.Request(Format.of(format), surroundings.environment(),
                surroundings.folder(), InputFile.path(surroundings.folder(), typed, "--output"), allowSecretArtifact)
                .checked());
    }

    /** What a shell that evaluates the output must be told after a failure: an empty output would count as success. */
    String afterFailure(Failure failure) {
        int exit = failure.kind().exit();
        return Format.SH.word().equals(format) ? "(exit " + exit + ")\n"
                : Format.FISH.word().equals(format) ? "sh -c 'exit " + exit + "'\n" : "";
    }

    /** @param other an option that says what stdout is, and was given */
    void refuseWith(boolean given, String other) {
        if (format != null && given) {
            throw Failure.usage("two_outputs", "--format and " + other + " both say what to print", "drop one of them");
        }
    }

    /** For help and completion. */
    static final class Forms extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Forms() {
            super(Format.words());
        }
    }
}
