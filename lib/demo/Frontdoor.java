package lib.demo;

import jakarta.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The way from a token to a browser: singleaccess makes a link that works once, and the link opens a page.
 */
record Frontdoor(Sessions sessions) {

    private static final String SINGLE_ACCESS = "/services/oauth2/singleaccess";
    private static final String PAGE = "/secur/frontdoor.jsp";

    List<Route> routes() {
        return List.of(Route.get(SINGLE_ACCESS, request -> link(request, Form.parseOrEmpty(request.query()))),
                Route.post(SINGLE_ACCESS, request -> link(request,
                        Form.parseOrEmpty(request.isForm() ? request.text() : ""))),
                Route.get(PAGE, this::page));
    }

    private Answer link(RecordedRequest request, Form form) {
        // from a form's body, but not from an URL, which ends up in logs
        Optional<String> token = request.bearer()
                .or(() -> request.method().equals("POST") ? form.get("access_token") : Optional.empty());
        Optional<String> target = form.get("redirect_uri");
        if (target.isPresent() && !isRelative(target.get())) {
            return ApiErrors.of(400, "INVALID_REDIRECT_URI", "redirect_uri must be relative");
        }
        // 403 here, and 401 elsewhere: as Salesforce does
        return token.flatMap(sessions::oneTimePassword)
                .map(password -> Answer.json(200, Json.createObjectBuilder()
                        .add("frontdoor_uri", request.origin() + PAGE + "?otp=" + password + target
                                .map(path -> "&startURL=" + URLEncoder.encode(path, StandardCharsets.UTF_8)).orElse(""))
                        .build()))
                .orElse(ApiErrors.of(403, "INVALID_SESSION_ID", "Session expired or invalid"));
    }

    /** Browsers take {@code //host} and {@code /\host} for another host. */
    private static boolean isRelative(String target) {
        return target.matches("[!-~]+") && target.startsWith("/") && !target.startsWith("//") && !target.contains("\\");
    }

    private Answer page(RecordedRequest request) {
        Form query = Form.parseOrEmpty(request.query());
        Optional<DemoUser> user = query.get("otp").map(sessions::redeem)
                .orElseGet(() -> query.get("sid").flatMap(sessions::user));
        return user.map(who -> welcome(who, query.get("startURL").or(() -> query.get("retURL"))))
                .orElseGet(() -> Html.page(403, "This link does not work", """
                        <p>Its token has expired or was revoked, or the link was used before: each works once.</p>
                        <p>Get a new one, for example with <code>sfjwt get-token</code>.</p>
                        """));
    }

    private static Answer welcome(DemoUser user, Optional<String> target) {
        return Html.page(200, "You are logged in", """
                <p>You are logged in to the demo org as <strong>%s</strong> (%s).</p>
                %s<p>In a real org you would now see Salesforce's own pages.</p>
                """.formatted(Html.text(user.username()), Html.text(user.fullName()),
                target.map(path -> "<p>You asked for <code>" + Html.text(path) + "</code>.</p>\n").orElse("")));
    }
}
