package lib.json;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.json.NotJson.Reason;
import lib.text.FileText;
import lib.text.Quoted;

/**
 * Reads JSON that somebody else wrote: as UTF-8, within limits, with every fault as a {@link NotJson}.
 *
 * <p>An answer or a request is refused where two parsers may read it differently (RFC 8725 section 2.4): a name that
 * stands twice in an object, text behind the document. A file that a person keeps is read all the same, with a warning.
 */
public final class ForeignJson {

    /** In bytes. With the number of values it fits an installed sfjwt's heap, and any page of a query many times. */
    public static final int LARGEST = 24 * 1024 * 1024;
    private static final int MOST_VALUES = 1_000_000;

    private static final int DEEPEST = 100;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONGEST_EXPONENT = "e+999".length();

    /** {@code Json.createArrayBuilder} looks for its provider each time: 25 seconds for a million of {@code []}. */
    private static final JsonBuilderFactory BUILD = Json.createBuilderFactory(Map.of());

    private final JsonParser parser;
    private final boolean isFile;
    private final List<String> oddities = new ArrayList<>();
    private int values;

    private ForeignJson(JsonParser parser, boolean isFile) {
        this.parser = parser;
        this.isFile = isFile;
    }

    /** @param oddities what a person should know of the file although it was read; each follows the file's name */
    public record File(JsonObject content, List<String> oddities) {
    }

    /** A document of any type. */
    public static JsonValue value(byte[] document) throws NotJson {
        return parse(document, false, ForeignJson::document);
    }

    /** A document that has to be an object. */
    public static JsonObject object(byte[] document) throws NotJson {
        return asObject(value(document));
    }

    /** The object, where the document is one. */
    public static Optional<JsonObject> ifObject(byte[] document) {
        try {
            return Optional.of(object(document));
        } catch (NotJson e) {
            return Optional.empty();
        }
    }

    /** The object in a file that a person keeps. Where a name stands twice, the last one counts, as in JavaScript. */
    public static File file(byte[] document) throws NotJson {
        return parse(document, true, json -> new File(asObject(json.document()), List.copyOf(json.oddities)));
    }

    private interface Reading<T> {
        T of(ForeignJson json) throws NotJson;
    }

    private static <T> T parse(byte[] document, boolean isFile, Reading<T> reading) throws NotJson {
        try (var parser = Json.createParser(new StringReader(text(document, isFile)))) {
            return reading.of(new ForeignJson(parser, isFile));
        } catch (JsonParsingException e) {
            throw new NotJson(Reason.SYNTAX, e.getLocation());
        } catch (JsonException e) {
            throw new NotJson(Reason.SYNTAX, null);
        }
    }

    private static String text(byte[] document, boolean isFile) throws NotJson {
        if (document.length > LARGEST) {
            throw new NotJson(Reason.TOO_LARGE, null);
        }
        try {
            // RFC 8259 section 8.1: UTF-8 between systems, where a mark may be ignored
            Charset charset = isFile ? FileText.charset(document) : StandardCharsets.UTF_8;
            String text = FileText.whole(document, charset).toString();
            if (text.isBlank()) {
                throw new NotJson(Reason.EMPTY, null);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new NotJson(Reason.NOT_UTF8, null);
        }
    }

    private static JsonObject asObject(JsonValue value) throws NotJson {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new NotJson(Reason.NO_OBJECT, null);
    }

    private JsonValue document() throws NotJson {
        JsonValue value = value(parser.next(), 1);
        JsonLocation end = parser.getLocation();
        if (isFollowed()) {
            odd(Reason.TEXT_BEHIND, end, "has text behind its end, which is ignored");
        }
        return value;
    }

    private boolean isFollowed() {
        try {
            return parser.hasNext();
        } catch (JsonParsingException e) {
            return true;
        }
    }

    private JsonValue value(Event begun, int depth) throws NotJson {
        if (depth > DEEPEST) {
            throw new NotJson(Reason.TOO_DEEP, parser.getLocation());
        }
        if (++values > MOST_VALUES) {
            throw new NotJson(Reason.TOO_MANY, parser.getLocation());
        }
        return switch (begun) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_NUMBER -> number();
            default -> parser.getValue();
        };
    }

    private JsonObject object(int depth) throws NotJson {
        var object = BUILD.createObjectBuilder();
        var names = new HashSet<String>();
        while (parser.next() == Event.KEY_NAME) {
            String name = parser.getString();
            if (!names.add(name)) {
                odd(Reason.DUPLICATE_NAME, parser.getLocation(),
                        "has " + Quoted.value(name) + " twice; the last one counts");
            }
            object.add(name, value(parser.next(), depth + 1));
        }
        return object.build();
    }

    private JsonArray array(int depth) throws NotJson {
        var array = BUILD.createArrayBuilder();
        for (Event next = parser.next(); next != Event.END_ARRAY; next = parser.next()) {
            array.add(value(next, depth + 1));
        }
        return array.build();
    }

    /** Digits and exponents without end cost time in every step that a number takes later. */
    private JsonValue number() throws NotJson {
        String text = parser.getString();
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (text.length() > LONGEST_NUMBER || e >= 0 && text.length() - e > LONGEST_EXPONENT) {
            throw new NotJson(Reason.LONG_NUMBER, parser.getLocation());
        }
        return parser.getValue();
    }

    private void odd(Reason reason, JsonLocation place, String warning) throws NotJson {
        if (!isFile) {
            throw new NotJson(reason, place);
        }
        oddities.add(warning);
    }
}
