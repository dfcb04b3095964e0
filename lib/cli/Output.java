package lib.cli;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lib.catalog.Verb;
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

    private final Surroundings surroundings;
    private final CommonFlags options;
    private final Sides sides;
    private final Side err;
    private final CiLog log;
    private Side out;
    private AsCalled voice;
    private Spinner spinner;

    public Output(Surroundings surroundings, CommonFlags options) {
        this(surroundings, options, AsCalled.of(surroundings));
    }

    /** @param voice for follow-up commands */
    Output(Surroundings surroundings, CommonFlags options, AsCalled voice) {
        this.surroundings = surroundings;
        this.options = options;
        this.voice = voice;
        this.log = new CiLog(surroundings);
        this.sides = new Sides(surroundings, options.noColor);
        this.out = sides.out();
        this.err = sides.err();
    }

    public boolean isJson() {
        return options.json;
    }

    /** How to style a {@link #line}. */
    public Style style() {
        return out.style();
    }

    /** What was asked for: as the one document of {@code --json}, or as text. */
    public void answer(Supplier<JsonObject> json, Runnable text) {
        if (options.json) {
            document(json.get());
        } else {
            text.run();
        }
    }

    /** The answer as the one document of {@code --json}. */
    public void document(JsonObject json) {
        still();
        out.stream().println(log.harmlessJson(JsonText.ascii(json)));
    }

    /** A line of what was asked for; styled parts come from {@link #style}, which cleans them. */
    public void line(String text) {
        still();
        out.line(printable(text));
    }

    /** A paragraph of what was asked for; its first line begins with {@code lead}, the others are indented. */
    public void paragraph(String lead, String text) {
        lines(Wrap.paragraph(lead, " ".repeat(Wrap.length(lead)), printable(Untrusted.line(text)), width()));
    }

    /** Rows under a heading, in columns where the screen is wide enough. */
    public void table(List<String> heading, List<List<String>> rows) {
        lines(Table.lines(heading, rows, out.style(), out.columns().getAsInt()));
    }

    /** A command to copy. */
    public void command(String lead, String text) {
        lines(Wrap.command(lead, printable(Untrusted.line(text)), out.columns().getAsInt()).stream()
                .map(out.style()::cyan).toList());
    }

    /** How wide text for stdout may be. */
    int width() {
        return Math.min(out.columns().getAsInt(), PAGE_WIDTH);
    }

    /** As {@link #line}, for lines that are laid out already. */
    void lines(List<String> laidOut) {
        still();
        out.lines(laidOut);
    }

    /** A text of what was asked for, byte by byte as a program reads it: line feeds on Windows too. */
    public void exactly(String text) {
        still();
        out.stream().print(text);
    }

    /**
     * What was asked for, as it comes: to a pipe or file unchanged, to a terminal cleaned. To be closed, which leaves
     * stdout itself open.
     */
    public OutputStream data() {
        still();
        return new DataStream(sides.stdout(), sides.isTerminal() ? out.stream() : null);
    }

    /** What this prints to a terminal, the person's pager shows, where it is longer than the screen. */
    public void page(Runnable print) {
        Map<String, String> environment = surroundings.environment();
        Optional<Pager> pager = sides.isTerminal() ? Pager.of(environment) : Optional.empty();
        if (pager.isEmpty()) {
            print.run();
            return;
        }
        Side onScreen = out;
        Charset charset = onScreen.stream().charset();
        var text = new ByteArrayOutputStream();
        out = onScreen.printingTo(new PrintStream(text, true, charset));
        try {
            print.run();
        } finally {
            out = onScreen;
        }
        boolean fits = text.toString(charset).lines().count() < sides.screen().rows();
        if (fits || !pager.get().show(text.toByteArray(), environment)) {
            out.stream().writeBytes(text.toByteArray());
        }
    }

    /** @throws Failure {@code output_lost} when stdout did not take everything */
    public void finish() {
        still();
        out.stream().flush();
        sides.stdout().check();
    }

    /** From now on, follow-up commands speak of this key. */
    public void keyIs(KeySource key) {
        voice = voice.with(KeyPlace.of(key, surroundings));
    }

    /** Follow-up commands mean this jwt.json, which no option names. */
    void reads(Path config) {
        voice = voice.reading(surroundings.shown(config));
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

    /** To be called before secrets are printed that were asked for, so that a CI system keeps them out of its log. */
    public void mask(List<String> secrets) {
        still(); // a mask counts at the beginning of a line
        log.mask(err.stream(), secrets);
    }

    /** Says on stderr how things are going; not with {@code --quiet} or {@code --json}. */
    public void say(String text) {
        still();
        if (talks()) {
            List<String> said = text.isEmpty() ? List.of("") : safe(text).lines().toList();
            said.forEach(err::line);
        }
    }

    /** Says that a step is done. */
    public void done(String text) {
        still();
        if (talks()) {
            err.paragraph(err.style().done(), "  ", safe(text));
        }
    }

    private boolean talks() {
        return !options.quiet && !options.json;
    }

    /** Says what needs a look although all went well; not with {@code --quiet}. */
    public void warn(Collection<Warning> warnings) {
        still();
        if (!options.quiet) {
            warnings.forEach(report(voice)::warning);
        }
    }

    /** A line for {@code --verbose}. */
    public void detail(String text) {
        if (options.verbose) {
            err.stream().println(err.style().dim("sfjwt: " + text));
        }
    }

    /** Whether {@link #spin} shows anything. */
    public boolean spins() {
        return sides.isAnimated() && talks() && !options.verbose;
    }

    /** Shows that something is at work, until something else is said or the command ends. */
    public synchronized void spin(String text) {
        still();
        if (spins()) {
            // the mark and a blank go before it; a line that wraps could not be erased
            String words = safe(text);
            spinner = new Spinner(err.stream(), err.style(),
                    words.substring(0, Math.clamp(sides.screen().columns() - 3L, 0, words.length())));
        }
    }

    /** Ends what {@link #spin} shows; before a question, which this does not print. */
    public synchronized void still() {
        if (spinner != null) {
            spinner.close();
            spinner = null;
        }
    }

    /** One failure of several, before the one that ends the command. */
    public void failed(String who, Failure failure, Voice itsOwn) {
        warn(failure.warnings());
        report(itsOwn).failure(who, failure);
    }

    /** @return the exit code */
    int fail(Failure failure) {
        still();
        if (options.json && sides.stdout().isUntouched()) {
            document(failure.json(voice));
        } else {
            warn(failure.warnings());
            report(voice).explain(failure); // also where a document broke off: it stays the only one
        }
        log.failed(err.stream(), failure);
        if (options.verbose && (failure.getCause() != null || failure.kind() == Kind.INTERNAL)) {
            Report.origin(failure).forEach(this::detail);
        }
        out.stream().flush();
        return failure.kind().exit();
    }

    private Report report(Voice how) {
        return new Report(err, how, this::safe);
    }

    private String safe(String text) {
        return printable(Untrusted.lines(text));
    }

    private String printable(String text) {
        String run = log.harmless(text);
        return sides.hasMarks() ? run : run.replace("…", "...");
    }
}
