package lib.text;

import jakarta.json.Json;
import jakarta.json.JsonStructure;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;

/**
 * JSON as text, indented.
 */
public final class JsonText {

    private JsonText() {
    }

    /** Indented, without a line break at either end. */
    public static String indented(JsonStructure json) {
        var text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
            writer.write(json);
        }
        return text.toString().strip();
    }

    /**
     * As {@link #indented}, with everything but ASCII escaped: it survives any terminal, locale and code page, and no
     * control character of a server's reaches a terminal.
     */
    public static String ascii(JsonStructure json) {
        var text = new StringBuilder();
        for (char c : indented(json).toCharArray()) {
            // characters outside ASCII occur inside JSON strings only, where RFC 8259 section 7 lets them be escaped
            text.append(c < 0x7F ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return text.toString();
    }
}
