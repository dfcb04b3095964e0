package lib.doctor;

import static lib.doctor.State.FAILED;
import static lib.doctor.State.OK;
import static lib.doctor.State.SKIPPED;
import static lib.doctor.State.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import lib.demo.Answer;
import org.junit.jupiter.api.Test;

/** What a token turns out to be good for. */
class AccessChecksTest extends InAClinic {

    private static final String USERINFO = "/services/oauth2/userinfo";
    private static final String LIMITS = "/services/data/v68.0/limits";
    private static final String SINGLE_ACCESS = "/services/oauth2/singleaccess";

    @Test
    void another_users_token_is_found_out() {
        clinic.org.faults().next(1, USERINFO, json("{\"preferred_username\": \"eve@demo.example\"}"));
        check("userinfo", FAILED, "other_user");
        clinic.org.faults().next(1, USERINFO, json("{\"preferred_username\": \"Integration@DEMO.example\"}"));
        check("userinfo", OK, "");
        clinic.org.faults().next(1, USERINFO, json("{}"));
        check("userinfo", WARNING, "userinfo_incomplete");
        clinic.org.faults().next(1, USERINFO, Answer.empty(403));
        check("userinfo", WARNING, "userinfo_forbidden");
        clinic.org.faults().next(1, USERINFO, Answer.empty(500));
        check("userinfo", FAILED, "call_failed");
    }

    @Test
    void a_user_without_api_access() {
        clinic.org.faults().next(1, LIMITS, Answer.json(403, Json.createArrayBuilder().add(Json.createObjectBuilder()
                .add("errorCode", "API_DISABLED_FOR_ORG").add("message", "API is not enabled")).build()));
        assertTrue(check("limits", FAILED, "api_disabled").fix().toString().contains("API Enabled"));
        clinic.org.faults().next(1, LIMITS, Answer.json(403, Json.createArrayBuilder().add(Json.createObjectBuilder()
                .add("errorCode", "NEW_CODE").add("message", "something new")).build()));
        check("limits", FAILED, "call_refused");
    }

    @Test
    void scopes_that_are_missing() {
        token("00DDEMO!x", "web refresh_token");
        check("scopes", FAILED, "scope_api_missing");
        token("00DDEMO!x", "api refresh_token");
        Doctor.Result result = clinic.examine();
        assertEquals("scope_web_missing", Clinic.finding(result, "scopes").code());
        assertEquals(SKIPPED, Clinic.finding(result, "single access").state());
        token("00DDEMO!x", "full");
        check("scopes", OK, "");
        token("00DDEMO!x", "");
        check("scopes", WARNING, "scopes_unknown");
    }

    @Test
    void kinds_of_token() {
        token("00DDEMO!x", "api web");
        check("token kind", OK, "");
        token("eyJhbGciOiJub25lIn0.e30.", "api web");
        assertTrue(check("token kind", OK, "").text().contains("SOAP"));
        token("something", "api web");
        check("token kind", WARNING, "token_unknown");
    }

    @Test
    void a_new_token_that_the_api_refuses() {
        token("00DDEMO!x", "api web");
        Doctor.Result result = clinic.examine();
        Finding limits = Clinic.finding(result, "limits");
        assertEquals("new_token_refused", limits.code());
        assertTrue(limits.fix().toString().contains("Setup > API Access Control"), limits::toString);
    }

    @Test
    void a_token_that_has_ended() {
        clinic.org.faults().next(1, USERINFO, Answer.of(403, "text/html;charset=UTF-8", "Bad_OAuth_Token\n"));
        Finding userinfo = check("userinfo", FAILED, "session_invalid");
        String fix = userinfo.fix().toString();
        assertTrue(fix.contains("sfjwt get-token --fresh; if Salesforce refuses that one too: "), fix);
        assertTrue(fix.contains("Setup > API Access Control"), "or it would go round in a circle");
    }

    /** Ended token, no scope, API-only user: Salesforce says 403 to all, and the other checks tell two of them. */
    @Test
    void no_link_for_a_browser() {
        clinic.org.faults().next(1, SINGLE_ACCESS, Answer.empty(403));
        Finding known = check("single access", WARNING, "single_access_refused");
        assertTrue(known.text().contains("API-only") && !known.text().contains("expired"), known::toString);
        assertTrue(known.fix().toString().contains("Api Only User"), known::toString);
        clinic.org.faults().next(1, USERINFO, Answer.empty(500));
        clinic.org.faults().next(1, SINGLE_ACCESS, Answer.empty(403));
        Finding both = check("single access", WARNING, "single_access_refused");
        assertTrue(both.text().contains("API-only") && both.text().contains("expired"), both::toString);
    }

    @Test
    void links_for_a_browser() {
        clinic.org.faults().next(1, SINGLE_ACCESS, json("{}"));
        check("single access", WARNING, "no_frontdoor_uri");
    }

    private void token(String token, String scope) {
        clinic.org.faults().next(1, "/services/oauth2/token", Answer.json(200, Json.createObjectBuilder()
                .add("access_token", token).add("scope", scope).add("instance_url",
                        clinic.org.url().toString()).build()));
    }

    private static Answer json(String text) {
        return Answer.of(200, "application/json", text);
    }

    private Finding check(String name, State state, String code) {
        Finding finding = Clinic.finding(clinic.examine(), name);
        assertEquals(state, finding.state(), () -> name + ": " + finding);
        assertEquals(code, finding.code(), finding::toString);
        return finding;
    }
}
