package ui;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import lib.failure.Failure;
import lib.json.ForeignJson;
import lib.json.NotJson;
import lib.text.Quoted;

/**
 * The fields of a request's JSON object, by name and type; null is as good as not there.
 */
record Fields(JsonObject json) {

    static final Fields NONE = new Fields(JsonValue.EMPTY_JSON_OBJECT);

    /** @throws Failure {@code bad_request} for what is not a JSON object or has other fields than the known ones */
    static Fields of(byte[] body, List<String> known) {
        JsonObject json = parse(body);
        for (String name : json.keySet()) {
            if (!known.contains(name)) {
                throw bad(Quoted.value(name) + " is not a field of this request",
                        "send only: " + String.join(", ", known));
            }
        }
        return new Fields(json);
    }

    /** The text, or {@code otherwise} if it is not there; an empty text is there. */
    String text(String name, String otherwise) {
        return switch (json.get(name)) {
            case null -> otherwise;
            case JsonString text -> text.getString();
            case JsonValue value when value == JsonValue.NULL -> otherwise;
            default -> throw bad("\"" + name + "\" is not a text", "send it in double quotes");
        };
    }

    /** As typed into a form, without blanks around it; null for a field that was left empty, which says nothing. */
    String typed(String name) {
        String text = text(name, "").strip();
        return text.isEmpty() ? null : text;
    }

    int number(String name, int otherwise) {
        Integer number = number(name);
        return number == null ? otherwise : number;
    }

    /** The whole number, or null if it is not there. */
    Integer number(String name) {
        return switch (json.get(name)) {
            case null -> null;
            case JsonNumber number when number.isIntegral() && number.bigIntegerValue().bitLength() < Integer.SIZE ->
                number.intValue();
            case JsonValue value when value == JsonValue.NULL -> null;
            default -> throw bad("\"" + name + "\" is not a whole number", "send digits without quotes");
        };
    }

    /** The truth value, or null if it is not there. */
    Boolean flag(String name) {
        return switch (json.get(name)) {
            case null -> null;
            case JsonValue value when value == JsonValue.TRUE -> true;
            case JsonValue value when value == JsonValue.FALSE -> false;
            case JsonValue value when value == JsonValue.NULL -> null;
            default -> throw bad("\"" + name + "\" is not true or false", "send true or false without quotes");
        };
    }

    /** The texts of a list, which is empty if it is not there. */
    List<String> texts(String name) {
        return switch (json.get(name)) {
            case null -> List.of();
            case JsonArray list when list.stream().allMatch(JsonString.class::isInstance) ->
                list.getValuesAs(JsonString::getString);
            case JsonValue value when value == JsonValue.NULL -> List.of();
            default -> throw bad("\"" + name + "\" is not a list of texts", "send it like [\"…\", \"…\"]");
        };
    }

    boolean isSet(String name) {
        return Boolean.TRUE.equals(flag(name));
    }

    private static JsonObject parse(byte[] body) {
        try {
            return ForeignJson.object(body);
        } catch (NotJson e) {
            throw bad("the request " + e.getMessage(), "send {} with the fields of this request");
        }
    }

    private static Failure bad(String message, String fix) {
        return Failure.usage("bad_request", message, fix);
    }
}
