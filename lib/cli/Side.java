package lib.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * One of the two streams as its reader takes it: a terminal in lines that fit it and in colour, everything else plain
 * and whole, so that logs can be searched.
 *
 * @param columns how many there are; asked for with each line
 */
record Side(PrintStream stream, Style style, IntSupplier columns) {

    /** @param flushed whether each line is to be seen at once */
    static Side plain(OutputStream stream, boolean flushed) {
        return new Side(new PrintStream(stream, flushed, StandardCharsets.UTF_8), Style.PLAIN, () -> Integer.MAX_VALUE);
    }

    void line(String text) {
        lines(Wrap.line(text, columns.getAsInt()));
    }

    void paragraph(String lead, String indent, String text) {
        lines(Wrap.paragraph(lead, indent, text, columns.getAsInt()));
    }

    /** What is laid out already. */
    void lines(List<String> laidOut) {
        laidOut.forEach(stream::println);
    }

    Side printingTo(PrintStream other) {
        return new Side(other, style, columns);
    }
}
