package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudiencesTest {

    private static final String LOGIN = "https://login.salesforce.com";
    private static final String TEST = "https://test.salesforce.com";
    private static final String OWN = "own";

    /** Columns: login URL, whether sandbox is said, the candidates in their order; "own" for the login URL itself. */
    @ParameterizedTest
    @CsvSource({
        "https://login.salesforce.com, false, " + LOGIN + ",",
        "https://test.salesforce.com, false, " + TEST + ",",
        "https://acme.my.salesforce.com, false, own, " + LOGIN,
        "https://acme.my.salesforce.com, true, own, " + TEST,
        "https://acme-dev-ed.develop.my.salesforce.com, false, own, " + LOGIN,
        "https://x.trailblaze.my.salesforce.com, false, own, " + LOGIN,
        "https://acme--dev.sandbox.my.salesforce.com, false, own, " + TEST,
        "https://acme--dev.my.salesforce.com, false, own, " + TEST,
        "https://acme--dev.cs99.my.salesforce.com, false, own, " + TEST,
        "https://x.scratch.my.salesforce.com, false, own, " + TEST,
        "https://gs1.salesforce.com, false, own, " + LOGIN,
        "https://agency.my.salesforce.mil, false, " + LOGIN + ", own",
        "https://agency--dev.sandbox.my.salesforce.mil, false, " + TEST + ", own",
        "https://acme.my.sfcrmproducts.cn, false, " + LOGIN + ", own",
        "https://acme.my.site.com/customers, false, own,",
        "https://acme.my.site.com/customers, true, own,",
        "https://acme--dev.sandbox.my.site.com, false, own,",
        "http://127.0.0.1:4000, false, own,",
        "http://[::1]:4000, true, own,",
    })
    void what_may_fit_the_login_url(String url, boolean sandbox, String likeliest, String other) {
        var loginUrl = LoginUrl.parse(Settings.of(url));
        Audiences audiences = Audiences.of(loginUrl, sandbox);
        assertEquals(likeliest.equals(OWN) ? url : likeliest, audiences.likeliest());
        assertEquals(Optional.ofNullable(other).map(text -> text.equals(OWN) ? url : text), audiences.other());
    }

    @Test
    void one_that_is_given_stands_alone() {
        assertEquals(Optional.empty(), Audiences.given("https://acme.my.salesforce.com/").other());
    }

    @Test
    void what_is_known_to_work_comes_first_and_nothing_else_can() {
        Audiences both = Audiences.of(LoginUrl.parse(Settings.of("https://acme.my.salesforce.com")), false);
        assertEquals(List.of(LOGIN, "https://acme.my.salesforce.com"), both.startingWith(LOGIN).candidates());
        assertEquals(both, both.startingWith("https://acme.my.salesforce.com"));
        assertEquals(both, both.startingWith("https://evil.example"));
        assertTrue(Audiences.given(TEST).startingWith(LOGIN).candidates().contains(TEST));
    }
}
