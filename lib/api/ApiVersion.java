package lib.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import lib.http.HttpAnswer;

/**
 * A version of Salesforce's API that the org has, such as 68.0; new ones come three times a year.
 */
public record ApiVersion(String number) {

    private static final String LIST = "/services/data";

    /** @throws lib.failure.Failure where the org does not list its versions */
    public static ApiVersion latest(Session session) {
        HttpAnswer answer = session.getOpenly(LIST);
        return ApiAnswer.require(answer, JsonArray.class).stream()
                .map(ApiVersion::number).flatMap(Optional::stream)
                .max(Comparator.comparing(BigDecimal::new)).map(ApiVersion::new)
                .orElseThrow(() -> ApiAnswer.unexpected(answer));
    }

    private static Optional<String> number(JsonValue listed) {
        return listed instanceof JsonObject object
                ? Optional.of(object.getString("version", "")).filter(text -> text.matches("[0-9]{1,4}\\.[0-9]"))
                : Optional.empty();
    }

    /** {@code /services/data/v68.0/…} */
    public String path(String below) {
        return LIST + "/v" + number + "/" + below;
    }
}
