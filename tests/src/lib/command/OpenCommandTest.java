package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import org.junit.jupiter.api.Test;

class OpenCommandTest extends AtDemoOrg {

    private static final String SINGLE_ACCESS = "/services/oauth2/singleaccess";

    private String token() {
        return sfjwt().run("get-token", "--token-only").exitsWith(0).out().strip();
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void the_printed_address_works_once_and_holds_no_token() throws Exception {
        String token = token();
        String url = sfjwt().run("open", "--print", "--path", "/lightning/o/Account/list?x=1&y=2").exitsWith(0).out()
                .strip();
        assertFalse(url.contains(token.substring(20)), url);
        var page = get(url);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("/lightning/o/Account/list?x=1&amp;y=2"), page.body());
        assertEquals(403, get(url).statusCode());
        var sent = demo.org.requests().stream().filter(r -> r.path().equals(SINGLE_ACCESS)).findFirst().orElseThrow();
        assertEquals("POST", sent.method());
        assertEquals("", sent.query());
        assertTrue(sfjwt().run("open", "--print", "--json").exitsWith(0).json().getBoolean("singleUse"));
    }

    @Test
    void the_browser_gets_a_page_of_its_owners_and_no_secret_in_an_argument() throws Exception {
        Path browser = folder.resolve("browser.sh");
        Files.writeString(browser, """
                f=${1#file://}
                echo "$1" > %1$s/argument
                stat -c %%a "$f" "$(dirname "$f")" > %1$s/modes
                cp "$f" %1$s/page
                """.formatted(folder));
        Sfjwt.Run run = sfjwt().with("BROWSER", "sh " + browser).run("open", "--verbose").exitsWith(0);
        assertEquals("opened 127.0.0.1 in the browser\n", run.out());
        String argument = Files.readString(folder.resolve("argument")).strip();
        assertTrue(argument.matches("file:///.*/sfjwt-open-[0-9]+/open.html"), argument);
        assertFalse(Files.exists(Path.of(URI.create(argument)).getParent()), "gone afterwards");
        assertEquals("600\n700\n", Files.readString(folder.resolve("modes")));
        String page = Files.readString(folder.resolve("page"));
        String url = page.replaceAll("(?s).*;url=([^\"]*)\".*", "$1").replace("&amp;", "&");
        assertFalse((run.out() + run.err()).contains(url.substring(url.indexOf("otp=") + 4)), run::toString);
        assertEquals(200, get(url).statusCode());
    }

    @Test
    void a_token_that_has_ended_is_renewed_and_a_missing_scope_is_said() {
        demo.org.revoke(token());
        sfjwt().run("open", "--print").exitsWith(0);
        assertEquals(2, demo.logins());
        demo.org.faults().next(2, SINGLE_ACCESS, Answer.empty(403));
        Sfjwt.Run run = sfjwt().run("open", "--print").exitsWith(4);
        assertTrue(run.err().contains("--sid") && run.err().contains("API-only user"), run::toString);
        assertFalse(run.err().contains("the scope web"), "which this token has");
        assertEquals(3, demo.logins());
    }

    @Test
    void a_token_that_is_a_jwt_is_told_its_limits() {
        demo.org.faults().next(2, "/services/oauth2/token", Answer.of(200, "application/json", """
                {"access_token": "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "instance_url": "%s", "scope": "api"}"""
                .formatted(demo.org.url())));
        for (String command : List.of("open --print --sid", "sf-login --print --with-token")) {
            Sfjwt.Run run = sfjwt().run(command.split(" ")).exitsWith(0);
            assertTrue(run.err().replaceAll("\\s+", " ").contains("not for SOAP, and not for a way into an Experience"),
                    run::toString);
        }
        demo.org.faults().next(1, SINGLE_ACCESS, Answer.empty(403));
        Sfjwt.Run run = sfjwt().run("open", "--print").exitsWith(4);
        assertTrue(run.err().contains("scope web"), run::toString);
    }

    @Test
    void only_sid_puts_the_token_into_the_address() throws Exception {
        String url = sfjwt().run("open", "--print", "--sid", "--path", "/home").exitsWith(0).out().strip();
        assertTrue(url.contains("sid=" + token().replace("!", "%21")), url);
        assertTrue(get(url).body().contains("/home"));
    }

    @Test
    void an_address_that_is_not_the_orgs_is_neither_opened_nor_shown() {
        token();
        for (String evil : List.of("https://evil.example/secur/frontdoor.jsp?otp=secret", "javascript:alert(1)",
                "http://evil.salesforce.com/?otp=secret", "//evil", "",
                "https://a@acme.my.salesforce.com/?otp=secret")) {
            demo.org.faults().next(1, SINGLE_ACCESS, Answer.of(200, "application/json",
                    "{\"frontdoor_uri\": \"" + evil + "\"}"));
            Sfjwt.Run run = sfjwt().run("open", "--print").exitsWith(5);
            assertFalse((run.out() + run.err()).contains("secret"), run::toString);
        }
        demo.org.faults().next(1, SINGLE_ACCESS, Answer.of(200, "application/json",
                "{\"frontdoor_uri\": \"https://acme.my.salesforce.com/secur/frontdoor.jsp?otp=x\"}"));
        sfjwt().run("open", "--print").exitsWith(0);
    }

    @Test
    void a_path_that_leads_elsewhere_is_refused() {
        for (String path : List.of("//evil.example", "https://evil.example", "lightning", "/\\evil.example", "")) {
            sfjwt().run("open", "--print", "--path", path).exitsWith(2);
        }
    }

    @Test
    void without_a_browser_nothing_is_asked_for() {
        sfjwt().run("open", "--json").failsWith(2, "no_browser");
        assertEquals(0, demo.logins());
        Sfjwt.Run run = sfjwt().with("BROWSER", "no-such-browser").run("open").exitsWith(2);
        assertTrue(run.err().contains("--print"), run::toString);
        sfjwt().with("BROWSER", "false").run("open").exitsWith(2);
    }
}
