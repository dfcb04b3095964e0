package lib.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathTest {

    @Test
    void a_line_of_a_key_is_no_path_and_a_cursor_is_one() {
        String line = "4adypHPMDnNrpFNrVfbpymSn62beWL3opviYHb+spEXFxiOngwo4KMCWVLbYRZl";
        assertThrows(Failure.class, () -> ApiPath.refusePasted(line, "PATH"));
        assertThrows(Failure.class, () -> ApiPath.refusePasted("/" + line, "PATH"));
        ApiPath.refusePasted("/services/data/v66.0/query/" + line, "PATH");
    }

    @Test
    void a_path_stays_and_what_a_url_may_not_have_is_escaped() {
        assertEquals("/services/data/v68.0/limits", ApiPath.parse("/services/data/v68.0/limits", "PATH").text());
        assertEquals("/query?q=SELECT%20Id%20FROM%20Account%20WHERE%20Name='%C3%84%22'&x=1",
                ApiPath.parse("/query?q=SELECT Id FROM Account WHERE Name='Ä\"'&x=1", "PATH").text());
    }

    @Test
    void what_has_blanks_is_not_escaped_yet() {
        assertEquals("/query?q=N%20LIKE%20'%25ab%25'%20AND%20D%3E2026-01-01T00:00:00%2B01:00",
                ApiPath.parse("/query?q=N LIKE '%ab%' AND D>2026-01-01T00:00:00+01:00", "PATH").text());
        assertEquals("/query?q=N+LIKE+'%25ab'", ApiPath.parse("/query?q=N+LIKE+'%25ab'", "PATH").text());
        Failure failure = assertThrows(Failure.class, () -> ApiPath.parse("/query?q=N+LIKE+'A%'", "PATH"));
        assertEquals("write %25 for a % that begins no escape", failure.fix().toString().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/x", "/\\evil.example", "\\\\evil", "", " /x",
        "evil.example", "@evil.example/x", ":80/x", "/%zz", "/%", "javascript:alert(1)"})
    void what_could_lead_elsewhere_is_refused(String typed) {
        Failure failure = assertThrows(Failure.class, () -> {
            ApiPath path = ApiPath.parse(typed, "PATH");
            throw new AssertionError(path.text());
        });
        assertEquals("bad_api_path", failure.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/@evil.example/", "/x?y=//evil.example", "/..//evil.example", "/a\\b", "/:80", "/x#y"})
    void whatever_is_taken_stays_with_its_host(String typed) {
        URI uri = URI.create("https://acme.my.salesforce.com" + ApiPath.parse(typed, "PATH").text());
        assertEquals("acme.my.salesforce.com", uri.getHost());
        assertEquals("acme.my.salesforce.com", uri.getRawAuthority());
    }

    @Test
    void control_characters_are_refused() {
        assertThrows(Failure.class, () -> ApiPath.parse("/x\r\nHost: evil", "PATH"));
        assertThrows(Failure.class, () -> ApiPath.parse("/x\u0000", "PATH"));
    }
}
