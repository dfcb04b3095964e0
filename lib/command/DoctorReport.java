package lib.command;

import java.time.Duration;
import java.util.Locale;
import lib.cli.Output;
import lib.cli.Style;
import lib.doctor.Doctor;
import lib.doctor.Examined;
import lib.doctor.Finding;
import lib.doctor.Phase;
import lib.doctor.State;

/**
 * Prints each check as soon as it is done; what takes a moment turns in the meantime.
 */
final class DoctorReport implements Doctor.Progress {
    /** Of the name of a check, and of "warning" where there are no marks. */
    private static final int NAME_WIDTH = 22;
    private static final int WORD_WIDTH = 9;
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Output out;
    private Phase phase;
    private Duration leftAtLastLine;

    DoctorReport(Output out) {
        this.out = out;
    }

    @Override
    public void began(Phase next, String check) {
        if (next != phase && !out.isJson()) {
            out.line((phase == null ? "" : "\n") + out.style().bold(next.title()));
        }
        phase = next;
        if (next != Phase.OFFLINE) {
            out.spin(check + " …");
        }
    }

    @Override
    public void found(Examined examined) {
        if (!out.isJson()) {
            show(examined);
        }
    }

    @Override
    public void waits(Doctor.Wait wait) {
        if (out.spins()) {
            out.spin(wait.sentence());
        } else if (leftAtLastLine == null || leftAtLastLine.minus(wait.left()).compareTo(BETWEEN_LINES) >= 0) {
            leftAtLastLine = wait.left();
            out.say(wait.sentence());
        }
    }

    private void show(Examined examined) {
        Style style = out.style();
        Finding finding = examined.finding();
        String mark = mark(style, finding.state());
        int width = (style.marks() ? 2 : WORD_WIDTH) + NAME_WIDTH;
        out.paragraph(mark + String.format("%-" + NAME_WIDTH + "s", examined.name()), finding.text());
        if (!finding.fix().isEmpty()) {
            out.paragraph(" ".repeat(width), finding.fix().say(out.voice()));
        }
    }

    private static String mark(Style style, State state) {
        if (!style.marks()) {
            return String.format("%-" + WORD_WIDTH + "s", state.name().toLowerCase(Locale.ROOT));
        }
        return switch (state) {
            case OK -> style.green("✔");
            case WARNING -> style.yellow("!");
            case FAILED -> style.red("✘");
            case SKIPPED -> style.dim("-");
        } + " ";
    }
}
