package lib.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under a heading; on a screen that is too narrow for them, a block of lines each.
 */
final class Table {

    private static final String BETWEEN = "  ";

    /** @param rows one with fewer fields than the heading lets its last one go on to the end */
    static List<String> lines(List<String> heading, List<List<String>> rows, Style style, int width) {
        var all = new ArrayList<List<String>>(List.of(heading));
        all.addAll(rows);
        int[] widths = new int[heading.size()];
        for (List<String> row : all) {
            int full = row.size() == heading.size() ? row.size() : row.size() - 1;
            for (int i = 0; i < full; i++) {
                widths[i] = Math.max(widths[i], Wrap.length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>(all.stream().map(row -> line(row, widths)).toList());
        if (lines.stream().anyMatch(line -> Wrap.length(line) > width)) {
            return blocks(heading, rows, style, width);
        }
        lines.set(0, style.bold(lines.getFirst()));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).repeat(" ", Math.max(0, widths[i] - Wrap.length(row.get(i)))).append(BETWEEN);
        }
        return line.toString().stripTrailing();
    }

    private static List<String> blocks(List<String> heading, List<List<String>> rows, Style style, int width) {
        int widest = heading.stream().skip(1).mapToInt(String::length).max().orElse(0);
        var lines = new ArrayList<String>();
        for (List<String> row : rows) {
            lines.add(style.bold(row.getFirst()));
            for (int i = 1; i < row.size(); i++) {
                boolean isWhole = row.size() == heading.size();
                String label = isWhole ? String.format("  %-" + widest + "s  ", heading.get(i)) : "  ";
                lines.addAll(Wrap.paragraph(label, " ".repeat(label.length()), row.get(i).strip(), width));
            }
        }
        return lines;
    }
}
