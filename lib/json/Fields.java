package lib.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.stream.Stream;

/** Fields of an object that somebody else wrote, which may be missing or of another type. */
public final class Fields {

    private Fields() {
    }

    /** The text; empty where there is none. */
    public static String text(JsonObject object, String field) {
        return object.get(field) instanceof JsonString value ? value.getString() : "";
    }

    /** The objects in an array; none where there is no array. */
    public static Stream<JsonObject> objects(JsonObject object, String field) {
        return object.get(field) instanceof JsonArray list
                ? list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast) : Stream.empty();
    }
}
