package lib.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellQuoteTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "$(id)", "`id`", "a\"b", "a\\b", "", "~/x", "a;b|c&d", "*",
            "#no comment", "!history", "line\nbreak", "-n"})
    void a_real_shell_gives_the_value_back(String value) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellQuote.sh(value)).start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(value, out);
    }

    @Test
    void what_is_safe_stays_bare() {
        assertEquals("certs/server.key", ShellQuote.sh("certs/server.key"));
        assertEquals("ci@acme.example", ShellQuote.powershell("ci@acme.example"));
    }

    @Test
    void powershell_doubles_every_kind_of_single_quote() {
        assertEquals("'it''s'", ShellQuote.powershell("it's"));
        assertEquals("'it’’s'", ShellQuote.powershell("it’s"));
        assertEquals("'$env:X'", ShellQuote.powershell("$env:X"));
        assertEquals("'@splat'", ShellQuote.powershell("@splat"));
    }
}
