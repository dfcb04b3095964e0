import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a row through hyperfine (times) or through GNU time (memory). */
final class Hyperfine {

    /**
     * @param seconds how long each run took
     * @param cpu seconds of all cores together, user and system, on average
     */
    record Runs(List<Double> seconds, double cpu) {

        /** What hyperfine's JSON says of one command. */
        static Runs of(String json) {
            return new Runs(Arrays.stream(value(json, "times", "\\[([^]]*)]").split(",")).map(String::trim)
                    .map(Double::valueOf).toList(), number(json, "user") + number(json, "system"));
        }

        private static double number(String json, String name) {
            return Double.parseDouble(value(json, name, "([-0-9.eE]+)"));
        }

        private static String value(String json, String name, String pattern) {
            var found = Pattern.compile("\"" + name + "\"\\s*:\\s*" + pattern).matcher(json);
            if (!found.find()) {
                throw new IllegalArgumentException("hyperfine says no " + name + ": " + json);
            }
            return found.group(1);
        }
    }

    private final Path folder;

    /** @param folder where the commands run, and where results are kept for a moment */
    Hyperfine(Path folder) {
        this.folder = folder;
    }

    /** @throws Failed with the command's own last words when it fails once */
    Runs time(Row row, int warmUps, int runs) throws IOException, InterruptedException, Failed {
        Path program = Path.of(row.words().getFirst());
        if (program.isAbsolute() && !Files.isExecutable(program)) {
            throw new Failed(program.getFileName() + " is not there");
        }
        Path json = folder.resolve("hyperfine.json");
        Files.deleteIfExists(json);
        var words = new ArrayList<>(List.of("hyperfine", "--shell=none", "--style=none", "--warmup", "" + warmUps,
                "--runs", "" + runs, "--export-json", json.toString(), "--command-name", row.id()));
        if (row.before() != null) {
            words.addAll(List.of("--prepare", quoted(List.of("rm", "-rf", row.before()))));
        }
        words.add(quoted(row.words()));
        if (run(words, row) != 0) {
            throw new Failed(lastWords(row));
        }
        return Runs.of(Files.readString(json));
    }

    /** Of the command's largest process, in KiB: what the kernel says when it is reaped. */
    long peak(Row row) throws IOException, InterruptedException {
        Path file = folder.resolve("peak.txt");
        remove(row);
        var words = new ArrayList<>(List.of("/usr/bin/time", "-f", "%M", "-o", file.toString()));
        words.addAll(row.words());
        return run(words, row) == 0 ? Long.parseLong(Files.readString(file).trim()) : 0;
    }

    private String lastWords(Row row) throws IOException, InterruptedException {
        remove(row);
        run(row.words(), row);
        String said = Files.readString(folder.resolve("said.txt"), StandardCharsets.ISO_8859_1).strip();
        String words = said.lines().filter(line -> line.contains("error:")).findFirst()
                .or(() -> said.lines().reduce((_, last) -> last)).orElse("it ended with an error");
        return words.length() <= 80 ? words : words.substring(0, 80) + "…";
    }

    private void remove(Row row) throws IOException, InterruptedException {
        if (row.before() != null) {
            new ProcessBuilder("rm", "-rf", row.before()).start().waitFor();
        }
    }

    private int run(List<String> words, Row row) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(folder.resolve("said.txt").toFile());
        builder.environment().putAll(row.environment());
        return builder.start().waitFor();
    }

    /** One line that hyperfine splits into these words again. */
    private static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
    }

    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String lastWords) {
            super(lastWords);
        }
    }
}
