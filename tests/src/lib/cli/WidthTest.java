package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lib.catalog.Verb;
import lib.demo.DemoOrg;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a terminal text fits its width, and is broken between words. */
class WidthTest {

    @TempDir
    Path folder;

    private Sfjwt at(int columns, int rows, Terminal.Questions... person) {
        return new Sfjwt(folder).with("NO_COLOR", "1").on(new Terminal(true, true, StandardCharsets.UTF_8,
                Stream.of(person).findFirst(), () -> new Screen(rows, columns)));
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

    @Test
    void a_path_in_quotes_is_never_broken_and_an_apostrophe_begins_none() {
        assertEquals(List.of("run: sfjwt verify-key", "'my prod/a b.key' --cert", "'my prod/a b.crt'; then",
                "the user's app, 'tis said"), Wrap.paragraph("", "", "run: sfjwt verify-key 'my prod/a b.key' "
                        + "--cert 'my prod/a b.crt'; then the user's app, 'tis said", 27));
        assertEquals(List.of("a  b", "--x='c  d' e"), Wrap.paragraph("", "", "a  b --x='c  d' e", 14));
    }

    private static void assertFits(Sfjwt.Run run, int columns) {
        for (String line : (run.out() + run.err()).lines().toList()) {
            // what cannot be broken: an address, a path, a quoted argument
            boolean oneWord = !line.strip().replaceAll(" \\\\$", "").replaceAll("'[^']*'|\"[^\"]*\"", "quoted")
                    .contains(" ");
            assertTrue(line.length() <= columns || oneWord, () -> line.length() + ": " + line + "\n" + run);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void what_an_org_says_fits(int columns) throws Exception {
        try (var _ = new DemoFolder(folder)) {
            Stream.of("get-token", "get-token --show-secrets", "get-token --all", "open --print", "whoami", "limits",
                    "get-token --username inactive@demo.example", "orgs", "doctor", "sf-login --print",
                    "setup-config --force", "verify-key certs/server.key")
                    .forEach(words -> assertFits(at(columns, 24).run(words.split(" ")), columns));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120})
    void a_question_is_broken_between_its_words(int columns) throws Exception {
        var asked = new ArrayList<String>();
        var person = new Terminal.Questions() {
            @Override
            public String ask(String question) {
                asked.add(question);
                return "n";
            }

            @Override
            public char[] askSecret(String question) {
                asked.add(question);
                return "n".toCharArray();
            }
        };
        try (var demo = new DemoFolder(folder)) {
            at(columns, 24, person).administering(demo.org).run("app", "create", "--user", DemoOrg.USERNAME, "--name",
                    "The login of the integration team").exitsWith(2);
            Openssl.run(folder, "rsa", "-aes256", "-passout", "pass:x", "-in", "certs/server.key", "-out",
                    "certs/the key of the integration team.key");
            at(columns, 24, person).run("verify-key", "certs/the key of the integration team.key").exitsWith(3);
        }
        assertTrue(asked.getFirst().endsWith("? [y/N] "), asked::toString);
        assertTrue(asked.getLast().endsWith(": "), asked::toString);
        for (String line : String.join("\n", asked).lines().toList()) {
            assertTrue(line.length() <= columns || !line.strip().contains(" "), line);
        }
    }

    @Test
    void a_word_that_is_too_long_beside_its_label_gets_a_line_of_its_own() {
        assertEquals(List.of("frontdoor URL", "    https://a.example/bcd"),
                Wrap.line("frontdoor URL  https://a.example/bcd", 30));
        assertEquals(List.of("error: see", "    https://a.example/bcd", "       or ask"),
                Wrap.paragraph("error: ", " ".repeat(7), "see https://a.example/bcd or ask", 27));
    }

    @Test
    void wide_letters_take_two_columns_each() {
        assertEquals(List.of("org  株式会社", "     アクメ 日", "     本"), Wrap.line("org  株式会社 アクメ 日 本", 15));
        assertEquals(List.of("ORG     USER", "アクメ  a", "x       b"), Table.lines(List.of("ORG", "USER"),
                List.of(List.of("アクメ", "a"), List.of("x", "b")), Style.PLAIN, 80));
        assertEquals(List.of("株式会社", "  B  b"), Table.lines(List.of("A", "B"), List.of(List.of("株式会社", "b")),
                Style.PLAIN, 9));
    }

    @Test
    void a_command_goes_on_behind_a_backslash() {
        assertEquals(List.of("  sfjwt setup-config \\", "      --username 'a b' \\", "      --login-url https://x"),
                Wrap.command("  ", "sfjwt setup-config --username 'a b' --login-url https://x", 30));
    }

    @Test
    void what_follows_a_label_stays_in_its_column() {
        assertEquals(List.of("a key  b c d e f", "       g"), Wrap.line("a key  b c d e f g", 17));
        assertEquals(List.of("name\ta token"), Wrap.line("name\ta token", 15));
        assertEquals(List.of("name", "  a token"), Wrap.line("name\ta token", 14));
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
