package lib.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UntrustedTest {

    @Test
    void escape_sequences_lose_their_escape() {
        assertEquals("[2Jcleared", Untrusted.line("\u001b[2Jcleared"));
        assertEquals("31mred", Untrusted.line("\u009b31mred"));
    }

    @Test
    void bidirectional_controls_vanish() {
        assertEquals("abcdef", Untrusted.line("abc\u202Edef"));
        assertEquals("ab", Untrusted.line("a\u2066b"));
    }

    @Test
    void an_unpaired_surrogate_vanishes_and_an_emoji_stays() {
        assertEquals("ab", Untrusted.line("a\uD800b"));
        assertEquals("a😀b", Untrusted.line("a😀b"));
    }

    @Test
    void a_line_is_one_line_and_ends() {
        assertEquals("a b", Untrusted.line("a\nb"));
        assertEquals("a\nb", Untrusted.lines("a\nb"));
        assertTrue(Untrusted.line("x".repeat(10_000)).length() <= 501);
        assertEquals("x".repeat(499) + "…", Untrusted.line("x".repeat(499) + "😀".repeat(10)));
    }
}
