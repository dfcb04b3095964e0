package lib.demo;

import jakarta.json.Json;

/**
 * Salesforce's refusals at the token endpoint, word for word.
 */
enum TokenError {
    NOT_POST("invalid_request", "must use HTTP POST"),
    GRANT_TYPE("unsupported_grant_type", "grant type not supported"),
    SCOPE_SENT("invalid_request", "scope parameter not supported"),
    // Salesforce ignores some of what it does not know; what it must not be sent is refused here, in words of our own
    PARAMETER_SENT("invalid_request", "parameter not supported"),
    BAD_FORM("invalid_request", "malformed or repeated parameter"),
    UNKNOWN_CLIENT("invalid_client_id", "client identifier invalid"),
    APP_NOT_FOUND("app_not_found", "External client app is not installed in this org"),
    APP_BLOCKED("OAUTH_APP_BLOCKED", "this app is blocked by admin"),
    ASSERTION("invalid_grant", "invalid assertion"),
    AUDIENCE("invalid_grant", "audience is invalid"),
    EXPIRED("invalid_grant", "expired authorization code"),
    NOT_APPROVED_BY_USER("invalid_grant", "user hasn't approved this consumer"),
    INACTIVE("inactive_user", "user is inactive"),
    // seen in this form too; both are here so that both can be tried
    FROZEN("invalid_grant", "inactive user"),
    NOT_APPROVED_BY_ADMIN("invalid_app_access", "user is not admin approved to access this app"),
    IP_RESTRICTED("invalid_grant", "ip restricted or invalid login hours"),
    NO_SCOPES("invalid_grant", "no valid scopes defined"),
    TOO_MANY_LOGINS("rate_limit_exceeded", "number of logins exceeded");

    private final String error;
    private final String description;

    TokenError(String error, String description) {
        this.error = error;
        this.description = description;
    }

    String error() {
        return error;
    }

    String description() {
        return description;
    }

    Answer answer() {
        return Answer.json(400, Json.createObjectBuilder()
                .add("error", error)
                .add("error_description", description)
                .build());
    }
}
