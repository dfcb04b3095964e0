package lib.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import lib.http.HttpAnswer;
import lib.json.Fields;

/**
 * A version of Salesforce's API that an org has, such as 68.0; new ones come three times a year.
 *
 * @param label what Salesforce calls it, such as Winter '27
 */
public record ApiVersion(String number, String label) {

    /** Where a host lists its versions to anybody. */
    public static final String LIST = "/services/data";

    /** @throws lib.failure.Failure where the org does not list its versions */
    public static ApiVersion latest(Session session) {
        return latest(session.getOpenly(LIST));
    }

    /** @throws lib.failure.Failure where it lists none */
    public static ApiVersion latest(HttpAnswer answer) {
        return newest(ApiAnswer.require(answer, JsonArray.class)).orElseThrow(() -> ApiAnswer.unexpected(answer));
    }

    /** Empty where nothing in the list is a version. */
    public static Optional<ApiVersion> newest(JsonArray list) {
        return list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .map(one -> new ApiVersion(Fields.text(one, "version"), Fields.text(one, "label")))
                .filter(version -> version.number().matches("[0-9]{1,4}\\.[0-9]"))
                .max(Comparator.comparing(version -> new BigDecimal(version.number())));
    }

    /** {@code /services/data/v68.0/…} */
    public String path(String below) {
        return LIST + "/v" + number + "/" + below;
    }
}
