package lib.demo;

import jakarta.json.Json;
import java.util.List;
import java.util.Set;

/**
 * The token endpoint, and the one that takes a token back.
 */
record TokenRoute(AssertionCheck check, LoginHistory history, Sessions sessions) {

    static final String PATH = "/services/oauth2/token";

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final Set<String> PARAMETERS = Set.of("grant_type", "assertion");

    List<Route> routes() {
        return List.of(Route.post(PATH, this::token),
                Route.get(PATH, request -> TokenError.NOT_POST.answer()),
                Route.post("/services/oauth2/revoke", this::revoke));
    }

    private Answer token(RecordedRequest request) {
        String assertion = null;
        try {
            assertion = assertion(request);
            DemoUser user = check.check(assertion, request.origin());
            history.loggedIn(user, assertion);
            return loggedIn(user, request.origin());
        } catch (Refused e) {
            history.refused(e.refusal(), assertion);
            return e.refusal().answer();
        }
    }

    private static String assertion(RecordedRequest request) {
        if (!request.isForm()) {
            throw new Refused(TokenError.GRANT_TYPE);
        }
        Form form;
        try {
            form = Form.parse(request.text());
        } catch (IllegalArgumentException e) {
            throw new Refused(TokenError.BAD_FORM);
        }
        if (form.get("grant_type").filter(JWT_BEARER::equals).isEmpty()) {
            throw new Refused(TokenError.GRANT_TYPE);
        }
        if (form.get("scope").isPresent()) {
            throw new Refused(TokenError.SCOPE_SENT);
        }
        // a query would put the assertion into the logs of every proxy on the way
        if (!PARAMETERS.containsAll(form.fields().keySet()) || !request.query().isEmpty()) {
            throw new Refused(TokenError.PARAMETER_SENT);
        }
        return form.get("assertion").orElseThrow(() -> new Refused(TokenError.ASSERTION));
    }

    private Answer loggedIn(DemoUser user, String origin) {
        return Answer.json(200, Json.createObjectBuilder()
                .add("access_token", sessions.open(user))
                .add("scope", "api web refresh_token")
                .add("instance_url", origin)
                .add("id", origin + Identity.path(user))
                .add("token_type", "Bearer")
                .build());
    }

    private Answer revoke(RecordedRequest request) {
        boolean revoked = request.isForm()
                && Form.parseOrEmpty(request.text()).get("token").filter(sessions::end).isPresent();
        return revoked ? Answer.empty(200) : Answer.json(400, Json.createObjectBuilder()
                .add("error", "invalid_token")
                .add("error_description", "token is invalid or has been revoked")
                .build());
    }
}
