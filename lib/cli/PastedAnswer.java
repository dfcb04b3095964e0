package lib.cli;

import java.util.regex.Pattern;

/**
 * A private key that was pasted where a question was asked, taken whole: its other lines would answer the next
 * questions, and what is left of them would be commands of the shell, which keeps them in its history.
 */
final class PastedAnswer {

    private static final int LARGEST = 64 * 1024;

    /** The first line of a key in base64, in the widths of PEM and of MIME; all its lines but the last are as wide. */
    private static final Pattern BODY = Pattern.compile("MI(?:[\\w+/]{62}|[\\w+/]{74})");

    /** The lines that follow; null at the end of the input. */
    interface Lines<E extends Exception> {
        String next() throws E;
    }

    /**
     * @return the first line, or where a key begins with it, with its BEGIN line or without, all lines up to its end
     */
    static <E extends Exception> String from(String first, Lines<E> rest) throws E {
        String line = first;
        while (line != null && line.startsWith("-----END ")) { // of a body that was the answer before
            line = rest.next();
        }
        boolean whole = line != null && line.contains("-----BEGIN ");
        if (line == null || !whole && !BODY.matcher(line.strip()).matches()) {
            return line;
        }
        int width = line.strip().length();
        var text = new StringBuilder(line);
        while (line != null && !line.contains("-----END ") && (whole || line.strip().length() == width)
                && text.length() < LARGEST) {
            line = rest.next();
            text.append('\n').append(line == null ? "" : line);
        }
        return text.toString();
    }
}
