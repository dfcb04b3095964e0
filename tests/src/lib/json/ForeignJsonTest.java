package lib.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lib.json.NotJson.Reason;
import lib.keys.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignJsonTest {

    @Test
    void every_hostile_document_is_refused_with_a_reason_that_quotes_nothing() {
        HostileJson.documents().forEach((name, document) -> {
            NotJson refusal = assertThrows(NotJson.class, () -> ForeignJson.value(document), name);
            assertTrue(refusal.getMessage().length() < 100, refusal::getMessage);
            assertEquals(Optional.empty(), ForeignJson.ifObject(document), name);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"EMPTY| ' '", "SYNTAX| {'a':1}", "SYNTAX| tru",
        "TEXT_BEHIND| 1 2", "TEXT_BEHIND| {} {}", "TEXT_BEHIND| []]", "DUPLICATE_NAME| {\"a\":{\"b\":1,\"b\":1}}",
        "LONG_NUMBER| [1e99999]", "LONG_NUMBER| [1E-12345]"})
    void the_reason_is_told_apart(Reason reason, String document) {
        assertEquals(reason, refused(document).reason());
    }

    @Test
    void depth_and_digits_are_bounded_where_a_reader_would_overflow_or_compute_for_long() throws NotJson {
        assertEquals(Reason.TOO_DEEP, refused(HostileJson.nested(101)).reason());
        assertEquals(HostileJson.nested(100), read(HostileJson.nested(100)).toString());
        assertEquals(Reason.LONG_NUMBER, refused("9".repeat(1_001)).reason());
        read("9".repeat(1_000));
        read("[1e9999, 1E-999, -0.0, 1.50]");
    }

    /** In a child, because its heap is what counts. */
    @Test
    void whatever_is_let_through_fits_the_heap_of_an_installed_sfjwt() throws Exception {
        for (String kind : List.of("lists", "names", "wide text", "too many")) {
            Process child = ChildJvm.start(List.of("-Xmx256m", "-XX:+UseSerialGC"), Large.class, kind);
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, child.waitFor(), said);
            assertEquals(kind.equals("too many") ? "has more than a million values" : "read",
                    said.replaceAll(":.*", "").strip(), kind);
        }
    }

    /** Reads a document that is as large as can be. */
    static final class Large {
        private Large() {
        }

        public static void main(String[] kind) {
            byte[] document = utf8(switch (kind[0]) {
                case "lists" -> "[" + "[],".repeat(999_990) + "[]]";
                case "names" -> IntStream.range(0, 900_000).mapToObj(i -> "\"n" + i + "\":\"v" + i + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
                case "wide text" -> "[\"" + "例".repeat(ForeignJson.LARGEST / 3 - 10) + "\"]";
                default -> "[" + "[],".repeat(1_500_000) + "[]]";
            });
            try {
                ForeignJson.value(document);
                System.out.println("read");
            } catch (NotJson e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void the_place_is_told_and_the_document_is_not() {
        assertEquals("is not JSON: line 2, column 8", refused("{\n  \"a\": canary\n}").getMessage());
        assertFalse(refused("{\"canary\":1,\"canary\":1}").getMessage().contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\ud800\"}", "\uFEFF{\"a\":1}", "{\"\":{}}", "\"\"", "null", " [1] \r\n",
        "{\"a\":\"\uD83D\uDE00\"}"})
    void what_is_valid_is_read(String document) throws NotJson {
        read(document);
    }

    @Test
    void an_object_is_asked_for_by_name() throws NotJson {
        assertEquals(Reason.NO_OBJECT, assertThrows(NotJson.class, () -> ForeignJson.object(utf8("[]"))).reason());
        assertEquals(Map.of(), ForeignJson.object(utf8("{}")));
    }

    @Test
    void a_file_is_read_in_spite_of_oddities_and_they_are_told() throws NotJson {
        ForeignJson.File file = ForeignJson.file(utf8("{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":3} and more"));
        assertEquals(read("{\"a\":3,\"b\":{\"c\":2}}"), file.content());
        assertEquals(List.of("has \"c\" twice; the last one counts", "has \"a\" twice; the last one counts",
                "has text behind its end, which is ignored"), file.oddities());
        assertEquals(Reason.NO_OBJECT, assertThrows(NotJson.class, () -> ForeignJson.file(utf8("[]"))).reason());
    }

    @Test
    void a_key_in_the_place_of_a_name_is_not_shown() throws NotJson {
        String name = "-----BEGIN PRIVATE KEY-----canary";
        String told = ForeignJson.file(utf8("{\"" + name + "\":1,\"" + name + "\":2}")).oddities().toString();
        assertFalse(told.contains("canary"), told);
    }

    private static JsonValue read(String document) throws NotJson {
        return ForeignJson.value(utf8(document));
    }

    private static NotJson refused(String document) {
        return assertThrows(NotJson.class, () -> read(document));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
