package ui;

import jakarta.json.JsonObject;
import lib.failure.Failure;

/**
 * A request that is turned away before any operation sees it: an HTTP status, and the same object as every failure.
 */
record Refusal(int status, String code, String message, String fix) {

    private static final String OPEN_IT = "open the address that sfjwt ui printed last, with everything after the #";

    static final Refusal BAD_REQUEST = new Refusal(400, "bad_request", "this is not a request that a browser makes",
            "use a browser, or curl");
    static final Refusal BAD_OPERATION = new Refusal(400, "bad_operation", "X-SFJWT-Operation is not a usable id",
            "send up to 64 letters, digits and hyphens");
    static final Refusal NO_TOKEN = new Refusal(401, "token_wrong", "the token of this run is missing or wrong",
            OPEN_IT);
    static final Refusal BAD_HOST = new Refusal(403, "bad_host",
            "this server answers to 127.0.0.1 and localhost with its own port only", OPEN_IT);
    static final Refusal FOREIGN = new Refusal(403, "foreign_page", "this request was made by another web page",
            OPEN_IT);
    static final Refusal NOT_FOUND = new Refusal(404, "not_found", "there is nothing at this address", OPEN_IT);
    static final Refusal BAD_METHOD = new Refusal(405, "method_not_allowed", "this address does not take this method",
            "use one that the Allow header names");
    static final Refusal TOO_LARGE = new Refusal(413, "request_too_large", "the request is larger than 64 KiB",
            "send less");
    static final Refusal NOT_JSON = new Refusal(415, "not_json", "the request is not application/json",
            "send Content-Type: application/json");

    JsonObject json() {
        return Failure.usage(code, message, fix).json();
    }
}
