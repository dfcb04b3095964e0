package lib.demo;

import static lib.demo.Caller.GRANT_TYPE;
import static lib.demo.Caller.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRouteTest {

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    private final Caller caller = new Caller(org);
    private String assertion;

    @BeforeEach
    void registerTheApp() throws Exception {
        org.register(TestCertificate.RSA.pem());
        assertion = Jwt.right(org.url().toString()).signed();
    }

    @Test
    void a_right_assertion_gets_a_token_in_the_form_of_Salesforce() throws Exception {
        var answer = caller.exchange(assertion);

        assertEquals(200, answer.statusCode());
        var json = Caller.json(answer);
        assertEquals(Set.of("access_token", "scope", "instance_url", "id", "token_type"), json.keySet());
        assertTrue(json.getString("access_token").matches("00D[A-Za-z0-9]{12}!AQ[A-Za-z0-9._]{94}"));
        assertEquals("api web refresh_token", json.getString("scope"));
        assertEquals(org.url().toString(), json.getString("instance_url"));
        assertEquals(org.url() + "/id/00DDEMO00000org2DA/005DEMO00000001YDA", json.getString("id"));
        assertEquals("Bearer", json.getString("token_type"));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }

    @Test
    void each_login_gets_a_token_of_its_own() throws Exception {
        assertNotEquals(caller.logIn(), caller.logIn());
    }

    @Test
    void the_content_type_may_name_a_charset() throws Exception {
        var answer = Caller.send(caller.to(TokenRoute.PATH)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(BodyPublishers.ofString(GRANT_TYPE + "&assertion=" + assertion)));

        assertEquals(200, answer.statusCode());
    }

    @Test
    void a_name_for_this_machine_is_as_good_as_its_number() throws Exception {
        String url = org.url().toString().replace("127.0.0.1", "localhost");
        String form = GRANT_TYPE + "&assertion=" + Jwt.right(url).signed();
        String host = "Host: localhost:" + org.url().getPort();
        String type = "Content-Type: application/x-www-form-urlencoded";

        String answer = caller.raw("POST /services/oauth2/token HTTP/1.1", host, type,
                "Content-Length: " + form.length(), "Connection: close", "", form);

        assertTrue(answer.contains("\"instance_url\":\"" + url + "\""), answer);
    }

    @Test
    void only_a_form_is_read() throws Exception {
        for (String type : List.of("application/json", "text/plain", "multipart/form-data")) {
            assertRefused("unsupported_grant_type", "grant type not supported",
                    Caller.send(caller.to(TokenRoute.PATH).header("Content-Type", type)
                            .POST(BodyPublishers.ofString(GRANT_TYPE + "&assertion=" + assertion))));
        }
        assertRefused("unsupported_grant_type", "grant type not supported",
                caller.post(TokenRoute.PATH, (GRANT_TYPE + "&assertion=" + assertion).getBytes()));
    }

    @Test
    void only_the_jwt_bearer_grant_is_known() throws Exception {
        for (String form : List.of("", "grant_type=password", "grant_type=", "assertion=" + assertion,
                GRANT_TYPE + "s&assertion=" + assertion)) {
            assertRefused("unsupported_grant_type", "grant type not supported",
                    caller.postForm(TokenRoute.PATH, form));
        }
    }

    @Test
    void a_scope_is_refused_even_beside_a_right_assertion() throws Exception {
        assertRefused("invalid_request", "scope parameter not supported",
                caller.postForm(TokenRoute.PATH, GRANT_TYPE + "&scope=api&assertion=" + assertion));
    }

    @Test
    void nothing_else_may_be_sent() throws Exception {
        String right = GRANT_TYPE + "&assertion=" + assertion;
        for (String more : List.of("format=json", "client_id=x", "client_secret=x", "=", "x")) {
            assertRefused("invalid_request", "parameter not supported",
                    caller.postForm(TokenRoute.PATH, right + "&" + more));
        }
        assertRefused("invalid_request", "parameter not supported",
                caller.postForm(TokenRoute.PATH + "?format=json", right));
    }

    @Test
    void a_field_that_comes_twice_or_is_malformed_is_refused() throws Exception {
        String right = GRANT_TYPE + "&assertion=" + assertion;
        for (String form : List.of(right + "&" + GRANT_TYPE, right + "&assertion=" + assertion, right + "%", right
                + "%zz")) {
            assertRefused("invalid_request", "malformed or repeated parameter",
                    caller.postForm(TokenRoute.PATH, form));
        }
    }

    @Test
    void an_assertion_is_needed() throws Exception {
        assertRefused("invalid_grant", "invalid assertion", caller.postForm(TokenRoute.PATH, GRANT_TYPE));
    }

    @Test
    void a_token_is_never_got() throws Exception {
        assertRefused("invalid_request", "must use HTTP POST",
                caller.get(TokenRoute.PATH + "?" + GRANT_TYPE + "&assertion=" + assertion));
    }
}
