package lib.cli;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.failure.Warning;
import lib.text.Quoted;
import lib.text.Untrusted;
import picocli.CommandLine.PicocliException;

/**
 * Failures and warnings as lines on stderr: what happened, what mends it, the likely causes.
 *
 * @param clean makes foreign text harmless
 */
record Report(Side err, Voice voice, UnaryOperator<String> clean) {

    private static final String PROGRAM = "sfjwt: ";

    void warning(Warning warning) {
        tagged(err.style().yellow("warning"), Untrusted.wholeLine(warning.text().say(voice)));
    }

    /** @param who what failed, where it is one of several; else empty */
    void failure(String who, Failure failure) {
        tagged(err.style().red("error"), (who.isEmpty() ? "" : Quoted.unquoted(who) + ": ") + failure.say(voice));
        tagged(err.style().green("fix"), failure.fix().say(voice));
    }

    void explain(Failure failure) {
        failure("", failure);
        List<Cause> causes = failure.causes();
        if (causes.size() == 1) {
            tagged("likely cause", causes.getFirst().why());
            return;
        }
        if (!causes.isEmpty()) {
            talk(PROGRAM, "likely causes, the likeliest first:");
        }
        for (int i = 0; i < causes.size(); i++) {
            Cause cause = causes.get(i);
            talk("  " + (i + 1) + ". ", cause.why());
            talk("     ", cause.fix().equals(failure.fix()) ? "the fix above" : cause.fix().say(voice));
        }
    }

    /** Where it comes from: the exception behind it, or its own place, and the way there. */
    static List<String> origin(Failure failure) {
        Throwable origin = failure.getCause() == null ? failure : failure.getCause();
        return Stream.concat(Stream.of("caused by " + said(origin)),
                Stream.of(origin.getStackTrace()).map(element -> "    at " + element)).toList();
    }

    /** Picocli repeats what was typed, also where that was meant for nobody's eyes. */
    private static String said(Throwable origin) {
        return origin instanceof PicocliException || Quoted.isSecret(origin.toString()) ? origin.getClass().getName()
                : origin.toString();
    }

    private void tagged(String tag, String text) {
        talk(PROGRAM + tag + ": ", text);
    }

    private void talk(String lead, String text) {
        err.paragraph(lead, " ".repeat(Math.min(Wrap.length(lead), PROGRAM.length())),
                clean.apply(text).replace("\n", " "));
    }
}
