import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Medians, ratios and bars as one markdown table.
 *
 * <p>{@code java Table.java FOLDER} makes it from FOLDER/ID.json, results of hyperfine that are there already.
 */
final class Table {

    static final String UNIT = "script";

    private final List<Row> rows;
    private final Map<String, Measured> measured;

    Table(List<Row> rows, Map<String, Measured> measured) {
        this.rows = rows;
        this.measured = measured;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        var measured = new LinkedHashMap<String, Measured>();
        List<Row> rows = Rows.all(Rows.Places.example());
        for (Row row : rows) {
            var seen = new Measured();
            Path json = folder.resolve(row.id() + ".json");
            if (Files.exists(json)) {
                seen.add(Hyperfine.Runs.of(Files.readString(json)));
                measured.put(row.id(), seen);
            }
        }
        System.out.print(new Table(rows, measured).markdown());
    }

    /** The rows that were asked for, in their order. */
    String markdown() {
        var lines = new ArrayList<String>();
        lines.add("| what runs | median | fastest to slowest | × script | CPU | peak memory | bar | |");
        lines.add("|---|--:|--:|--:|--:|--:|---|---|");
        rows.stream().filter(row -> measured.containsKey(row.id())).map(this::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private String line(Row row) {
        Measured seen = measured.get(row.id());
        if (!seen.isThere()) {
            return "| " + row.what() + " | | | | | | | not measured: " + seen.failure().replace('|', '/') + " |";
        }
        return "| " + String.join(" | ", row.what(), seconds(seen.median()),
                seconds(seen.fastest()) + " – " + seconds(seen.slowest()),
                isThere(UNIT) ? number(seen.median() / median(UNIT)) : "",
                seconds(seen.cpu()),
                seen.peak() == 0 ? "" : "%.0f MiB".formatted(seen.peak()),
                row.bars().stream().map(this::asked).collect(Collectors.joining("<br>")),
                row.bars().stream().map(bar -> verdict(bar, seen)).collect(Collectors.joining("<br>"))) + " |";
    }

    private String asked(Row.Bar bar) {
        return switch (bar) {
            case Row.Times(double most, String other, boolean goal) ->
                    (goal ? "goal: " : "") + "≤ " + (most == 1 ? "" : shortest(most) + " × ") + what(other);
            case Row.Over(double over, String other) -> "≤ " + what(other) + " + " + shortest(over) + " s";
            case Row.Memory(double mebibytes) -> "≤ %.0f MiB".formatted(mebibytes);
        };
    }

    private String verdict(Row.Bar bar, Measured seen) {
        return switch (bar) {
            case Row.Times(double most, String other, _) -> !isThere(other) ? "" : verdict(
                    number(seen.median() / median(other)), seen.median() <= most * median(other));
            case Row.Over(double over, String other) -> !isThere(other) ? "" : verdict(
                    "+ " + seconds(seen.median() - median(other)), seen.median() <= median(other) + over);
            case Row.Memory(double mebibytes) -> seen.peak() == 0 ? "" : verdict(
                    "%.0f MiB".formatted(seen.peak()), seen.peak() <= mebibytes);
        };
    }

    private static String verdict(String value, boolean holds) {
        return value + (holds ? " holds" : " **misses**");
    }

    private boolean isThere(String id) {
        return measured.containsKey(id) && measured.get(id).isThere();
    }

    private double median(String id) {
        return measured.get(id).median();
    }

    private String what(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).map(Row::what).findFirst().orElseThrow();
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f s", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String shortest(double value) {
        return number(value).replaceAll("\\.?0+$", "");
    }
}
