package lib.doctor;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lib.config.OrgConfig;
import lib.failure.Cause;
import lib.failure.Fix;
import lib.http.HttpAnswer;
import lib.http.ServerText;
import lib.token.Refusal;
import lib.token.Refusals;
import lib.token.TokenAnswer;

/**
 * Whether the token is the right user's, and may do what tokens are for.
 */
final class AccessChecks {

    private static final String ADD_SCOPES = "Setup > External Client App Manager > your app > Settings > Edit > OAuth "
            + "Scopes: select ";

    static final List<Check> CHECKS = List.of(
            new Check("userinfo", Phase.ACCESS, AccessChecks::userinfo),
            new Check("scopes", Phase.ACCESS, AccessChecks::scopes),
            new Check("limits", Phase.ACCESS, AccessChecks::limits),
            new Check("token kind", Phase.ACCESS, AccessChecks::kind),
            new Check("single access", Phase.ACCESS, AccessChecks::singleAccess));

    private AccessChecks() {
    }

    private static Finding userinfo(Evidence evidence) {
        evidence.need(Fact.TOKEN);
        OrgConfig config = evidence.need(Fact.CONFIG);
        HttpAnswer answer = get("/services/oauth2/userinfo", evidence);
        if (answer.status() != 200) {
            return answer.status() == 403 ? Finding.warning("userinfo_forbidden",
                    "Salesforce does not tell whose token it "
                    + "is (HTTP 403)", ADD_SCOPES + "\"Access the identity URL service (id, profile, email, address, "
                            + "phone)\"; save") : refused(answer, "/services/oauth2/userinfo");
        }
        Optional<JsonObject> user = JsonAnswer.object(answer);
        Optional<String> name = user.flatMap(json -> JsonAnswer.text(json, "preferred_username"));
        if (name.isEmpty()) {
            return Finding.warning("userinfo_incomplete", "the answer names no preferred_username",
                    "look at the user in the org: Setup > Login History");
        }
        // Salesforce's usernames are the same in any case
        return name.get().equalsIgnoreCase(config.username())
                ? Finding.ok("the token is " + name.get() + "'s, in org "
                        + JsonAnswer.text(user.get(), "organization_id").orElse("?"))
                : Finding.failed("other_user", "the token is " + name.get() + "'s, and " + config.username()
                        + " was asked for", "find out who answers: check the login URL, and do not use this token");
    }

    private static Finding scopes(Evidence evidence) {
        Optional<String> text = evidence.need(Fact.TOKEN).text("scope");
        if (text.isEmpty()) {
            return Finding.warning("scopes_unknown", "the answer names no scopes",
                    "look at the app's OAuth Scopes in Setup");
        }
        List<String> scopes = scopes(text.get());
        if (!scopes.contains("api") && !scopes.contains("full")) {
            return Finding.failed("scope_api_missing", shown(scopes) + ": without api, no API call works",
                    ADD_SCOPES + "\"Manage user data via APIs (api)\"; save");
        }
        return mayOpenBrowser(scopes) ? Finding.ok(shown(scopes))
                : Finding.warning("scope_web_missing", shown(scopes)
                        + ": without web, the token opens no browser session",
                        "where that is wanted: " + ADD_SCOPES + "\"Manage user data via Web browsers (web)\"; save");
    }

    private static List<String> scopes(String text) {
        return Arrays.stream(text.split("\\s+")).filter(scope -> !scope.isEmpty()).toList();
    }

    private static String shown(List<String> scopes) {
        return ServerText.line(String.join(" ", scopes));
    }

    private static boolean mayOpenBrowser(List<String> scopes) {
        return scopes.contains("web") || scopes.contains("full");
    }

    private static Finding limits(Evidence evidence) {
        evidence.need(Fact.TOKEN);
        String path = "/services/data/v" + evidence.need(Fact.VERSION) + "/limits";
        HttpAnswer answer = get(path, evidence);
        if (answer.status() != 200) {
            return refused(answer, path);
        }
        String calls = JsonAnswer.object(answer).map(json -> json.get("DailyApiRequests"))
                .filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .map(daily -> "; API calls left today: " + daily.getInt("Remaining", -1) + " of "
                        + daily.getInt("Max", -1))
                .filter(text -> !text.contains("-1")).orElse("");
        return Finding.ok("the user may use the API" + calls);
    }

    private static Finding kind(Evidence evidence) {
        String token = evidence.need(Fact.TOKEN).accessToken();
        if (token.startsWith("00D")) {
            return Finding.ok("an opaque token, which begins with the org's id");
        }
        return token.startsWith("eyJ") ? Finding.ok("a JWT; such a token does not open Experience Cloud sites")
                : Finding.warning("token_unknown", "of no known kind (" + token.length() + " characters)",
                        "find out who answers: check the login URL");
    }

    private static Finding singleAccess(Evidence evidence) {
        TokenAnswer token = evidence.need(Fact.TOKEN);
        if (!mayOpenBrowser(scopes(token.text("scope").orElse("")))) {
            return Finding.skipped("needs the scope web");
        }
        HttpAnswer answer = get("/services/oauth2/singleaccess", evidence);
        if (answer.status() != 200) {
            return refused(answer, "/services/oauth2/singleaccess");
        }
        // the link logs in whoever opens it: it is neither shown nor used
        return JsonAnswer.object(answer).flatMap(json -> JsonAnswer.text(json, "frontdoor_uri")).isPresent()
                ? Finding.ok("Salesforce makes links that open the org in a browser")
                : Finding.warning("no_frontdoor_uri", "the answer has no link to open the org in a browser",
                        "open the org in a browser with your own login");
    }

    private static HttpAnswer get(String path, Evidence evidence) {
        TokenAnswer token = evidence.need(Fact.TOKEN);
        URI uri = URI.create(token.instanceUrl() + path);
        return evidence.repeated(() -> evidence.http().get(uri, token.accessToken()));
    }

    /** In the words of the one table of refusals, where it has this one. */
    private static Finding refused(HttpAnswer answer, String path) {
        String what = path + " gives HTTP " + answer.status();
        Optional<JsonObject> error = answer.json().filter(JsonArray.class::isInstance)
                .map(json -> json.asJsonArray()).filter(list -> !list.isEmpty()).map(List::getFirst)
                .filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
        if (error.isEmpty()) {
            return Finding.failed("call_failed", what, "check what stands between this machine and "
                    + answer.uri().getHost());
        }
        String code = JsonAnswer.text(error.get(), "errorCode").orElse("?");
        String message = JsonAnswer.text(error.get(), "message").map(text -> " (" + text + ")").orElse("");
        Optional<Refusal> row = Refusals.find(code, error.get().getString("message", ""));
        Cause cause = row.map(refusal -> refusal.causes().getFirst()).orElse(new Cause("unknown", "",
                Fix.of("look at the user's profile and permission sets, and at the app's policies")));
        return Finding.failed(row.map(Refusal::id).orElse("call_refused"), what + ": " + code + message
                + row.map(refusal -> ". " + refusal.meaning()).orElse(""), cause.fix());
    }
}
