package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontdoorTest {

    private static final String SINGLE_ACCESS = "/services/oauth2/singleaccess";

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

    /** The link's path and query. */
    private String link(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        String uri = Caller.json(answer).getString("frontdoor_uri");
        assertTrue(uri.startsWith(org.url() + "/secur/frontdoor.jsp?otp="), uri);
        assertFalse(uri.contains(token));
        return uri.substring(org.url().toString().length());
    }

    @Test
    void a_link_opens_the_page_once() throws Exception {
        String link = link(caller.get(SINGLE_ACCESS, token));

        var page = caller.get(link);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("logged in to the demo org as <strong>integration@demo.example</strong>"));
        assertEquals(403, caller.get(link).statusCode());
    }

    @Test
    void a_link_can_be_asked_for_with_a_form_too() throws Exception {
        String first = link(caller.postForm(SINGLE_ACCESS,
                "access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
        String second = link(Caller.send(caller.to(SINGLE_ACCESS).header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())));

        assertNotEquals(first, second);
        assertEquals(200, caller.get(first).statusCode());
        assertEquals(200, caller.get(second).statusCode());
    }

    @Test
    void a_link_dies_after_a_minute_and_with_its_token() throws Exception {
        String late = link(caller.get(SINGLE_ACCESS, token));
        clock.advance(Duration.ofMinutes(1));
        assertEquals(403, caller.get(late).statusCode());

        String revoked = link(caller.get(SINGLE_ACCESS, token));
        caller.postForm("/services/oauth2/revoke", "token=" + token);
        assertEquals(403, caller.get(revoked).statusCode());
    }

    @Test
    void a_token_that_does_not_count_gets_403_and_no_link() throws Exception {
        for (var answer : List.of(caller.get(SINGLE_ACCESS), caller.get(SINGLE_ACCESS, "invented"),
                caller.get(SINGLE_ACCESS + "?access_token=" + token),
                caller.postForm(SINGLE_ACCESS, "access_token=invented"))) {
            assertEquals(403, answer.statusCode());
            assertTrue(answer.body().contains("INVALID_SESSION_ID"));
        }
    }

    @Test
    void a_relative_target_is_passed_on_and_any_other_refused() throws Exception {
        String link = link(caller.get(SINGLE_ACCESS + "?redirect_uri=%2Flightning%2Fpage%2Fhome%3Fa%3D1%262", token));
        assertTrue(caller.get(link).body().contains("<code>/lightning/page/home?a=1&amp;2</code>"));

        for (String target : List.of("https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil", "evil",
                "javascript:alert(1)", "/\nx", "")) {
            String query = "?redirect_uri=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
            assertEquals(400, caller.get(SINGLE_ACCESS + query, token).statusCode(), target);
        }
    }

    @Test
    void the_token_itself_opens_the_page_as_it_still_does_in_Salesforce() throws Exception {
        assertEquals(200, caller.get("/secur/frontdoor.jsp?sid=" + token).statusCode());
        assertEquals(403, caller.get("/secur/frontdoor.jsp?sid=invented").statusCode());
        assertEquals(403, caller.get("/secur/frontdoor.jsp").statusCode());
    }

    @Test
    void the_page_shows_hostile_text_as_text_under_a_strict_policy() throws Exception {
        String script = URLEncoder.encode("<script>alert('1\"')</script>", StandardCharsets.UTF_8);
        var page = caller.get("/secur/frontdoor.jsp?sid=" + token + "&retURL=" + script);

        assertFalse(page.body().contains("<script"));
        assertTrue(page.body().contains("&lt;script&gt;alert(&#39;1&quot;&#39;)&lt;/script&gt;"));
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; style-src 'sha256-"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals("nosniff", page.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
    }

    @Test
    void the_policy_names_the_style_that_the_page_has() throws Exception {
        var page = caller.get("/");
        String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertTrue(page.headers().firstValue("Content-Security-Policy").orElse("")
                .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"));
    }
}
