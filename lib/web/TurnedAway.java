package lib.web;

import jakarta.json.JsonObject;
import lib.failure.Failure;

/**
 * A request that is turned away before any operation sees it: an HTTP status, and the same object as every failure.
 */
public record TurnedAway(int status, Failure failure) {

    private static final String OPEN_IT = "open the address that sfjwt ui printed last, with everything after the #";

    public static final TurnedAway BAD_REQUEST = of(400, "bad_request", "this is not a request that a browser makes",
            "use a browser, or curl");
    public static final TurnedAway BAD_OPERATION = of(400, "bad_operation", "X-SFJWT-Operation is not a usable id",
            "send up to 64 letters, digits and hyphens");
    public static final TurnedAway NO_TOKEN = of(401, "token_wrong", "the token of this run is missing or wrong",
            OPEN_IT + "; a program sends it in the header " + Caller.TOKEN.defaultCase() + ", or as Authorization: "
                    + "Bearer");
    public static final TurnedAway BAD_HOST = of(403, "bad_host",
            "this server answers to 127.0.0.1 and localhost with its own port only", OPEN_IT);
    public static final TurnedAway FOREIGN = of(403, "foreign_page", "this request was made by another web page",
            OPEN_IT);
    public static final TurnedAway NOT_FOUND = of(404, "not_found", "there is nothing at this address", OPEN_IT);
    public static final TurnedAway BAD_METHOD = of(405, "method_not_allowed",
            "this address does not take this method", "use one that the Allow header names");
    public static final TurnedAway TOO_LARGE = of(413, "request_too_large", "the request is larger than 64 KiB",
            "send less");
    public static final TurnedAway NOT_JSON = of(415, "not_json", "the request is not application/json",
            "send Content-Type: application/json");

    private static TurnedAway of(int status, String code, String message, String fix) {
        return new TurnedAway(status, Failure.usage(code, message, fix));
    }

    /** For a request that could not be read, by the HTTP status that says why. */
    public static TurnedAway unread(int status, String reason) {
        return status == 413 ? TOO_LARGE : of(status, "request_refused", reason,
                "send HTTP/1.1 with a Host, and escape blanks, quotes, |, {, } and the like in the address: curl -G "
                        + "--data-urlencode does");
    }

    public JsonObject json() {
        return failure.json();
    }
}
