package lib.cli;

import java.io.PrintStream;
import lib.files.AtExit;

/**
 * A turning mark with a few words, for what takes longer than a moment; gone without a trace when closed.
 */
final class Spinner {

    private static final String UNICODE = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String ASCII = "|/-\\";
    private static final int FIRST_AFTER_MILLIS = 120;
    private static final int FRAME_MILLIS = 90;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintStream err;
    private final Thread turning;

    Spinner(PrintStream err, Style style, String text) {
        this.err = err;
        String frames = style.marks() ? UNICODE : ASCII;
        turning = Thread.ofPlatform().daemon().start(() -> turn(frames, style, text));
    }

    private void turn(String frames, Style style, String text) {
        try {
            Thread.sleep(FIRST_AFTER_MILLIS);
        } catch (InterruptedException e) {
            return;
        }
        // Ctrl-C must not leave half a line
        try (var _ = new AtExit(this::close)) {
            draw(frames, style, text);
        } catch (IllegalStateException e) {
            // the JVM is going down already, so nothing is drawn any more
        }
    }

    /** Until it is interrupted. */
    private void draw(String frames, Style style, String text) {
        try {
            for (int i = 0;; i++) {
                err.print("\r" + style.cyan(frames.charAt(i % frames.length()) + "") + " " + text);
                err.flush();
                Thread.sleep(FRAME_MILLIS);
            }
        } catch (InterruptedException e) {
            err.print(ERASE_LINE);
            err.flush();
        }
    }

    void close() {
        turning.interrupt();
        try {
            turning.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
