package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What of the lines that were pasted is one answer. */
class PastedAnswerTest {

    private static final String LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDJETqse41HRBsc";

    static Stream<List<String>> keys() {
        String wide = "MII" + "b".repeat(73);
        return Stream.of(
                List.of("-----BEGIN PRIVATE KEY-----", LINE, LINE, "abc=", "-----END PRIVATE KEY-----"),
                List.of(LINE, LINE, "abc="),
                List.of("  " + LINE, "  " + LINE, "  abc="),
                List.of(wide, wide, "abc="),
                List.of(LINE, LINE, "-----END RSA PRIVATE KEY-----"),
                List.of(LINE, LINE, ""));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_is_one_answer_with_its_first_line_or_without(List<String> key) {
        var rest = new ArrayDeque<>(key);
        rest.add("the next answer");
        assertEquals(String.join("\n", key), answer(rest));
        assertEquals("the next answer", answer(rest));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void an_end_line_that_is_left_over_answers_nothing(List<String> key) {
        var rest = new ArrayDeque<>(List.of("-----END PRIVATE KEY-----"));
        rest.addAll(key);
        assertEquals(String.join("\n", key), answer(rest));
    }

    @ParameterizedTest
    @MethodSource("others")
    void any_other_line_is_an_answer_by_itself(String line) {
        assertEquals(line, answer(new ArrayDeque<>(List.of(line, line))));
    }

    static Stream<String> others() {
        return Stream.of("", "acme.my.salesforce.com", "3MVG9" + "b".repeat(59), "b".repeat(64), LINE + "b",
                "-----BEGIN PRIVATE KEY----- " + LINE + " -----END PRIVATE KEY-----");
    }

    private static String answer(Queue<String> lines) {
        return PastedAnswer.from(lines.remove(), lines::remove);
    }
}
