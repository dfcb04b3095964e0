package lib.cli;

import java.io.PrintStream;
import java.util.List;
import lib.ci.CiSystem;
import lib.ci.FailureReport;
import lib.ci.WorkflowCommand;
import lib.failure.Failure;

/**
 * What the log of a CI system needs beyond what a terminal does: secrets masked, failures annotated, and no command in
 * it but ours.
 */
final class CiLog {

    private final Surroundings surroundings;
    private final CiSystem system;

    CiLog(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.system = CiSystem.detect(surroundings.environment()).orElse(null);
    }

    /** To come before a secret. On stderr, which the runner reads too, so that {@code $(…)} takes the secret alone. */
    void mask(PrintStream err, List<String> secrets) {
        if (system == CiSystem.GITHUB) {
            secrets.forEach(secret -> WorkflowCommand.mask(secret).forEach(err::println));
        }
    }

    /** Annotates the run and adds to the step's summary, which may fail without a word. */
    void failed(PrintStream err, Failure failure) {
        if (system != CiSystem.GITHUB) {
            return;
        }
        err.println(FailureReport.annotation(failure));
        try {
            FailureReport.summarize(failure, surroundings.environment(), surroundings.folder());
        } catch (Failure e) {
            // the annotation and the log have it all
        }
    }

    /** A text with foreign words in it, as the log may have it. */
    String harmless(String text) {
        return system == null ? text : WorkflowCommand.harmless(text);
    }

    /** The same for a JSON document, where two number signs can only stand in a string. */
    String harmlessJson(String json) {
        return system == null ? json : json.replace("##", "#\\u0023");
    }
}
