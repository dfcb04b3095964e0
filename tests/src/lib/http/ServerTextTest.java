package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a server's words may be repeated. */
class ServerTextTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "user hasn't approved this consumer", "invalid assertion", "expired access/refresh token", "invalid_grant",
        "External client app is not installed in this org", "OAUTH_APPROVAL_ERROR_GENERIC",
        "<html><head><title>Down for maintenance</title></head><body class=\"x\">",
        "PKIX path building failed: unable to find valid certification path to requested target",
        "https://a-rather-long-name--sandbox.sandbox.my.salesforce.com/services/oauth2/token"})
    void words_stay_as_they_are(String text) {
        assertEquals(text, ServerText.line(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"access_token\":\"00D!short\",\"scope\":\"api\"}|{\"access_token\":\"…\",\"scope\":\"api\"}",
        "{\"access_token\" : \"00D!short\"}|{\"access_token\" : \"…\"}",
        "{\\\"access_token\\\":\\\"00D!short\\\"}|{\\\"access_token\\\":\\\"…\\\"}",
        "grant_type=x&assertion=ey.ey.xx&a=b|grant_type=x&assertion=…&a=b",
        "refresh_token=abc id_token: def|refresh_token=… id_token: …",
        "<a href='/secur/frontdoor.jsp?sid=00D!x&y=1'>|<a href='/secur/frontdoor.jsp?sid=…&y=1'>",
        "retURL=%2Ffrontdoor.jsp%3Fsid%3D00Dabc|retURL=%2Ffrontdoor.jsp%3Fsid%3D…"})
    void a_secret_is_left_out_by_its_name(String text, String shown) {
        assertEquals(shown, ServerText.line(text));
    }

    @Test
    void a_secret_is_left_out_by_its_looks() {
        String token = "00D5g000004xkzT!" + "AQEAQHx.".repeat(12);
        String jwt = "eyJhbGciOiJSUzI1NiJ9." + "eyJpc3Mi_-".repeat(12) + "." + "c".repeat(342);
        assertEquals("got … and ….", ServerText.line("got " + token + " and " + jwt + " .").replace(" .", "."));
    }

    @Test
    void what_nobody_sees_hides_no_secret() {
        String utf16 = "{\"access_token\": \"00D!short\", \"x\": \"" + "00D!long.".repeat(12) + "\"}";
        assertEquals("{\"access_token\": \"…\", \"x\": \"…\"}", ServerText.line(utf16.replaceAll("(.)", "$1\0")));
        assertEquals("access_token=…", ServerText.line("access\u200e_to\u001bken=00D!short"));
    }

    @Test
    void a_secret_that_the_cut_would_halve_is_left_out_too() {
        String line = ServerText.line("word ".repeat(95) + "00D!" + "S".repeat(200));
        assertTrue(line.endsWith("word …"), line);
    }

    @Test
    void nothing_steers_the_terminal_and_nothing_is_long() {
        assertEquals("[2Jab c", ServerText.line("\u001b[2J\u202Ea\u009bb\nc"));
        assertEquals(501, ServerText.line("ab ".repeat(100_000)).length());
    }

    @Test
    void no_text_takes_long() {
        for (String part : new String[] {"_token", "assertion", "sid ", "_token \"", "a", "%3D", "_token:\"' ", " "}) {
            String text = part.repeat(256 * 1024 / part.length());
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> ServerText.line(text), part);
        }
    }
}
