package lib.text;

import java.util.Optional;

/**
 * Blanks and characters that cannot be seen: copied along from a web page or a chat, they make a name a different one.
 */
public final class Invisible {

    private Invisible() {
    }

    /** The first one in a value, described for a message: "a blank", "an invisible character (ZERO WIDTH SPACE)". */
    public static Optional<String> in(String value) {
        return value.codePoints().filter(Invisible::isInvisible).mapToObj(Invisible::describe).findFirst();
    }

    private static boolean isInvisible(int c) {
        // the last three are fillers, which Unicode counts as letters and a symbol
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT
                || Untrusted.isControl(c) || c == 0x115F || c == 0x3164 || c == 0x2800;
    }

    private static String describe(int c) {
        return c == ' ' ? "a blank" : "an invisible character (" + name(c) + ")";
    }

    /** Unicode's name of a character, so that one can tell it from those that look like it. */
    public static String name(int c) {
        String name = Character.getName(c);
        return name == null ? String.format("U+%04X", c) : name;
    }
}
