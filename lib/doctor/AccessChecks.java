package lib.doctor;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lib.config.OrgConfig;
import lib.failure.Cause;
import lib.failure.Fix;
import lib.failure.Input;
import lib.http.HttpAnswer;
import lib.http.ServerText;
import lib.json.Fields;
import lib.refusal.Fixes;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import lib.refusal.Said;
import lib.refusal.SetupPages;
import lib.token.TokenAnswer;

/**
 * Whether the token is the right user's, and may do what tokens are for.
 */
final class AccessChecks {

    private static final String USERINFO = "/services/oauth2/userinfo";
    private static final String SINGLE_ACCESS = "/services/oauth2/singleaccess";

    private static final String NEW_TOKEN_REFUSED = "new_token_refused";

    private static final Fix WHO_ANSWERS = Fix.of("find out who answers: check ", Input.LOGIN_URL);

    static final List<Check> CHECKS = List.of(
            new Check("userinfo", Phase.ACCESS, AccessChecks::userinfo),
            new Check("scopes", Phase.ACCESS, AccessChecks::scopes),
            new Check("limits", Phase.ACCESS, AccessChecks::limits),
            new Check("token kind", Phase.ACCESS, AccessChecks::kind),
            new Check("single access", Phase.ACCESS, AccessChecks::singleAccess));

    private static Finding userinfo(Evidence evidence) {
        evidence.need(Fact.TOKEN);
        OrgConfig config = evidence.need(Fact.CONFIG);
        HttpAnswer answer = get(USERINFO, evidence);
        if (answer.status() != 200) {
            return answer.status() == 403 && Said.in(answer).isEmpty()
                    ? Finding.warning("userinfo_forbidden", "Salesforce does not tell whose token it is (HTTP 403)",
                            Fixes.addScopes("\"Access the identity URL service (id, profile, email, address, phone)\""))
                    : refused(answer, USERINFO);
        }
        JsonObject user = answer.object().orElse(JsonValue.EMPTY_JSON_OBJECT);
        String name = ServerText.line(Fields.text(user, "preferred_username"));
        if (name.isBlank()) {
            return Finding.warning("userinfo_incomplete", "the answer names no preferred_username",
                    "look at the user in the org: " + SetupPages.LOGIN_HISTORY);
        }
        // Salesforce's usernames are the same in any case
        return name.equalsIgnoreCase(config.username())
                ? Finding.ok("the token is " + name + "'s, in org "
                        + ServerText.line(Fields.text(user, "organization_id")))
                : Finding.failed("other_user", "the token is " + name + "'s, and " + config.username()
                        + " was asked for", Fix.of(WHO_ANSWERS, ", and do not use this token"));
    }

    private static Finding scopes(Evidence evidence) {
        Optional<String> text = evidence.need(Fact.TOKEN).text("scope");
        if (text.isEmpty()) {
            return Finding.warning("scopes_unknown", "the answer names no scopes",
                    "look at " + SetupPages.SETTINGS + " > OAuth Scopes");
        }
        List<String> scopes = scopes(text.get());
        String shown = ServerText.line(String.join(" ", scopes));
        if (!scopes.contains("api") && !scopes.contains("full")) {
            return Finding.failed("scope_api_missing", shown + ": without api, no API call works",
                    Fixes.addScopes("\"Manage user data via APIs (api)\""));
        }
        return mayOpenBrowser(scopes) ? Finding.ok(shown)
                : Finding.warning("scope_web_missing", shown + ": without web, the token opens no browser session",
                        Fix.of("if you want one: ", Fixes.addScopes("\"Manage user data via Web browsers (web)\"")));
    }

    private static List<String> scopes(String text) {
        return Arrays.stream(text.split("\\s+")).filter(scope -> !scope.isEmpty()).toList();
    }

    private static boolean mayOpenBrowser(List<String> scopes) {
        return scopes.contains("web") || scopes.contains("full");
    }

    private static Finding limits(Evidence evidence) {
        evidence.need(Fact.TOKEN);
        String path = evidence.need(Fact.VERSION).path("limits");
        HttpAnswer answer = get(path, evidence);
        if (answer.status() != 200) {
            return refused(answer, path);
        }
        String calls = answer.object()
                .filter(json -> json.get("DailyApiRequests") instanceof JsonObject daily
                        && daily.get("Remaining") instanceof JsonNumber && daily.get("Max") instanceof JsonNumber)
                .map(json -> json.getJsonObject("DailyApiRequests"))
                .map(daily -> "; API calls left today: " + daily.get("Remaining") + " of " + daily.get("Max"))
                .orElse("");
        return Finding.ok("the user may use the API" + calls);
    }

    private static Finding kind(Evidence evidence) {
        String token = evidence.need(Fact.TOKEN).accessToken();
        if (token.startsWith("00D")) {
            return Finding.ok("an opaque token, which begins with the org's id");
        }
        return token.startsWith("eyJ")
                ? Finding.ok("a JWT, which works with REST only: SOAP and Experience Cloud sites do not accept it")
                : Finding.warning("token_unknown", "of no known kind (" + token.length() + " characters)", WHO_ANSWERS);
    }

    private static Finding singleAccess(Evidence evidence) {
        TokenAnswer token = evidence.need(Fact.TOKEN);
        List<String> scopes = scopes(token.text("scope").orElse(""));
        if (!mayOpenBrowser(scopes)) {
            return Finding.skipped("needs the scope web");
        }
        HttpAnswer answer = get(SINGLE_ACCESS, evidence);
        if (answer.status() == 403 && Said.in(answer).isEmpty()) {
            return noLink(evidence);
        }
        if (answer.status() != 200) {
            return refused(answer, SINGLE_ACCESS);
        }
        // the link logs in whoever opens it: it is neither shown nor used
        return answer.object().filter(json -> !Fields.text(json, "frontdoor_uri").isBlank()).isPresent()
                ? Finding.ok("Salesforce makes links that open the org in a browser")
                : Finding.warning("no_frontdoor_uri", "the answer has no link to open the org in a browser",
                        "open the org in a browser with your own login");
    }

    /** Salesforce says the same to three causes; the checks before this one tell which are left. */
    private static Finding noLink(Evidence evidence) {
        Refusal row = Refusals.byId("single_access_refused").orElseThrow();
        var left = new ArrayList<>(row.causes());
        left.removeIf(cause -> cause.id().equals("scope_web_missing")
                || cause.id().equals("token_ended") && evidence.state("userinfo") == State.OK);
        return Finding.warning(row.id(), row.meaning() + " Perhaps "
                + left.stream().map(Cause::why).collect(Collectors.joining("; or ")), left.getFirst().fix());
    }

    private static HttpAnswer get(String path, Evidence evidence) {
        TokenAnswer token = evidence.need(Fact.TOKEN);
        URI uri = URI.create(token.instanceUrl() + path);
        return evidence.repeated(() -> evidence.http().get(uri, token.accessToken()));
    }

    /** In the words of the one table of refusals, where it has this one. */
    private static Finding refused(HttpAnswer answer, String path) {
        String what = path + " gives HTTP " + answer.status();
        return Said.in(answer).map(said -> refused(said, what)).orElseGet(() -> Finding.failed("call_failed", what,
                "check what stands between this machine and " + answer.uri().getHost()));
    }

    private static Finding refused(Said said, String what) {
        // the token is a moment old: that it has ended is not why the API refuses it
        Optional<Refusal> row = said.error().equals("INVALID_SESSION_ID") ? Refusals.byId(NEW_TOKEN_REFUSED)
                : Refusals.find(said);
        return Finding.failed(row.map(Refusal::id).orElse("call_refused"), what + ": " + ServerText.line(said.error())
                + (said.description().isBlank() ? "" : " (" + ServerText.line(said.description()) + ")")
                + row.map(refusal -> ". " + refusal.meaning()).orElse(""),
                row.map(AccessChecks::fix)
                        .orElse(Fix.of("look at the user's profile and permission sets, and at the app's policies")));
    }

    /** A new token may have ended, as it can be another machine's session; one after the other ends by other means. */
    private static Fix fix(Refusal row) {
        Fix first = row.causes().getFirst().fix();
        return !row.id().equals("session_invalid") ? first : Fix.of(first, "; if Salesforce refuses that one too: ",
                Refusals.byId(NEW_TOKEN_REFUSED).orElseThrow().causes().getFirst().fix());
    }
}
