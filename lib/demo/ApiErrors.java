package lib.demo;

import jakarta.json.Json;

/**
 * Errors as Salesforce's REST API words them, everywhere but at the token endpoint.
 */
final class ApiErrors {

    static final Answer NOT_FOUND = of(404, "NOT_FOUND", "The requested resource does not exist");
    static final Answer METHOD_NOT_ALLOWED = of(405, "METHOD_NOT_ALLOWED", "HTTP method not allowed here");
    static final Answer INVALID_SESSION = of(401, "INVALID_SESSION_ID", "Session expired or invalid");

    static Answer of(int status, String code, String message) {
        return Answer.json(status, Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("message", message).add("errorCode", code))
                .build());
    }
}
