package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final String USERINFO = "/services/oauth2/userinfo";
    private static final String LIMITS = "/services/data/v68.0/limits";
    private static final String IDENTITY = "/id/00DDEMO00000org2DA/005DEMO00000001YDA";

    private final MovableClock clock = new MovableClock();
    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, clock);
    private final Caller caller = new Caller(org);
    private String token;

    @BeforeEach
    void logIn() throws Exception {
        org.register(TestCertificate.RSA.pem());
        token = caller.logIn();
    }

    private static void assertNoSession(HttpResponse<String> answer) {
        assertEquals("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]",
                answer.body());
        assertEquals(401, answer.statusCode());
    }

    @Test
    void userinfo_says_whose_token_it_is() throws Exception {
        var answer = caller.get(USERINFO, token);

        assertEquals(200, answer.statusCode());
        var json = Caller.json(answer);
        assertEquals("integration@demo.example", json.getString("preferred_username"));
        assertEquals("005DEMO00000001YDA", json.getString("user_id"));
        assertEquals("00DDEMO00000org2DA", json.getString("organization_id"));
        assertEquals("Ida Integration", json.getString("name"));
        assertEquals("integration@demo.example", json.getString("email"));
        assertEquals(org.url() + "/services/data/v{version}/", json.getJsonObject("urls").getString("rest"));
    }

    @Test
    void the_identity_url_answers_for_the_tokens_own_user_only() throws Exception {
        var answer = caller.get(IDENTITY, token);

        assertEquals(200, answer.statusCode());
        assertEquals("integration@demo.example", Caller.json(answer).getString("username"));
        assertEquals(403, caller.get("/id/00DDEMO00000org2DA/" + DemoUser.BUSY.id(), token).statusCode());
        assertEquals(403, caller.get("/id/00DOTHER0000org2DA/" + DemoUser.INTEGRATION.id(), token).statusCode());
    }

    @Test
    void limits_are_there_in_each_version_listed_and_in_no_other() throws Exception {
        String versions = caller.get("/services/data").body();
        for (String version : List.of("66.0", "67.0", "68.0")) {
            assertTrue(versions.contains("\"/services/data/v" + version + "\",\"version\":\"" + version + "\""));
            var limits = caller.get("/services/data/v" + version + "/limits", token);
            assertEquals(200, limits.statusCode());
            assertTrue(Caller.json(limits).getJsonObject("DailyApiRequests").getInt("Remaining") > 0);
        }
        assertEquals(404, caller.get("/services/data/v99.0/limits", token).statusCode());
    }

    @Test
    void nothing_is_told_without_a_token_that_counts() throws Exception {
        for (String path : List.of(USERINFO, LIMITS, IDENTITY)) {
            assertNoSession(caller.get(path));
            assertNoSession(caller.get(path, "00DDEMO00000org!AQinvented"));
            assertNoSession(caller.get(path, token + "x"));
            assertNoSession(caller.get(path + "?access_token=" + token));
            assertNoSession(Caller.send(caller.to(path).header("Authorization", "Basic " + token)));
        }
    }

    @Test
    void a_revoked_token_counts_no_more_and_others_still_do() throws Exception {
        String other = caller.logIn();

        assertEquals(200, caller.postForm("/services/oauth2/revoke", "token=" + token).statusCode());

        assertNoSession(caller.get(USERINFO, token));
        assertEquals(200, caller.get(USERINFO, other).statusCode());
        for (String form : List.of("token=" + token, "token=invented", "", "token=%")) {
            var answer = caller.postForm("/services/oauth2/revoke", form);
            assertEquals(400, answer.statusCode());
            assertEquals("invalid_token", Caller.json(answer).getString("error"));
        }
    }

    @Test
    void a_session_ends_two_hours_after_its_last_use() throws Exception {
        clock.advance(Duration.ofMinutes(119));
        assertEquals(200, caller.get(USERINFO, token).statusCode());
        clock.advance(Duration.ofMinutes(119));
        assertEquals(200, caller.get(LIMITS, token).statusCode());
        clock.advance(Duration.ofMinutes(120));
        assertNoSession(caller.get(USERINFO, token));
    }

    @Test
    void what_is_not_there_and_what_may_not_be_done_is_said_as_Salesforce_does() throws Exception {
        assertEquals("[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]",
                caller.get("/services/data/v68.0/tooling", token).body());
        var posted = caller.postForm(USERINFO, "");
        assertEquals(405, posted.statusCode());
        assertEquals("GET", posted.headers().firstValue("Allow").orElse(""));
        assertTrue(posted.body().contains("METHOD_NOT_ALLOWED"));
    }
}
