package lib.demo;

import static lib.demo.Caller.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssertionCheckTest {

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    private final Caller caller = new Caller(org);
    private final String url = org.url().toString();

    @BeforeEach
    void registerTheApp() {
        org.register(TestCertificate.RSA.pem());
    }

    private Jwt right() {
        return Jwt.right(url);
    }

    private void assertInvalid(String assertion) throws Exception {
        assertRefused("invalid_grant", "invalid assertion", caller.exchange(assertion));
    }

    @Test
    void an_unknown_issuer_is_told_so_before_its_signature_is_looked_at() throws Exception {
        for (Jwt jwt : List.of(right().text("iss", "3MVG9other"), right().text("iss", ""), right().without("iss"),
                right().json("iss", "[\"" + DemoOrg.CONSUMER_KEY + "\"]"))) {
            assertRefused("invalid_client_id", "client identifier invalid",
                    caller.exchange(jwt.signed(TestCertificate.OTHER_RSA, "SHA256withRSA")));
        }
    }

    @Test
    void without_an_app_in_this_org_nobody_gets_in() throws Exception {
        try (DemoOrg empty = DemoOrg.start(0, Clock.systemUTC())) {
            assertRefused("app_not_found", "External client app is not installed in this org",
                    new Caller(empty).exchange(Jwt.right(empty.url().toString()).signed()));
        }
    }

    @Test
    void what_is_no_jwt_is_invalid() throws Exception {
        String[] parts = right().signed().split("\\.");
        String header = parts[0];
        String claims = parts[1];
        String signature = parts[2];
        String mail = new String(TestCertificate.RSA.keyPem(), StandardCharsets.US_ASCII).replaceAll("[+\\s]", "");
        for (String assertion : List.of("", "x", "..", header + "." + claims, header + "." + claims + ".",
                header + "." + claims + "." + signature + ".", header + ".." + signature, mail,
                header + "." + claims + "." + signature + "=", header + "." + claims + "." + signature + "%20",
                header + "=." + claims + "." + signature, "W10." + claims + "." + signature,
                Jwt.base64url("not json".getBytes()) + "." + claims + "." + signature)) {
            assertInvalid(assertion);
        }
    }

    @Test
    void a_signature_has_one_spelling() throws Exception {
        String assertion = right().signed();
        // 256 bytes leave four bits of the last character unused
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char other = alphabet.charAt(alphabet.indexOf(assertion.charAt(assertion.length() - 1)) ^ 1);

        assertInvalid(assertion.substring(0, assertion.length() - 1) + other);
        assertInvalid(assertion + "==");
        assertEquals(200, caller.exchange(assertion).statusCode());
    }

    @Test
    void plain_base64_is_not_base64url() throws Exception {
        // '~~~~' and '????' make sure that a '+' and a '/' occur
        String header = Base64.getEncoder().encodeToString("{\"alg\":\"RS256\",\"k\":\"~~~~????\"}".getBytes());
        String unsigned = header.replace("=", "") + "." + right().unsigned().split("\\.")[1];
        String assertion = Jwt.signed(TestCertificate.RSA, "SHA256withRSA", unsigned);

        assertInvalid(assertion.replace("+", "%2B"));
    }

    @Test
    void a_name_that_comes_twice_is_invalid_even_when_signed() throws Exception {
        String claims = "{\"iss\":\"" + DemoOrg.CONSUMER_KEY + "\",\"iss\":\"" + DemoOrg.CONSUMER_KEY
                + "\",\"sub\":\"" + DemoOrg.USERNAME + "\",\"aud\":\"" + url + "\",\"exp\":"
                + (Instant.now().getEpochSecond() + 60) + "}";
        String header = right().unsigned().split("\\.")[0];

        assertInvalid(Jwt.signed(TestCertificate.RSA, "SHA256withRSA",
                header + "." + Jwt.base64url(claims.getBytes())));
    }

    @Test
    void something_after_the_claims_or_bytes_that_are_no_text_are_invalid() throws Exception {
        String[] parts = right().unsigned().split("\\.");
        byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
        for (String more : List.of("{}", "x", "\u00ff")) {
            String longer = new String(claims, StandardCharsets.ISO_8859_1) + more;
            assertInvalid(Jwt.signed(TestCertificate.RSA, "SHA256withRSA",
                    parts[0] + "." + Jwt.base64url(longer.getBytes(StandardCharsets.ISO_8859_1))));
        }
    }

    @Test
    void claims_too_deep_to_read_are_invalid() throws Exception {
        assertInvalid(right().json("deep", "[".repeat(20_000) + "]".repeat(20_000)).signed());
    }

    @Test
    void only_rs256_counts_whatever_the_header_says() throws Exception {
        assertInvalid(right().header("alg", "\"none\"").unsigned() + ".");
        assertInvalid(right().header("alg", "\"none\"").signed());
        assertInvalid(right().header("alg", "\"RS512\"").signed(TestCertificate.RSA, "SHA512withRSA"));
        assertInvalid(right().header("alg", "\"RS384\"").signed(TestCertificate.RSA, "SHA384withRSA"));
        assertInvalid(right().header("alg", "\"rs256\"").signed());
        assertInvalid(right().header("alg", "[\"RS256\"]").signed());
        assertInvalid(right().signed(TestCertificate.RSA, "SHA512withRSA"));
        assertInvalid(right().header("crit", "[\"exp\"]").signed());
    }

    @Test
    void a_harmless_header_is_harmless() throws Exception {
        String assertion = right().header("typ", "\"JWT\"").header("kid", "\"1\"").json("iat", "1").signed();

        assertEquals(200, caller.exchange(assertion).statusCode());
    }

    @Test
    void the_signature_must_be_that_of_the_registered_certificate() throws Exception {
        assertInvalid(right().signed(TestCertificate.OTHER_RSA, "SHA256withRSA"));

        org.register(TestCertificate.OTHER_RSA.pem());

        assertInvalid(right().signed());
        assertEquals(200, caller.exchange(right().signed(TestCertificate.OTHER_RSA, "SHA256withRSA")).statusCode());
    }

    @Test
    void one_changed_letter_of_the_claims_is_noticed() throws Exception {
        String[] parts = right().signed().split("\\.");
        String changed = right().text("sub", "admin@demo.example").unsigned();

        assertInvalid(changed + "." + parts[2]);
    }

    @Test
    void the_audience_is_this_org_exactly() throws Exception {
        for (String audience : List.of(url + "/", url + "/services/oauth2/token", url.replace("127.0.0.1", "localhost"),
                url.toUpperCase(Locale.ROOT), "https://login.salesforce.com", "https://test.salesforce.com",
                "http://127.0.0.1", "")) {
            assertRefused("invalid_grant", "audience is invalid",
                    caller.exchange(right().text("aud", audience).signed()));
        }
        assertRefused("invalid_grant", "audience is invalid",
                caller.exchange(right().json("aud", "[\"" + url + "\"]").signed()));
        assertRefused("invalid_grant", "audience is invalid", caller.exchange(right().without("aud").signed()));
    }

    @Test
    void the_expiry_is_in_seconds_and_not_past_and_not_far_ahead() throws Exception {
        long now = Instant.now().getEpochSecond();
        for (String exp : List.of("0", "-1", String.valueOf(now - 1), String.valueOf(now - 3600),
                String.valueOf(now + 420), String.valueOf((now + 180) * 1000), "99999999999999999999",
                "1" + "0".repeat(300))) {
            assertRefused("invalid_grant", "expired authorization code",
                    caller.exchange(right().json("exp", exp).signed()));
        }
        for (String exp : List.of(String.valueOf(now + 10), String.valueOf(now + 300))) {
            assertEquals(200, caller.exchange(right().json("exp", exp).signed()).statusCode());
        }
    }

    @Test
    void an_expiry_that_is_no_whole_number_is_invalid() throws Exception {
        long soon = Instant.now().getEpochSecond() + 60;
        for (String exp : List.of("\"" + soon + "\"", soon + ".5", soon / 10 + "e1", "1e999999999",
                "1" + "0".repeat(20_000), "null", "true", "[" + soon + "]")) {
            assertInvalid(right().json("exp", exp).signed());
        }
        assertInvalid(right().without("exp").signed());
    }

    @Test
    void expiry_goes_by_the_clock_of_the_org() throws Exception {
        try (DemoOrg late = DemoOrg.start(0, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)))) {
            late.register(TestCertificate.RSA.pem());

            assertRefused("invalid_grant", "expired authorization code",
                    new Caller(late).exchange(Jwt.right(late.url().toString()).signed()));
        }
    }

    @Test
    void the_user_is_named_by_sub() throws Exception {
        assertInvalid(right().without("sub").signed());
        assertInvalid(right().without("sub").text("prn", DemoOrg.USERNAME).signed());
        assertInvalid(right().json("sub", "[\"" + DemoOrg.USERNAME + "\"]").signed());
    }

    @Test
    void each_user_gets_the_answer_of_the_table() throws Exception {
        assertEquals(200, login(DemoUser.INTEGRATION).statusCode());
        assertRefused("invalid_app_access", "user is not admin approved to access this app",
                login(DemoUser.NOT_APPROVED));
        assertRefused("inactive_user", "user is inactive", login(DemoUser.INACTIVE));
        assertRefused("invalid_grant", "inactive user", login(DemoUser.FROZEN));
        assertRefused("invalid_grant", "ip restricted or invalid login hours", login(DemoUser.IP_RESTRICTED));
        assertRefused("rate_limit_exceeded", "number of logins exceeded", login(DemoUser.BUSY));
        assertRefused("invalid_grant", "user hasn't approved this consumer",
                caller.exchange(right().text("sub", "nobody@demo.example").signed()));
    }

    private HttpResponse<String> login(DemoUser user) throws Exception {
        return caller.exchange(right().text("sub", user.username()).signed());
    }

    @Test
    void each_policy_gets_the_answer_of_the_table() throws Exception {
        org.policy(AppPolicy.SELF_AUTHORIZED);
        assertRefused("invalid_grant", "user hasn't approved this consumer", caller.exchange(right().signed()));
        org.policy(AppPolicy.DISABLED);
        assertRefused("app_not_found", "External client app is not installed in this org",
                caller.exchange(right().signed()));
        org.policy(AppPolicy.BLOCKED);
        assertRefused("OAUTH_APP_BLOCKED", "this app is blocked by admin", caller.exchange(right().signed()));
        org.policy(AppPolicy.WITHOUT_SCOPES);
        assertRefused("invalid_grant", "no valid scopes defined", caller.exchange(right().signed()));
        org.policy(AppPolicy.ADMIN_APPROVED);
        assertEquals(200, caller.exchange(right().signed()).statusCode());
    }

    @Test
    void the_first_thing_that_is_wrong_is_the_one_told() throws Exception {
        Jwt wrong = right().json("exp", "1").text("aud", "https://login.salesforce.com").without("sub");
        assertInvalid(wrong.signed(TestCertificate.OTHER_RSA, "SHA256withRSA"));
        assertRefused("invalid_grant", "audience is invalid", caller.exchange(wrong.signed()));
        assertRefused("invalid_grant", "expired authorization code", caller.exchange(wrong.text("aud", url).signed()));
    }
}
