package lib.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "quote\" and \\ slash /", "tab\tline\nreturn\rnul\u0000bell\u0007",
            "C1 \u0085\u009b31m", "bidi \u202E\u2066", "emoji 😀 👩‍💻", "lines \u2028\u2029", "del \u007f", "ümlaut 例",
            "half \uD800 and \uDC00", ""})
    void both_forms_give_the_value_back(String value) {
        JsonObject json = Json.createObjectBuilder().add("key " + value, value).build();
        assertEquals(json, parsed(JsonText.ascii(json)));
        byte[] file = JsonText.indented(json).getBytes(StandardCharsets.UTF_8);
        assertEquals(json, parsed(new String(file, StandardCharsets.UTF_8)));
    }

    @Test
    void ascii_holds_nothing_that_a_terminal_could_act_on() {
        var all = new StringBuilder();
        for (int c = 0; c < 0x3000; c++) {
            all.appendCodePoint(c);
        }
        String text = JsonText.ascii(Json.createObjectBuilder().add("all", all + "😀").build());
        assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7F));
        assertTrue(text.contains("\\ud83d\\ude00"));
    }

    @Test
    void people_get_lines_and_their_own_letters() {
        JsonObject json = Json.createObjectBuilder().add("city", "Köln")
                .add("list", Json.createArrayBuilder().add(1)).build();
        String text = JsonText.indented(json);
        assertTrue(text.startsWith("{\n") && text.endsWith("\n}"), text);
        assertTrue(text.contains("\"Köln\""), text);
    }

    @Test
    void numbers_stay_as_exact_as_they_were() {
        String numbers = "{\"a\":1.10,\"b\":12345678901234567890123456789012345678901234567890,\"c\":1E-400}";
        assertEquals(numbers, JsonText.ascii(parsed(numbers)).replaceAll("\\s", ""));
    }

    private static JsonObject parsed(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
