package lib.text;

/**
 * Text from a server, a file or a command line, made safe to show on a terminal.
 *
 * <p>Escape sequences can rewrite what a terminal shows, and bidirectional controls can reorder it (CVE-2021-42574), so
 * neither ever reaches the screen.
 */
public final class Untrusted {

    private static final int LONGEST_LINE = 500;

    private Untrusted() {
    }

    /** One line of at most 500 characters: line breaks become blanks, other control characters vanish. */
    public static String line(String text) {
        String safe = wholeLine(text);
        return safe.length() <= LONGEST_LINE ? safe : safe.substring(0, cutBefore(safe)) + "…";
    }

    /** As {@link #line}, and nothing is cut. */
    public static String wholeLine(String text) {
        return clean(text, false);
    }

    /** Several lines: as {@link #line}, but line breaks stay and nothing is cut. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /** Whether a character steers a terminal or the direction of text instead of showing something. */
    public static boolean isControl(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x061C || codePoint == 0x200E || codePoint == 0x200F
                || codePoint >= 0x2028 && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069
                || codePoint == 0xFEFF
                || codePoint >= 0xD800 && codePoint <= 0xDFFF;
    }

    private static String clean(String text, boolean keepLines) {
        var safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' && keepLines || !isControl(c)) {
                safe.appendCodePoint(c);
            } else if (c == '\n' || c == '\t') {
                safe.append(' ');
            }
        });
        return safe.toString();
    }

    private static int cutBefore(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST_LINE - 1)) ? LONGEST_LINE - 1 : LONGEST_LINE;
    }
}
