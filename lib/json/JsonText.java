package lib.json;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;

/**
 * JSON as text.
 */
public final class JsonText {

    private JsonText() {
    }

    /** On one line. */
    public static String line(JsonValue json) {
        return withoutHalfCharacters(json.toString());
    }

    /** Indented, without a line break at either end. */
    public static String indented(JsonStructure json) {
        var text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.write(json);
        }
        return withoutHalfCharacters(text.toString().strip());
    }

    /**
     * As {@link #indented}, with everything but ASCII escaped: it survives any terminal, locale and code page, and no
     * control character of a server's reaches a terminal.
     */
    public static String ascii(JsonStructure json) {
        var text = new StringBuilder();
        for (char c : indented(json).toCharArray()) {
            // characters outside ASCII occur inside JSON strings only, where RFC 8259 section 7 lets them be escaped
            text.append(c < 0x7F ? String.valueOf(c) : escaped(c));
        }
        return text.toString();
    }

    /** A surrogate without its other half is valid JSON when escaped, but has no UTF-8 form and would be lost. */
    private static String withoutHalfCharacters(String json) {
        var text = new StringBuilder();
        json.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                text.append(escaped((char) c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    private static String escaped(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
