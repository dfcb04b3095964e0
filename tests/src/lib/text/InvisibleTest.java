package lib.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleTest {

    @ParameterizedTest
    @ValueSource(ints = {'\t', '\n', '\r', 0, 0x1B, 0x7F, 0x85, 0xA0, 0xAD, 0x2007, 0x200B, 0x200D, 0x200E, 0x2028,
            0x202E, 0x2060, 0x3000, 0xFEFF, 0x115F, 0x3164, 0x2800, 0xE0041})
    void what_cannot_be_seen_is_found(int c) {
        assertTrue(Invisible.in("ab" + Character.toString(c) + "cd").isPresent(), Integer.toHexString(c));
    }

    @Test
    void it_is_named() {
        assertEquals(Optional.of("a blank"), Invisible.in("a b"));
        assertEquals(Optional.of("an invisible character (ZERO WIDTH SPACE)"), Invisible.in("a\u200Bb"));
        assertEquals(Optional.of("an invisible character (NO-BREAK SPACE)"), Invisible.in("a\u00A0b"));
    }

    @Test
    void letters_of_all_languages_can_be_seen() {
        assertEquals(Optional.empty(), Invisible.in("jürgen.o'neill+ci@例え.example😀"));
    }
}
