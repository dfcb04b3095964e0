package lib.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line, read by the real shell or parser that it is for. */
class AssignmentTest {

    private static final List<String> VALUES = List.of("00D5g000!AQ.x_Y", "https://acme.my.salesforce.com", "it's",
            "a\"b", "$(id)`id`$HOME",
            "back\\slash\\", "two  words", "#no comment", "100%PATH%", "ümläut 🔑", "a;b|c&d>e<f(g)",
            "~/x", "*", "{a,b}", "-n", "=", "!!", "", "tab\tin");

    static Stream<Arguments> shellsAndValues() {
        return Stream.of("dash", "bash", "zsh", "fish").flatMap(shell -> Stream.concat(VALUES.stream(),
                Stream.of("line\nbreak", "crlf\r\nbreak", "'\\''\n'")).map(value -> Arguments.of(shell, value)));
    }

    @ParameterizedTest
    @MethodSource("shellsAndValues")
    void a_real_shell_gives_the_value_to_its_children(String shell, String value) throws Exception {
        Function<Variable, String> form = shell.equals("fish") ? Assignment::fish : Assignment::sh;
        String line = form.apply(variable(value));
        String script = shell.equals("fish") ? "source; printenv SF_X" : "eval \"$(cat)\"; printenv SF_X";
        assertEquals(value + "\n", Shell.run(line + "\n", shell, "-c", script));
    }

    @Test
    void env_lines_are_what_env_prints() throws Exception {
        for (String value : VALUES) {
            assertEquals(Shell.run("", "env", "-i", "SF_X=" + value, "env"), Assignment.env(variable(value)) + "\n");
        }
    }

    @Test
    void a_dotenv_library_and_a_shell_read_the_dotenv_line_or_it_is_refused() throws Exception {
        for (String value : VALUES) {
            if (value.matches(".*[\\\\$`].*")) {
                refused(() -> Assignment.dotenv(variable(value)));
                continue;
            }
            String line = Assignment.dotenv(variable(value)) + "\n";
            assertEquals(value, Shell.run(line, "/usr/bin/python3", "-c", "import dotenv, sys; "
                    + "sys.stdout.write(dotenv.dotenv_values(stream=sys.stdin)['SF_X'])"));
            assertEquals(value + "\n", Shell.run(line, "bash", "-c", "set -a; eval \"$(cat)\"; printenv SF_X"));
        }
    }

    /** No PowerShell here: its rules (about_Quoting_Rules) as a table. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {"00D!x,'00D!x'", "it's,'it''s'", "it’s,'it’’s'", "‚‘‛,'‚‚‘‘‛‛'",
        "$env:X,'$env:X'", "a`b,'a`b'", "a\"b,'a\"b'"})
    void powershell_doubles_every_kind_of_single_quote(String value, String quoted) {
        assertEquals("$env:SF_X = " + quoted, Assignment.powershell(variable(value)));
    }

    /** No cmd here either: what is safe between set's outer quotes. */
    @Test
    void cmd_takes_what_is_safe_between_quotes_and_refuses_the_rest() {
        assertEquals("set \"SF_X=00D!AQ.x&y|z>^\"", Assignment.cmd(variable("00D!AQ.x&y|z>^")));
        for (String value : List.of("a\"b", "%PATH%", "a\nb", "a\rb")) {
            refused(() -> Assignment.cmd(variable(value)));
        }
    }

    @Test
    void what_a_form_cannot_hold_is_refused() {
        refused(() -> Assignment.env(variable("a\nb")));
        refused(() -> Assignment.dotenv(variable("a\nb")));
        refused(() -> Assignment.dotenv(variable("'$x")));
        refused(() -> Assignment.dotenv(variable("'\"")));
        assertThrows(IllegalArgumentException.class, () -> new Variable("A B", "x", false));
    }

    private static void refused(Runnable line) {
        Failure failure = assertThrows(Failure.class, line::run);
        assertEquals("value_unwritable", failure.code());
        assertTrue(failure.getMessage().startsWith("SF_X has "), failure.getMessage());
    }

    private static Variable variable(String value) {
        return new Variable("SF_X", value, true);
    }
}
