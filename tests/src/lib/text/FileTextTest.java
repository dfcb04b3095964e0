package lib.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.CharacterCodingException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileTextTest {

    private static final String TEXT = "{\"city\": \"Köln\"}\r\n";

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("UTF-8", TEXT.getBytes(UTF_8)),
                Arguments.of("UTF-8 with a mark", ("\uFEFF" + TEXT).getBytes(UTF_8)),
                Arguments.of("UTF-8 with two marks", ("\uFEFF\uFEFF" + TEXT).getBytes(UTF_8)),
                Arguments.of("UTF-16LE with a mark", ("\uFEFF" + TEXT).getBytes(UTF_16LE)),
                Arguments.of("UTF-16BE with a mark", ("\uFEFF" + TEXT).getBytes(UTF_16BE)),
                Arguments.of("UTF-16LE", TEXT.getBytes(UTF_16LE)),
                Arguments.of("UTF-16BE", TEXT.getBytes(UTF_16BE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void what_windows_and_others_write_is_read(String name, byte[] content) throws Exception {
        assertEquals(TEXT, FileText.of(content).toString());
        assertEquals(TEXT, FileText.whole(content, FileText.charset(content)).toString());
    }

    @Test
    void a_letter_is_lost_only_where_it_may_be() {
        byte[] windows1252 = TEXT.getBytes(ISO_8859_1);
        assertEquals(TEXT.replace('ö', '\uFFFD'), FileText.of(windows1252).toString());
        assertThrows(CharacterCodingException.class, () -> FileText.whole(windows1252, UTF_8));
    }

    @Test
    void binary_data_is_not_taken_for_utf_16() {
        for (String start : new String[] {"", "0", "\0", "\0\0", "a\0", "\0\0\0\0", "\7\2\0\0", "PK\3\4",
            "a\0b\0c\0d"}) {
            assertEquals(UTF_8, FileText.charset((start + "x\0\0\0").getBytes(ISO_8859_1)), start);
        }
        assertEquals(UTF_8, FileText.charset(new byte[0]));
        assertEquals(UTF_8, FileText.charset(new byte[] {'a', 0}));
    }
}
