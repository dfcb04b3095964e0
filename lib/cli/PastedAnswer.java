package lib.cli;

/**
 * A private key that was pasted where a question was asked, taken whole: its other lines would answer the next
 * questions, and what is left of them would be commands of the shell, which keeps them in its history.
 */
final class PastedAnswer {

    private static final int LARGEST = 64 * 1024;

    /** The lines that follow; null at the end of the input. */
    interface Lines<E extends Exception> {
        String next() throws E;
    }

    /** @return the first line, or where a key begins with it all lines up to the key's end */
    static <E extends Exception> String from(String first, Lines<E> rest) throws E {
        if (first == null || !first.contains("-----BEGIN ")) {
            return first;
        }
        var text = new StringBuilder(first);
        String line = first;
        while (line != null && !line.contains("-----END ") && text.length() < LARGEST) {
            line = rest.next();
            text.append('\n').append(line == null ? "" : line);
        }
        return text.toString();
    }
}
