package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.catalog.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a terminal text fits its width, and is broken between words. */
class WidthTest {

    @TempDir
    Path folder;

    private Sfjwt at(int columns, int rows) {
        return new Sfjwt(folder).with("NO_COLOR", "1").on(new Terminal(true, true, StandardCharsets.UTF_8,
                Optional.empty(), () -> new Screen(rows, columns)));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void help_and_guide_fit(int columns) {
        Stream<List<String>> helps = Arrays.stream(Verb.values()).map(verb -> List.of(verb.word(), "--help"));
        Stream.concat(helps, Stream.of(List.of(), List.of("--help"), List.of("steps"), List.of("help", "errors"),
                List.of("help", "environment"), List.of("help", "exit-codes"), List.of("help", "formats"),
                List.of("get-token"), List.of("doctor", "--offline")))
                .forEach(args -> assertFits(at(columns, 24).run(args.toArray(String[]::new)), columns));
    }

    private static void assertFits(Sfjwt.Run run, int columns) {
        for (String line : (run.out() + run.err()).lines().toList()) {
            // what cannot be broken: an address, a path, a quoted argument
            boolean oneWord = !line.strip().replaceAll(" \\\\$", "").replaceAll("'[^']*'|\"[^\"]*\"", "quoted")
                    .contains(" ");
            assertTrue(line.length() <= columns || oneWord, () -> line.length() + ": " + line + "\n" + run);
        }
    }

    @Test
    void a_command_goes_on_behind_a_backslash() {
        assertEquals(List.of("  sfjwt setup-config \\", "      --username 'a b' \\", "      --login-url https://x"),
                Wrap.command("  ", "sfjwt setup-config --username 'a b' --login-url https://x", 30));
    }

    @Test
    void what_follows_a_label_stays_in_its_column() {
        assertEquals(List.of("a key  b c d e f", "       g"), Wrap.line("a key  b c d e f g", 17));
        assertEquals(List.of("name\ttoken that is long"), Wrap.line("name\ttoken that is long", 10));
    }

    @Test
    void long_text_goes_through_the_pager_and_short_text_does_not() throws Exception {
        Path read = folder.resolve("read");
        Sfjwt.Run paged = at(80, 24).with("PAGER", "cat > '" + read + "'").run("steps").exitsWith(0);
        assertEquals("", paged.out());
        assertEquals(at(80, 24).run("steps").out(), Files.readString(read));
        assertTrue(at(80, 2000).with("PAGER", "false").run("steps").exitsWith(0).out().contains("1. "));
    }

    @Test
    void without_its_pager_text_is_printed() {
        assertTrue(at(80, 24).with("PAGER", "no-such-program").run("help", "errors").exitsWith(0).out().length() > 999);
    }
}
