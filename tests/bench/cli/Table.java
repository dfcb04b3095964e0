import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Medians and ratios as one markdown table.
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
        lines.add("| what runs | median | fastest to slowest | CPU | peak memory | in comparison |");
        lines.add("|---|--:|--:|--:|--:|---|");
        rows.stream().filter(row -> measured.containsKey(row.id())).map(this::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private String line(Row row) {
        Measured seen = measured.get(row.id());
        if (!seen.isThere()) {
            return "| " + row.what() + " | | | | | not measured: " + seen.failure().replace('|', '/') + " |";
        }
        return "| " + String.join(" | ", row.what(), seconds(seen.median()),
                seconds(seen.fastest()) + " – " + seconds(seen.slowest()),
                seconds(seen.cpu()),
                seen.peak() == 0 ? "" : "%.0f MiB".formatted(seen.peak()),
                row.against().stream().filter(this::isThere).map(other -> compared(seen, other))
                        .collect(Collectors.joining("<br>"))) + " |";
    }

    private String compared(Measured seen, String other) {
        return number(seen.median() / median(other)) + " × " + what(other);
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
}
