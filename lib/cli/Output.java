package lib.cli;

import jakarta.json.JsonObject;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.JsonText;
import lib.text.Untrusted;

/**
 * The only printer. Every word that a person or a script sees goes through here, and the rules are these:
 * what was asked for goes to stdout, everything else to stderr; with {@code --json} stdout is one document, whatever
 * happens; colour and marks appear on a terminal only; {@code error:} lines say what happened, {@code fix:} lines what to
 * do; foreign text is cleaned.
 */
public final class Output {

    private final Stdout stdout;
    private final PrintStream out;
    private final PrintStream err;
    private final CommonOptions options;
    private final Terminal terminal;
    private final Style outStyle;
    private final Style errStyle;
    private final boolean animated;

    Output(Surroundings surroundings, CommonOptions options) {
        this.options = options;
        this.terminal = surroundings.terminal();
        Charset charset = terminal.charset();
        boolean marks = charset.newEncoder().canEncode('✔');
        Map<String, String> environment = surroundings.environment();
        boolean color = !options.noColor && environment.getOrDefault("NO_COLOR", "").isEmpty();
        this.stdout = new Stdout(surroundings.out());
        this.out = new PrintStream(stdout, false, terminal.out() ? charset : StandardCharsets.UTF_8);
        this.err = new PrintStream(surroundings.err(), true, terminal.err() ? charset : StandardCharsets.UTF_8);
        this.outStyle = terminal.out() ? new Style(color, marks) : Style.PLAIN;
        this.errStyle = terminal.err() ? new Style(color, marks) : Style.PLAIN;
        this.animated = terminal.err() && color && environment.getOrDefault("CI", "").isEmpty();
    }

    boolean isJson() {
        return options.json;
    }

    boolean isVerbose() {
        return options.verbose;
    }

    /** How to style a {@link #line}. */
    Style style() {
        return outStyle;
    }

    /** A line of what was asked for; styled parts come from {@link #style}, which cleans them. */
    void line(String text) {
        out.println(text);
    }

    /** The answer as the one document of {@code --json}. */
    void document(JsonObject json) {
        out.println(JsonText.ascii(json));
    }

    /** Says on stderr how things are going; not with {@code --quiet} or {@code --json}. */
    void say(String text) {
        if (!options.quiet && !options.json) {
            err.println(Untrusted.lines(text));
        }
    }

    /** Says that a step is done. */
    void done(String text) {
        if (!options.quiet && !options.json) {
            err.println(errStyle.done() + Untrusted.lines(text));
        }
    }

    /** Says what needs a look although all went well; not with {@code --quiet}. */
    void warn(List<String> texts) {
        if (!options.quiet) {
            texts.forEach(text -> err.println("sfjwt: " + errStyle.yellow("warning") + ": " + Untrusted.lines(text)));
        }
    }

    /** A line for {@code --verbose}. */
    void detail(String text) {
        if (options.verbose) {
            err.println(errStyle.dim("sfjwt: " + text));
        }
    }

    /** Shows that something is at work, until it is closed. */
    Spinner spin(String text) {
        boolean shown = animated && !options.quiet && !options.json && !options.verbose;
        return new Spinner(shown ? err : null, errStyle, Untrusted.line(text));
    }

    /** @return the exit code */
    int fail(Failure failure) {
        if (options.json) {
            document(failure.json());
        } else {
            explain(failure);
        }
        if (options.verbose && failure.getCause() != null || failure.kind() == Kind.INTERNAL && options.verbose) {
            Throwable origin = failure.getCause() == null ? failure : failure.getCause();
            detail("caused by " + origin);
            for (StackTraceElement element : origin.getStackTrace()) {
                detail("    at " + element);
            }
        }
        out.flush();
        return failure.kind().exit();
    }

    /** @throws Failure {@code output_lost} when stdout did not take everything */
    void finish() {
        out.flush();
        stdout.check();
    }

    private void explain(Failure failure) {
        err.println("sfjwt: " + errStyle.red("error") + ": " + Untrusted.lines(failure.getMessage()));
        err.println("sfjwt: " + errStyle.green("fix") + ": " + Untrusted.lines(failure.fix()));
        List<Cause> causes = failure.causes();
        if (causes.size() == 1) {
            err.println("sfjwt: likely cause: " + Untrusted.lines(causes.getFirst().why()));
        } else if (!causes.isEmpty()) {
            err.println("sfjwt: likely causes, the likeliest first:");
            for (int i = 0; i < causes.size(); i++) {
                Cause cause = causes.get(i);
                err.println("  " + (i + 1) + ". " + errStyle.bold(cause.why()));
                err.println("     " + (cause.fix().equals(failure.fix()) ? "the fix above" : Untrusted.lines(cause.fix())));
            }
        }
    }
}
