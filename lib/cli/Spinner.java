package lib.cli;

import java.io.PrintStream;

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
    /** Ctrl-C must not leave half a line. */
    private final Thread eraser;

    Spinner(PrintStream err, Style style, String text) {
        this.err = err;
        String frames = style.marks() ? UNICODE : ASCII;
        eraser = new Thread(this::close);
        turning = Thread.ofPlatform().daemon().start(() -> turn(frames, style, text));
    }

    private void turn(String frames, Style style, String text) {
        boolean drawn = false;
        try {
            Thread.sleep(FIRST_AFTER_MILLIS);
            if (!eraseAtTheEnd()) {
                return;
            }
            for (int i = 0;; i++) {
                drawn = true;
                err.print("\r" + style.cyan(frames.charAt(i % frames.length()) + "") + " " + text);
                err.flush();
                Thread.sleep(FRAME_MILLIS);
            }
        } catch (InterruptedException e) {
            if (drawn) {
                err.print(ERASE_LINE);
                err.flush();
                keepAsItIs();
            }
        }
    }

    /** @return false where the JVM is going down already, so that nothing more is to be drawn */
    private boolean eraseAtTheEnd() {
        try {
            Runtime.getRuntime().addShutdownHook(eraser);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private void keepAsItIs() {
        try {
            Runtime.getRuntime().removeShutdownHook(eraser);
        } catch (IllegalStateException e) {
            // the JVM is going down already
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
