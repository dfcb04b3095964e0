package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.catalog.Verb;
import lib.cli.DemoFolder;
import lib.cli.Sfjwt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a person sees, command by command, in {@code tests/resources/transcripts}: behind {@code $ } what is typed in a
 * folder with a key, a certificate and a jwt.json for the demo org; then the whole output, stderr behind {@code ! },
 * and an exit code that is not 0. Failures come first. {@code -Dtranscripts=update} replaces the output.
 */
class TranscriptTest {

    private static final Path FOLDER = Path.of(System.getProperty("sfjwt.repository"), "tests/resources/transcripts");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @TempDir
    Path folder;

    static Stream<String> names() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void says(String name) throws Exception {
        Path file = FOLDER.resolve(name);
        String expected = Files.readString(file);
        String said;
        try (var demo = new DemoFolder(folder)) {
            said = replay(expected, demo);
        }
        if ("update".equals(System.getProperty("transcripts"))) {
            Files.writeString(file, said);
        }
        assertEquals(Files.readString(file), said, "differs from " + file + " (-Dtranscripts=update replaces it)");
    }

    @Test
    void every_command_has_one() throws IOException {
        assertEquals(List.of(), Arrays.stream(Verb.values()).map(verb -> verb.word() + ".txt")
                .filter(name -> Files.notExists(FOLDER.resolve(name))).toList());
    }

    private String replay(String transcript, DemoFolder demo) throws Exception {
        var said = new StringBuilder();
        for (String line : transcript.lines().toList()) {
            if (line.startsWith("# ")) {
                said.append(said.isEmpty() ? "" : "\n").append(line).append('\n');
            } else if (line.startsWith("$ ")) {
                said.append(line).append('\n').append(typed(line.substring(2), demo));
            }
        }
        return said.toString();
    }

    private String typed(String line, DemoFolder demo) throws Exception {
        if (!line.matches("(\\w+=\\S* )*sfjwt( .*|$)")) {
            Process shell = new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).redirectErrorStream(true)
                    .start();
            String out = new String(shell.getInputStream().readAllBytes());
            assertEquals(0, shell.waitFor(), out);
            return stable(out);
        }
        List<String> words = WORD.matcher(line.replace("DEMO_ORG", demo.org.url().toString())).results()
                .map(word -> Stream.of(1, 2, 3).map(word::group).filter(text -> text != null).findFirst().orElseThrow())
                .toList();
        Sfjwt sfjwt = demo.sfjwt();
        var args = new ArrayList<>(words);
        while (!args.getFirst().equals("sfjwt")) {
            String[] variable = args.removeFirst().split("=", 2);
            sfjwt.with(variable[0], variable[1]);
        }
        Sfjwt.Run run = sfjwt.run(args.subList(1, args.size()).toArray(String[]::new));
        return stable(run.out() + run.err().replaceAll("(?m)^", "! ").replaceAll("(?m)^! $", "!")
                .replaceAll("!\\z", ""))
                + (run.exit() == 0 ? "" : "[exit " + run.exit() + "]\n");
    }

    /** Without what is another one in each run. */
    private String stable(String text) {
        return text.replace(folder.toString(), "FOLDER")
                .replaceAll("127\\.0\\.0\\.1:\\d{4,5}", "DEMO_ORG")
                .replaceAll("00DDEMO00000org![\\w.]+", "TOKEN")
                .replaceAll("\\b[0-9A-F]{2}(:[0-9A-F]{2}){31}", "FINGERPRINT")
                .replaceAll("(:?[0-9A-F]{2}){4}…", "FINGERPRINT…").replaceAll("\\b[0-9a-f]{64}\\b", "SHA256")
                .replaceAll("\\b\\d{10} in seconds", "EXP in seconds")
                .replaceAll("\\d{1,2} [A-Z][a-z]+ 20\\d\\d|\\b20\\d\\d-\\d\\d-\\d\\d\\b", "DATE")
                .replaceAll("DATE {2,}", "DATE  ").replaceAll("\\b\\d{3} days", "DAYS days")
                .replaceAll("exp \\d+", "exp EXP").replaceAll("\\.\\d{8}T?-?\\d{6}\\S*\\.bak", ".STAMP.bak")
                .replaceAll("\\.20\\d\\d\\S*\\.bak", ".STAMP.bak").replaceAll("\\b\\d+ s ago", "N s ago")
                .replaceAll("\\d+ ms\\b", "N ms").replaceAll("(?m) +$", "");
    }
}
