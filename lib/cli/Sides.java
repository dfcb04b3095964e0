package lib.cli;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The two streams as their readers take them, and what can be shown there: colour, marks, something that moves.
 */
final class Sides {

    private final Terminal terminal;
    private final Stdout stdout;
    private final Side out;
    private final Side err;
    private final boolean marks;
    private final boolean animated;
    private Screen screen;

    Sides(Surroundings surroundings, boolean noColor) {
        var environment = surroundings.environment();
        terminal = surroundings.terminal();
        stdout = new Stdout(surroundings.out(), Stdout.DESCRIPTOR);
        marks = terminal.charset().newEncoder().canEncode('✔');
        boolean color = !noColor && environment.getOrDefault("NO_COLOR", "").isEmpty();
        animated = terminal.err() && color && environment.getOrDefault("CI", "").isEmpty();
        var style = new Style(color, marks);
        // without a locale Java says ASCII, where the terminal nearly always shows UTF-8
        Charset charset = terminal.charset().equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8
                : terminal.charset();
        out = terminal.out() ? new Side(new PrintStream(stdout, false, charset), style, () -> screen().columns())
                : Side.plain(stdout, false);
        err = terminal.err() ? new Side(new PrintStream(surroundings.err(), true, charset), style,
                () -> screen().columns()) : Side.plain(surroundings.err(), true);
    }

    Side out() {
        return out;
    }

    Side err() {
        return err;
    }

    /** Below {@link #out}. */
    Stdout stdout() {
        return stdout;
    }

    /** Asked for once, and where it is needed: it takes another program. */
    Screen screen() {
        screen = screen == null ? terminal.screen().get() : screen;
        return screen;
    }

    /** Whether a person reads stdout. */
    boolean isTerminal() {
        return terminal.out();
    }

    /** Whether marks such as a tick can be shown. */
    boolean hasMarks() {
        return marks;
    }

    /** Whether a spinner may turn on stderr. */
    boolean isAnimated() {
        return animated;
    }
}
