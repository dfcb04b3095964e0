package lib.demoadmin;

import jakarta.json.Json;
import jakarta.json.JsonStructure;

/**
 * An answer of the administrator's side: a status and JSON, or SOAP's XML.
 */
public record Reply(int status, String contentType, String body) {

    static Reply json(int status, JsonStructure json) {
        return new Reply(status, "application/json;charset=UTF-8", json.toString());
    }

    /** An error as Salesforce's REST API words it. */
    static Reply error(int status, String code, String message) {
        return json(status, Json.createArrayBuilder().add(
                Json.createObjectBuilder().add("message", message).add("errorCode", code)).build());
    }
}
