package lib.cli;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.catalog.Verb;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Text;
import lib.failure.Voice;
import lib.failure.Warning;
import lib.keys.KeySource;
import lib.json.JsonText;
import lib.text.Untrusted;

/**
 * The only printer. Every word that a person or a script sees goes through here, and the rules are these: what was
 * asked for goes to stdout, everything else to stderr; with {@code --json} stdout is one document, whatever happens;
 * colour and marks appear on a terminal only; {@code error:} lines say what happened, {@code fix:} lines what to do;
 * foreign text is cleaned.
 */
public final class Output {

    /** Wider lines are hard to read. */
    private static final int PAGE_WIDTH = 100;

    private final Stdout stdout;
    private final Surroundings surroundings;
    private AsCalled voice;
    private final Map<String, String> environment;
    private final PrintStream err;
    private final CommonFlags options;
    private final Terminal terminal;
    private final Style outStyle;
    private final Style errStyle;
    private final boolean marks;
    private final boolean animated;
    private final CiLog log;
    private PrintStream out;
    private Screen screen;

    public Output(Surroundings surroundings, CommonFlags options) {
        this(surroundings, options, AsCalled.of(surroundings));
    }

    /** @param voice for follow-up commands */
    Output(Surroundings surroundings, CommonFlags options, AsCalled voice) {
        this.surroundings = surroundings;
        this.options = options;
        this.voice = voice;
        this.terminal = surroundings.terminal();
        this.marks = terminal.charset().newEncoder().canEncode('✔');
        // without a locale Java says ASCII, where the terminal nearly always shows UTF-8
        Charset charset = terminal.charset().equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8
                : terminal.charset();
        this.environment = surroundings.environment();
        boolean color = !options.noColor && environment.getOrDefault("NO_COLOR", "").isEmpty();
        this.stdout = new Stdout(surroundings.out());
        this.out = new PrintStream(stdout, false, terminal.out() ? charset : StandardCharsets.UTF_8);
        this.err = new PrintStream(surroundings.err(), true, terminal.err() ? charset : StandardCharsets.UTF_8);
        this.outStyle = terminal.out() ? new Style(color, marks) : Style.PLAIN;
        this.errStyle = terminal.err() ? new Style(color, marks) : Style.PLAIN;
        this.log = new CiLog(surroundings);
        this.animated = terminal.err() && color && environment.getOrDefault("CI", "").isEmpty();
    }

    public boolean isJson() {
        return options.json;
    }

    /** How to style a {@link #line}. */
    public Style style() {
        return outStyle;
    }

    /** A line of what was asked for; styled parts come from {@link #style}, which cleans them. */
    public void line(String text) {
        String run = printable(text);
        (terminal.out() ? Wrap.line(run, columns()) : List.of(run)).forEach(out::println);
    }

    /** A paragraph of what was asked for; its first line begins with {@code lead}, the others are indented. */
    public void paragraph(String lead, String text) {
        Wrap.paragraph(lead, " ".repeat(Wrap.length(lead)), printable(Untrusted.line(text)), width())
                .forEach(out::println);
    }

    /** Rows under a heading, in columns where the screen is wide enough. */
    public void table(List<String> heading, List<List<String>> rows) {
        lines(Table.lines(heading, rows, outStyle, terminal.out() ? columns() : Integer.MAX_VALUE));
    }

    /** A command to copy. */
    public void command(String lead, String text) {
        Wrap.command(lead, printable(Untrusted.line(text)), terminal.out() ? columns() : Integer.MAX_VALUE)
                .forEach(line -> out.println(outStyle.cyan(line)));
    }

    /** How wide text for stdout may be. */
    int width() {
        return terminal.out() ? Math.min(columns(), PAGE_WIDTH) : PAGE_WIDTH;
    }

    private Screen screen() {
        screen = screen == null ? terminal.screen().get() : screen;
        return screen;
    }

    private int columns() {
        return screen().columns();
    }

    /** As {@link #line}, for lines that are laid out already. */
    void lines(List<String> laidOut) {
        laidOut.forEach(out::println);
    }

    /** From now on, follow-up commands speak of this key. */
    public void keyIs(KeySource key) {
        voice = voice.with(KeyPlace.of(key, surroundings));
    }

    /** How follow-up commands are called that mean one of several orgs. */
    public Voice voiceFor(Path file, String profile) {
        return voice.meaning(surroundings.shown(file), profile);
    }

    /** How follow-up commands are called here. */
    public Voice voice() {
        return voice;
    }

    /** A follow-up command, to mean the same org as this run. */
    public String next(Verb verb, Object... arguments) {
        return voice.command(Text.Command.of(verb.word(), arguments));
    }

    /**
     * Until it is closed, what is printed to a terminal is collected; then the person's pager shows it, where it is
     * longer than the screen.
     */
    public Page page() {
        var pager = terminal.out() && !options.json ? Pager.of(environment) : Optional.<Pager>empty();
        if (pager.isEmpty()) {
            return () -> { };
        }
        PrintStream screen = out;
        var text = new ByteArrayOutputStream();
        out = new PrintStream(text, false, screen.charset());
        return () -> {
            out.flush();
            out = screen;
            boolean fits = text.toString(screen.charset()).lines().count() < screen().rows();
            if (fits || !pager.get().show(text.toByteArray(), environment)) {
                out.writeBytes(text.toByteArray());
            }
        };
    }

    /** See {@link #page}. */
    public interface Page extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * What was asked for, as it comes: to a pipe or file unchanged, to a terminal cleaned. To be closed, which leaves
     * stdout itself open.
     */
    public OutputStream data() {
        return new DataStream(stdout, terminal.out() ? out : null);
    }

    /** The answer as the one document of {@code --json}. */
    public void document(JsonObject json) {
        out.println(log.harmlessJson(JsonText.ascii(json)));
    }

    /** A text of what was asked for, byte by byte as a program reads it: line feeds on Windows too. */
    public void exactly(String text) {
        out.print(text);
    }

    /** To be called before secrets are printed that were asked for, so that a CI system keeps them out of its log. */
    public void mask(List<String> secrets) {
        log.mask(err, secrets);
    }

    /** Says on stderr how things are going; not with {@code --quiet} or {@code --json}. */
    public void say(String text) {
        if (!options.quiet && !options.json) {
            safe(text).lines().flatMap(line -> (terminal.err() ? Wrap.line(line, columns()) : List.of(line)).stream())
                    .forEach(err::println);
            if (text.isEmpty()) {
                err.println();
            }
        }
    }

    /** Says that a step is done. */
    public void done(String text) {
        if (!options.quiet && !options.json) {
            int width = terminal.err() ? columns() : Integer.MAX_VALUE;
            Wrap.paragraph(errStyle.done(), "  ", safe(text), width).forEach(err::println);
        }
    }

    /** Says what needs a look although all went well; not with {@code --quiet}. */
    public void warn(Collection<Warning> warnings) {
        if (!options.quiet) {
            warnings.forEach(warning -> talk("sfjwt: warning: ", errStyle.yellow("warning"),
                    Untrusted.wholeLine(warning.text().say(voice))));
        }
    }

    /** A line for {@code --verbose}. */
    public void detail(String text) {
        if (options.verbose) {
            err.println(errStyle.dim("sfjwt: " + text));
        }
    }

    /** Whether {@link #spin} shows anything. */
    public boolean spins() {
        return animated && !options.quiet && !options.json && !options.verbose;
    }

    /** Shows that something is at work, until it is closed. */
    public Spinner spin(String text) {
        if (!spins()) {
            return new Spinner(null, errStyle, "");
        }
        // the mark and a blank go before it; a line that wraps could not be erased
        String words = safe(text);
        return new Spinner(err, errStyle, words.substring(0, Math.clamp(columns() - 3L, 0, words.length())));
    }

    /** One failure of several, before the one that ends the command. */
    public void failed(String who, Failure failure, Voice itsOwn) {
        talk("sfjwt: error: ", errStyle.red("error"), who + ": " + failure.say(itsOwn));
        talk("sfjwt: fix: ", errStyle.green("fix"), failure.fix().say(itsOwn));
    }

    /** @return the exit code */
    int fail(Failure failure) {
        if (options.json && stdout.isUntouched()) {
            document(failure.json(voice));
        } else {
            explain(failure); // also where a document is on stdout already: one that broke off stays the only one
        }
        log.failed(err, failure);
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
    public void finish() {
        out.flush();
        stdout.check();
    }

    private String safe(String text) {
        return printable(Untrusted.lines(text));
    }

    private String printable(String text) {
        String run = log.harmless(text);
        return marks ? run : run.replace("…", "...");
    }

    private void explain(Failure failure) {
        talk("sfjwt: error: ", errStyle.red("error"), failure.say(voice));
        talk("sfjwt: fix: ", errStyle.green("fix"), failure.fix().say(voice));
        List<Cause> causes = failure.causes();
        if (causes.size() == 1) {
            talk("sfjwt: likely cause: ", "likely cause", causes.getFirst().why());
        } else if (!causes.isEmpty()) {
            talk("sfjwt: ", null, "likely causes, the likeliest first:");
            for (int i = 0; i < causes.size(); i++) {
                Cause cause = causes.get(i);
                talk("  " + (i + 1) + ". ", null, cause.why());
                talk("     ", null, cause.fix().equals(failure.fix()) ? "the fix above" : cause.fix().say(voice));
            }
        }
    }

    /** A line on stderr; on a terminal wrapped, elsewhere whole, so that logs can be searched. */
    private void talk(String lead, String styledWord, String text) {
        int width = terminal.err() ? columns() : Integer.MAX_VALUE;
        String styled = styledWord == null ? lead : lead.replaceFirst("(?<=^sfjwt: ).*(?=: $)", styledWord);
        Wrap.paragraph(styled, " ".repeat(Math.min(lead.length(), 7)), safe(text).replace("\n", " "), width)
                .forEach(err::println);
    }
}
