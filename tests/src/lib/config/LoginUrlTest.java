package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://login.salesforce.com, https://login.salesforce.com",
        "login.salesforce.com, https://login.salesforce.com",
        "HTTPS://Login.SalesForce.COM/, https://login.salesforce.com",
        "'  https://acme.my.salesforce.com//\t\r\n', https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com:443, https://acme.my.salesforce.com",
        "acme--dev.sandbox.my.salesforce.com, https://acme--dev.sandbox.my.salesforce.com",
        "https://agency.my.salesforce.mil, https://agency.my.salesforce.mil",
        "https://acme.my.sfcrmproducts.cn, https://acme.my.sfcrmproducts.cn",
        "https://gs1.salesforce.com, https://gs1.salesforce.com",
        "https://acme.my.site.com, https://acme.my.site.com",
        "https://ACME.my.site.com/Customers/, https://acme.my.site.com/Customers",
        "https://site.force.com/customers, https://site.force.com/customers",
        "http://localhost:8080, http://localhost:8080",
        "localhost:8080, http://localhost:8080",
        "LOCALHOST, http://localhost",
        "127.0.0.1:4000/, http://127.0.0.1:4000",
        "https://127.0.0.1:4000, https://127.0.0.1:4000",
        "127.8.9.10:80, http://127.8.9.10:80",
        "[::1]:4000, http://[::1]:4000",
        "http://[::1], http://[::1]",
    })
    void what_people_type_becomes_one_form(String typed, String url) {
        LoginUrl loginUrl = parse(typed);
        assertEquals(url, loginUrl.toString());
        assertEquals(url + "/services/oauth2/token", loginUrl.tokenEndpoint().toString());
        assertEquals(loginUrl, parse(loginUrl.toString()), "and stays it");
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.lightning.force.com/lightning/page/home, https://acme.my.salesforce.com",
        "acme--dev.sandbox.lightning.force.com, https://acme--dev.sandbox.my.salesforce.com",
        "acme-dev-ed.develop.lightning.force.com, https://acme-dev-ed.develop.my.salesforce.com",
        "acme1.lightning.force.com, https://acme1.my.salesforce.com",
        "x.trailblaze.lightning.force.com, https://x.trailblaze.my.salesforce.com",
        "x.scratch.lightning.force.com, https://x.scratch.my.salesforce.com",
        "agency.lightning.crmforce.mil, https://agency.my.salesforce.mil",
        "https://acme.my.salesforce-setup.com/lightning/setup/SetupOneHome/home, https://acme.my.salesforce.com",
        "acme--dev.sandbox.my.salesforce-setup.com, https://acme--dev.sandbox.my.salesforce.com",
        "acme--c.vf.force.com, https://acme.my.salesforce.com",
        "acme--dev--c.sandbox.vf.force.com, https://acme--dev.sandbox.my.salesforce.com",
        "acme--my-package.vf.force.com, https://acme.my.salesforce.com",
        "my-acme--c.develop.vf.force.com, https://my-acme.develop.my.salesforce.com",
        "acme.file.force.com, https://acme.my.salesforce.com",
        "https://acme--dev.sandbox.builder.salesforce-experience.com/s, https://acme--dev.sandbox.my.salesforce.com",
        "acme.live-preview.salesforce-experience.com, https://acme.my.salesforce.com",
        "https://acme.lightning.force.com/lightning/r/Account/001/view?ws=x#y, https://acme.my.salesforce.com",
    })
    void a_page_of_an_org_leads_to_its_My_Domain(String typed, String myDomain) {
        assertTaken(typed, myDomain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"na139.salesforce.com", "eu25.lightning.force.com", "cs99.salesforce.com",
            "usa2s.salesforce.com", "www.salesforce.com", "salesforce.com", "help.salesforce.com",
            "c.na1.visual.force.com", "my.salesforce.com", "force.com", "lightning.force.com", "site.com",
            "my.site.com"})
    void other_hosts_of_Salesforces_that_take_no_logins_are_refused_with_the_choices(String host) {
        assertTrue(refusal("https://" + host).fix().toString().contains("your My Domain, like"), host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "https://evilsalesforce.com", "https://salesforce.com.evil.example",
            "https://acme.my.salesforce.com.evil.example", "https://10.0.0.1", "https://[::2]", "https://0.0.0.0",
            "https://localhost.evil.example", "https://127.0.0.1.evil.example", "https://evilcrmforce.mil",
            "https://2130706433", "https://portal.acme.example"})
    void a_host_that_is_not_Salesforces_is_refused(String url) {
        assertTrue(refusal(url).getMessage().contains("is not a Salesforce login host"), url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.salesforce.com", "http://acme.my.salesforce.com",
            "ftp://login.salesforce.com", "http://10.0.0.1", "ws://localhost"})
    void the_network_is_crossed_by_https_only(String url) {
        assertTrue(refusal(url).getMessage().contains("does not begin with https://"), url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"htps://", "ttps://", "https:/", "https//", "https:", "https;//", "hhtps://", "HTPS://",
            "httpss://", "htp://", "http:/", "https:///", "https://https://", "http://https//"})
    void a_misspelt_scheme_is_named_with_the_address_that_was_meant(String start) {
        Failure failure = refusal(start + "acme.my.salesforce.com/lightning");
        assertTrue(failure.getMessage().endsWith(" begins with \"" + start + "\", where https:// was meant"),
                failure::getMessage);
        assertEquals("use https://acme.my.salesforce.com", failure.fix().toString());
        assertEquals("use http://localhost:8080", refusal(start + "localhost:8080").fix().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://login.salesforce.com", "wss://login.salesforce.com",
            "htps://acme.my.salesforce.com"})
    void only_http_is_unencrypted(String url) {
        assertFalse(refusal(url).fix().toString().contains("unencrypted"), url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.salesforce.com:8443", "https://acme.my.salesforce.com:80", "localhost:0",
            "localhost:65536", "localhost:99999"})
    void a_port_is_one_that_can_be(String url) {
        assertTrue(refusal(url).getMessage().contains("names port "), url);
    }

    @ParameterizedTest
    @CsvSource({"acme, https://acme.my.salesforce.com", "ACME, https://acme.my.salesforce.com",
        "acme.my, https://acme.my.salesforce.com", "https://acme.my/, https://acme.my.salesforce.com",
        "acme.my.salesforce, https://acme.my.salesforce.com",
        "acme--dev, https://acme--dev.sandbox.my.salesforce.com",
        "acme--dev.sandbox, https://acme--dev.sandbox.my.salesforce.com",
        "acme--dev.sandbox.my, https://acme--dev.sandbox.my.salesforce.com",
        "acme-dev-ed.develop, https://acme-dev-ed.develop.my.salesforce.com",
        "login, https://login.salesforce.com", "test, https://test.salesforce.com",
        "login.my, https://login.my.salesforce.com"})
    void the_name_of_an_org_is_enough(String typed, String url) {
        assertTaken(typed, url);
    }

    @ParameterizedTest
    @CsvSource({"https://login.salesforce.com/services/oauth2/token, https://login.salesforce.com",
        "acme.my.salesforce.com/services/oauth2/authorize, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com:443/lightning/setup, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com/?ec=302&startURL=%2Fhome, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com/setup/forcecomHomepage.apexp?setupid=ForceCom, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com/one/one.app#/setup/SetupOneHome/home, https://acme.my.salesforce.com",
        "https://acme.my.salesforce.com/services/data/v66.0/query?q=SELECT+Id, https://acme.my.salesforce.com",
        "https://login.salesforce.com/?locale=de, https://login.salesforce.com",
        "https://acme.my.site.com/customers/s/login?startURL=%2F, https://acme.my.site.com/customers",
        "http://localhost:8080/services/oauth2/token, http://localhost:8080",
        "127.0.0.1:3132/services/data, http://127.0.0.1:3132"})
    void what_an_org_serves_leads_to_the_org(String typed, String url) {
        assertTaken(typed, url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "production", "www", "salesforce", "my", "acme.com", "acme.example", "acme..my",
            "-acme", "acme-", "acme_corp", "2130706433", "10.0.0.1", "https://acme", "https://evil.example/.my",
            "acme.my.evil.example", "evil.example/services/oauth2/token", "http://acme.lightning.force.com",
            "https://acme.lightning.force.com:8443", "https://acme.lightning.force.com.evil.example",
            "https://x@acme.lightning.force.com", "acme.my\n.evil.example", "http://localhost:8080/x"})
    void what_may_mean_something_else_is_refused(String typed) {
        refusal(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-", "a--", "a.", "--a", "/s", "a--b.vf.force.com/", "htps:", "ftp://"})
    void a_long_text_costs_no_time_and_no_stack(String unit) {
        for (String begin : List.of("", "https://", "https://acme.my.site.com/", "https://x.lightning.force.com/")) {
            String text = begin + unit.repeat(200_000 / unit.length());
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                try {
                    parse(text);
                } catch (Failure e) {
                    assertEquals("bad_login_url", e.code());
                }
            });
        }
    }

    private static void assertTaken(String typed, String url) {
        assertEquals(url, parse(typed).toString());
        String note = LoginUrl.note(new Setting<>(typed, "--login-url")).orElse("");
        assertTrue(note.startsWith("--login-url \"") && note.contains("\" is taken as "), note);
        assertEquals(Optional.empty(), LoginUrl.note(new Setting<>(url, "--login-url")), "which stays as it is");
    }

    @ParameterizedTest
    @CsvSource({"https://acme.salesforce.com, https://acme.my.salesforce.com",
        "acme--dev.salesforce.com/home, https://acme--dev.sandbox.my.salesforce.com"})
    void a_My_Domain_without_its_my_is_completed(String typed, String url) {
        assertTaken(typed, url);
    }

    /** To pass over it would hide that whoever saw it can log in with it. */
    @ParameterizedTest
    @ValueSource(strings = {"my.salesforce.com/secur/frontdoor.jsp?sid=x", "my.salesforce.com/x?a=b&otp=x",
            "my.salesforce.com/#access_token=x", "lightning.force.com/one/one.app?SID=x", "my.salesforce.com/?pw=x",
            "my.salesforce.com/?x=00D5g00000ABCDE!AQ0AQ", "my.salesforce.com/setup?code=x"})
    void an_address_that_logs_in_whoever_has_it_is_refused(String rest) {
        assertTrue(refusal("https://acme." + rest).getMessage().contains("has a query or fragment"), rest);
    }

    @ParameterizedTest
    @CsvSource({"/customers/s/, /customers", "/s, ''", "/customers/s/login, /customers",
        "/customers/login, /customers", "/login, ''",
        "/customers/login?startURL=%2F, /customers", "/s/login, ''", "/login/?language=de, ''",
        "/customers/s/login/?ec=302, /customers", "/customers/CommunitiesLogin, /customers",
        "/customers/services/oauth2/token, /customers", "/services/oauth2/authorize, ''"})
    void what_goes_on_behind_a_sites_url_is_left_out(String typed, String path) {
        assertTaken("https://acme.my.site.com" + typed, "https://acme.my.site.com" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../x", "/a/%2e%2e/b", "/a;b", "//evil.example", "/a b", "/a\\b"})
    void a_sites_path_is_plain(String path) {
        refusal("https://acme.my.site.com" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https:///x", "https:login.salesforce.com", "://x", "https://.salesforce.com",
            "https://a..my.salesforce.com", "https://-acme.my.salesforce.com", "https://a_b.my.salesforce.com",
            "https://login%2esalesforce.com", "https://login.salesforce.com.", "https://münchen.my.salesforce.com",
            "https://login.salesforce.com\\evil", "https://[::1", "https://[fe80::1%eth0]", "localhost:99999999999",
            "not a url", "", "   "})
    void what_is_no_login_url_is_refused(String text) {
        refusal(text);
    }

    @Test
    void a_name_longer_than_DNS_allows_is_refused_and_the_message_stays_short() {
        refusal("https://" + "a".repeat(64) + ".my.salesforce.com");
        refusal("https://" + "a.".repeat(130) + "my.salesforce.com");
        assertTrue(refusal("https://" + "a-".repeat(100_000) + "a.my.salesforce.com").getMessage().length() < 700);
        parse("https://" + "a".repeat(63) + ".my.salesforce.com");
    }

    @ParameterizedTest
    @CsvSource({"https://\u0430cme.my.salesforce.com, CYRILLIC SMALL LETTER A",
        "acme.my.salesforce\uFF0Ecom, FULLWIDTH FULL STOP",
        "https://acm\u00e9.my.salesforce.com, LATIN SMALL LETTER E WITH ACUTE"})
    void a_letter_that_only_looks_right_is_named(String text, String name) {
        String said = refusal(text).getMessage();
        assertTrue(said.contains(name), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://acme.my\tsalesforce.com", "https://acme.my.salesforce.com\nsfjwt: fix: evil",
            "https://acme\u00A0.my.salesforce.com", "https://acme\u200B.my.salesforce.com",
            "\uFEFFhttps://login.salesforce.com", "https://acme\u202E.my.salesforce.com",
            "https://acme\u001B[2J.my.salesforce.com"})
    void what_cannot_be_seen_is_named_and_not_repeated(String text) {
        String message = refusal(text).getMessage();
        assertTrue(message.contains("has an invisible character (") || message.contains("has a blank"), message);
        assertFalse(message.contains("\n") || message.contains("\u001B") || message.contains("\u202E"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:canary@login.salesforce.com", "https://canary@evil.example",
            "me:canary@localhost", "https://me:ca|canary@login.salesforce.com",
            "https://me:canary@login.salesforce.com.", "http://canary@x",
            "https://me:x#canary@login.salesforce.com", "https://login.salesforce.com/?un=a@b&pw=canary",
            "https://acme.my.salesforce.com/secur/frontdoor.jsp?sid=canary|x", "localhost?canary", "localhost#canary",
            "htps://acme.my.salesforce.com/?sid=canary", "https//me:canary@login.salesforce.com"})
    void a_password_or_session_in_the_url_never_appears(String url) {
        Failure failure = refusal(url);
        var all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertFalse((all + "" + failure.fix() + failure.json()).contains("canary"), all::toString);
    }

    @Test
    void the_message_names_the_place_and_the_value() {
        Failure failure = assertThrows(Failure.class,
                () -> LoginUrl.parse(new Setting<>("https://evil.example", "SFJWT_LOGIN_URL")));
        assertEquals("bad_login_url", failure.code());
        assertEquals(2, failure.kind().exit());
        assertTrue(failure.getMessage().startsWith("SFJWT_LOGIN_URL \"https://evil.example\" is not"),
                failure::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"test.salesforce.com, true", "acme--dev.sandbox.my.salesforce.com, true",
        "x.scratch.my.salesforce.com, true", "acme--dev.sandbox.my.site.com, true",
        "login.salesforce.com, false", "acme.my.salesforce.com, false",
        "sandbox.my.salesforce.com, false", "localhost, false"})
    void a_sandbox_is_told_by_its_host(String host, boolean sandbox) {
        assertEquals(sandbox, parse(host).isSandbox());
    }

    private static LoginUrl parse(String text) {
        return LoginUrl.parse(new Setting<>(text, "--login-url"));
    }

    private static Failure refusal(String text) {
        Failure failure = assertThrows(Failure.class, () -> parse(text), text);
        assertEquals("bad_login_url", failure.code());
        return failure;
    }
}
