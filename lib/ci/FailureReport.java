package lib.ci;

import java.nio.file.Path;
import java.util.Map;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.text.Untrusted;

/**
 * A failure on the page of a GitHub Actions run: as an annotation, and in the step's summary.
 */
public final class FailureReport {

    private static final String MARKDOWN = "([\\\\`*_{}\\[\\]()#+!|~>@-])";

    private FailureReport() {
    }

    /** The line that makes an annotation: what happened, and the fix. */
    public static String annotation(Failure failure) {
        return WorkflowCommand.error("sfjwt: " + failure.code(),
                Untrusted.lines(failure.getMessage()) + "\nfix: " + Untrusted.lines(failure.fix().toString()));
    }

    /** What happened, the fix and the likely causes. */
    public static String markdown(Failure failure) {
        var text = new StringBuilder("### sfjwt: " + escaped(failure.code()) + "\n\n"
                + "**Error:** " + escaped(failure.getMessage()) + "\n\n**Fix:** " + escaped(failure.fix()) + "\n\n");
        if (!failure.causes().isEmpty()) {
            text.append("Likely causes, the likeliest first:\n\n");
        }
        for (Cause cause : failure.causes()) {
            text.append("1. ").append(escaped(cause.why())).append("<br>").append(escaped(cause.fix())).append('\n');
        }
        return text.append('\n').toString();
    }

    /** Adds {@link #markdown} to the summary of the step. */
    public static void summarize(Failure failure, Map<String, String> environment, Path folder) {
        GithubFile.of("GITHUB_STEP_SUMMARY", environment, folder).append(markdown(failure));
    }

    /** One line without markup: names from a server or a file must not become links, images or mentions. */
    private static String escaped(Object text) {
        return Untrusted.line(text.toString()).replace("&", "&amp;").replace("<", "&lt;").replaceAll(MARKDOWN, "\\\\$1")
                // GitHub makes links of bare addresses too; with the colon as an entity it does not
                .replace("://", "&#58;//");
    }
}
