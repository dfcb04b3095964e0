package lib.doctor;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import lib.http.HttpAnswer;
import lib.http.ServerText;

/**
 * What a server answered, as JSON, if it is that.
 */
final class JsonAnswer {

    private JsonAnswer() {
    }

    static Optional<JsonObject> object(HttpAnswer answer) {
        return answer.json().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** A field's text, fit to be shown, if it is there and is text. */
    static Optional<String> text(JsonObject json, String field) {
        return json.get(field) instanceof JsonString text && !text.getString().isBlank()
                ? Optional.of(ServerText.line(text.getString())) : Optional.empty();
    }
}
