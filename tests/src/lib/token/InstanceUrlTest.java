package lib.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import lib.config.LoginUrl;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses an access token may be sent to. */
class InstanceUrlTest {

    private static final LoginUrl LOOPBACK = LoginUrl.parse(new Setting<>("http://127.0.0.1:8080", "x"));

    private static void assertUntrusted(String text, LoginUrl loginUrl) {
        Failure failure = assertThrows(Failure.class, () -> InstanceUrl.parse(text, loginUrl));
        assertEquals(Kind.UNREACHABLE, failure.kind());
        assertEquals("instance_url_untrusted", failure.code());
        assertTrue(failure.getMessage().startsWith(loginUrl.host() + " names \""));
        assertTrue(failure.getMessage().chars().noneMatch(c -> c < 0x20 || c == 0x202E), failure::getMessage);
        assertTrue(failure.getMessage().length() < 800, failure::getMessage);
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.my.salesforce.com, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com/, https://acme.my.salesforce.com",
        "https://ACME.My.Salesforce.com, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com:443, https://acme.my.salesforce.com:443",
        "https://acme--dev.sandbox.my.salesforce.com, https://acme--dev.sandbox.my.salesforce.com",
        "https://acme.my.salesforce.mil, https://acme.my.salesforce.mil",
        "https://acme.my.sfcrmproducts.cn, https://acme.my.sfcrmproducts.cn",
        "https://na1.salesforce.com, https://na1.salesforce.com"})
    void an_org_s_own(String text, String url) {
        assertEquals(url, InstanceUrl.parse(text, LoginUrl.PRODUCTION).toString());
        assertEquals(url, InstanceUrl.parse(text, LOOPBACK).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "acme.my.salesforce.com", "//acme.my.salesforce.com", "https:", "https://",
        "https:acme.my.salesforce.com", "mailto:x@salesforce.com", "javascript:alert(1)//.salesforce.com",
        "http://acme.my.salesforce.com", "ftp://acme.my.salesforce.com", "wss://acme.my.salesforce.com",
        "https://user@acme.my.salesforce.com", "https://@acme.my.salesforce.com",
        "https://acme.my.salesforce.com@evil.example", "https://evil.example#@acme.my.salesforce.com",
        "https://evil.example\\@acme.my.salesforce.com", "https://evil.example\\.salesforce.com",
        "https://acme.my.salesforce.com:8443", "https://acme.my.salesforce.com:0", "https://acme.my.salesforce.com:x",
        "https://acme.my.salesforce.com:80", "https://acme.my.salesforce.com/path", "https://acme.my.salesforce.com//",
        "https://acme.my.salesforce.com/..", "https://acme.my.salesforce.com?q", "https://acme.my.salesforce.com?",
        "https://acme.my.salesforce.com#f", "https://acme.my.salesforce.com#", "https://acme.my.salesforce.com.",
        "https://evilsalesforce.com", "https://salesforce.com.evil.example", "https://salesforce.com-evil.example",
        "https://evilcrmforce.mil", "https://acme.my.salesforce.com%2eevil.example",
        "https://acme.my.salesforce.com%00.evil.example", "https://acme.my.salesforce.com\u0000.evil.example",
        "https://\u0430cme.my.salesforce.com", "https://evil.example\u3002salesforce.com",
        "https://evil.example\uff0f.salesforce.com", "https://xn--salesforce-evil.com",
        "https://acme.my.salesforce.com\t.evil.example", "\thttps://acme.my.salesforce.com",
        "https://acme.my.salesforce.com\n", "https://acme my.salesforce.com", "https://[2001:db8::1]",
        "https://[::ffff:10.0.0.1]", "https://10.0.0.1", "https://acme_.evil.example", "https://-.salesforce.com",
        "https://..salesforce.com", "https://.salesforce.com", "https://\u202Emoc.ecrofselas.example"})
    void somebody_else_s(String text) {
        assertUntrusted(text, LoginUrl.PRODUCTION);
        assertUntrusted(text, LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080", "http://LOCALHOST:1",
            "https://localhost:8443"})
    void this_machine_s_after_a_login_here_only(String text) {
        assertEquals(text.toLowerCase(Locale.ROOT), InstanceUrl.parse(text, LOOPBACK).toString());
        assertUntrusted(text, LoginUrl.PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:p@127.0.0.1:8080", "http://127.0.0.1:8080/x", "ftp://127.0.0.1", "http://127.1",
            "http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://0.0.0.0:8080"})
    void not_even_this_machine_s_with_more_than_host_and_port(String text) {
        assertUntrusted(text, LOOPBACK);
    }

    @Test
    void a_long_one_is_refused_in_a_short_message_that_repeats_no_secret() {
        assertUntrusted("https://evil.example/" + "x /".repeat(40_000), LoginUrl.PRODUCTION);
        Failure failure = assertThrows(Failure.class, () -> InstanceUrl.parse("https://evil.example/?sid=00D!SECRET",
                LoginUrl.PRODUCTION));
        assertFalse(failure.getMessage().contains("SECRET"), failure::getMessage);
    }

    @Test
    void the_frontdoor_url_encodes_the_token() {
        assertEquals("https://acme.my.salesforce.com/secur/frontdoor.jsp?sid=00D%21a.b%2B%26c",
                InstanceUrl.parse("https://acme.my.salesforce.com/", LoginUrl.PRODUCTION).frontdoor("00D!a.b+&c"));
    }
}
