package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.demo.RecordedRequest;
import lib.json.HostileJson;
import org.junit.jupiter.api.Test;

/** whoami, limits and api, against the demo org over real HTTP. */
class ApiCommandsTest extends AtDemoOrg {

    private static final String LIMITS = "/services/data/v68.0/limits";

    private String stored() {
        return sfjwt().run("get-token", "--token-only").exitsWith(0).out().strip();
    }

    private RecordedRequest last() {
        return demo.org.requests().getLast();
    }

    @Test
    void whoami_says_who_where_and_with_which_token() {
        Sfjwt.Run first = sfjwt().run("whoami").exitsWith(0);
        for (String part : List.of("integration@demo.example", "Ida Integration", "00DDEMO00000org2DA",
                demo.org.url().toString(), "api web refresh_token", "from a new login")) {
            assertTrue(first.out().contains(part), first::toString);
        }
        assertTrue(sfjwt().run("whoami").exitsWith(0).out().matches("(?s).*token +stored [0-9]+ s ago\n"));
        var json = sfjwt().run("whoami", "--json").exitsWith(0).json();
        assertEquals("integration@demo.example", json.getString("preferred_username"));
        assertEquals("store", json.getString("tokenSource"));
        assertEquals(1, demo.logins());
    }

    @Test
    void another_users_token_does_not_pass_for_the_one_asked_for() {
        stored();
        demo.org.faults().next(1, "/services/oauth2/userinfo", Answer.of(200, "application/json",
                "{\"preferred_username\": \"eve@demo.example\"}"));
        Sfjwt.Run run = sfjwt().run("whoami").exitsWith(0);
        assertTrue(run.err().contains("the token is eve@demo.example's, not integration@"), run::toString);
    }

    @Test
    void no_server_makes_up_a_line_of_ours() {
        demo.org.faults().next(2, "/services/oauth2/userinfo", Answer.of(200, "application/json",
                "{\"preferred_username\": \"eve\\nsfjwt: error: forged\", \"name\": \"x\\r\\nsfjwt: error: forged\"}"));
        Sfjwt.Run run = sfjwt().run("whoami").exitsWith(0);
        assertFalse((run.out() + run.err()).lines().anyMatch(line -> line.startsWith("sfjwt: error")), run::toString);
        assertTrue(run.out().contains("eve sfjwt: error: forged"), run::toString);
    }

    @Test
    void no_hostile_document_of_an_org_is_a_bug_of_ours() {
        stored();
        HostileJson.documents().forEach((name, document) -> {
            String text = new String(document, StandardCharsets.UTF_8);
            for (int status : new int[] {200, 400, 403}) {
                for (String[] command : new String[][] {{"whoami", "--json"}, {"limits", "--json"},
                    {"api", "--all", "query?q=SELECT Id FROM Account"}, {"api", "limits"}, {"open", "--print"}}) {
                    demo.org.faults().next(9, Answer.of(status, "application/json", text));
                    Sfjwt.Run run = sfjwt().run(command);
                    demo.org.faults().clear();
                    assertTrue(run.exit() != 1, name + " " + run);
                }
            }
        });
    }

    @Test
    void a_token_that_counts_no_more_is_dropped_and_one_login_follows() {
        for (String[] command : new String[][] {{"whoami"}, {"limits"}, {"api", "limits"},
            {"api", "--all", "query?q=SELECT Id FROM Account"}}) {
            String token = stored();
            demo.org.revoke(token);
            long logins = demo.logins();
            Sfjwt.Run run = sfjwt().run(command).exitsWith(0);
            assertEquals(logins + 1, demo.logins(), run::toString);
            assertNotEquals(token, stored());
            assertEquals(logins + 1, demo.logins());
        }
    }

    @Test
    void the_answer_to_a_head_need_not_say_why() {
        stored();
        demo.org.faults().next(1, LIMITS, Answer.empty(401));
        Sfjwt.Run run = sfjwt().run("api", "-X", "HEAD", LIMITS).exitsWith(4);
        assertTrue(run.err().contains("HTTP 405"), "the demo org's word on HEAD, which it says to good tokens: " + run);
        assertEquals(2, demo.logins());
    }

    @Test
    void a_post_without_data_says_so() {
        for (String method : List.of("POST", "PUT", "PATCH")) {
            demo.org.faults().next(1, LIMITS, Answer.empty(204));
            sfjwt().run("api", "-X", method, LIMITS).exitsWith(0);
            assertEquals("0 application/json", last().header("Content-Length").orElse("") + " "
                    + last().header("Content-Type").orElse(""), method);
        }
    }

    @Test
    void one_login_and_not_more() {
        demo.org.faults().next(5, LIMITS, Answer.of(401, "application/json",
                "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]"));
        var json = sfjwt().run("api", LIMITS, "--json").exitsWith(4).json();
        assertEquals("new_token_refused", json.getString("code"));
        assertTrue(json.getString("fix").contains("API Access Control"), json::toString);
        assertEquals(401, json.getInt("httpStatus"));
        assertEquals(2, demo.logins());
    }

    @Test
    void limits_are_those_of_the_latest_version() {
        Sfjwt.Run run = sfjwt().run("limits").exitsWith(0);
        assertTrue(run.out().matches("(?s).*DailyApiRequests +14,998 +15,000 +99 %\n.*"), run::toString);
        assertTrue(run.out().matches("(?s).*MassEmail +0 +0\n.*"), run::toString);
        assertEquals(LIMITS, last().path());
        var json = sfjwt().run("limits", "--json").exitsWith(0).json();
        assertEquals("68.0", json.getString("apiVersion"));
        assertEquals(14998, json.getJsonObject("limits").getJsonObject("DailyApiRequests").getInt("Remaining"));
    }

    @Test
    void an_answer_comes_as_it_is_whatever_its_size() {
        String large = "x\u0000\u001b[2J".repeat(200_000);
        demo.org.faults().next(1, LIMITS, Answer.of(200, "text/csv", large));
        assertEquals(large, sfjwt().run("api", "limits").exitsWith(0).out());
        assertEquals("*/*", last().header("Accept").orElse(""));
        assertEquals(LIMITS, last().path());
    }

    @Test
    void a_terminal_gets_no_escape_sequences() {
        demo.org.faults().next(1, LIMITS, Answer.of(200, "application/json", "{\"a\": \"\u001b[2J\u009bÄ€😀\"}"));
        Sfjwt.Run run = sfjwt().onTerminal().run("api", "limits").exitsWith(0);
        assertEquals("{\"a\": \"[2JÄ€😀\"}\n", run.out());
        demo.org.faults().next(1, LIMITS, Answer.of(200, "application/json", "ab\u001b€").dripping(
                java.time.Duration.ofMillis(1)));
        assertEquals("ab€\n", sfjwt().onTerminal().run("api", "limits").exitsWith(0).out());
    }

    @Test
    void fields_are_the_body() {
        sfjwt().run("api", "sobjects/Account", "--field", "Name=A=b", "--field", "NumberOfEmployees:=12").exitsWith(0);
        assertEquals("POST {\"Name\":\"A=b\",\"NumberOfEmployees\":12}", last().method() + " "
                + new String(last().body(), StandardCharsets.UTF_8));
        for (String wrong : List.of("Name", "=x", "A:=b c", "A:=1,\"B\":2", "A:=1,\"B\":2}{")) {
            sfjwt().run("api", "sobjects/Account", "--field", wrong, "--json").failsWith(2, "bad_field");
        }
        usage("two_bodies", "api", "sobjects/Account", "--field", "Name=A", "--data", "-");
    }

    @Test
    void records_are_made_changed_and_deleted() throws Exception {
        Files.writeString(folder.resolve("new.json"), "{\"Name\": \"Ä\"}");
        var made = Json.createReader(new StringReader(sfjwt().run("api", "sobjects/Account", "--data", "@new.json")
                .exitsWith(0).out())).readObject();
        String one = "sobjects/Account/" + made.getString("id");
        assertEquals("POST application/json", last().method() + " " + last().header("Content-Type").orElse(""));

        byte[] change = "{\"Name\": \"B\"}".getBytes(StandardCharsets.UTF_8);
        Sfjwt.Run changed = sfjwt().piping(change).run("api", "-X", "PATCH", one, "--data", "-").exitsWith(0);
        assertEquals("", changed.out());
        assertEquals("POST _HttpMethod=PATCH", last().method() + " " + last().query());
        assertTrue(sfjwt().run("api", one).exitsWith(0).out().contains("\"Name\":\"B\""));
        sfjwt().run("api", "-X", "DELETE", one).exitsWith(0);
        sfjwt().run("api", one, "--json").failsWith(4, "api_refused");
    }

    @Test
    void all_pages_of_a_query_are_one_document() {
        Sfjwt.Run run = sfjwt().run("api", "--all", "query?q=SELECT Id, Name FROM Account").exitsWith(0);
        assertEquals(250, run.json().getJsonArray("records").size());
        assertEquals(250, run.json().getInt("totalSize"));
        assertEquals(252, run.out().lines().count(), "a record a line");
        assertFalse(run.json().containsKey("nextRecordsUrl"));
        assertTrue(last().path().endsWith("/query/01gDEMO250AAA-200"), last()::path);

        assertEquals(100, sfjwt().run("api", "query?q=SELECT Id FROM Account").json().getJsonArray("records").size());
        assertEquals(0, sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account LIMIT 0").exitsWith(0).json()
                .getJsonArray("records").size());
        sfjwt().run("api", "--all", "limits", "--json").failsWith(2, "not_a_query");
    }

    @Test
    void a_document_that_broke_off_is_an_error_and_no_whole_document() {
        stored();
        // the JDK repeats a GET once, unasked
        demo.org.faults().next(2, "/services/data/v68.0/query/01gDEMO250AAA-100", Answer.hangUp());
        Sfjwt.Run run = sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account", "--json").exitsWith(5);
        assertTrue(run.out().startsWith("{\"totalSize\":250") && !run.out().contains("\"exitCode\""), run::toString);
        assertTrue(run.err().startsWith("sfjwt: error: "), run::toString);
        demo.org.faults().next(1, LIMITS, Answer.of(200, "application/json", "{".repeat(5000)).cutAfter(3000));
        assertEquals(5, sfjwt().run("api", "limits").exit());
    }

    @Test
    void a_next_page_elsewhere_is_not_fetched() {
        demo.org.faults().next(1, "/services/data/v68.0/query", Answer.of(200, "application/json",
                "{\"totalSize\":2,\"done\":false,\"records\":[],\"nextRecordsUrl\":\"https://evil.example/\"}"));
        var run = sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account").exitsWith(5);
        assertTrue(run.err().contains("evil.example"), run::toString);
    }

    @Test
    void a_query_whose_next_page_is_not_named_is_not_whole() {
        String query = "/services/data/v68.0/query";
        demo.org.faults().next(1, query, Answer.of(200, "application/json",
                "{\"totalSize\":2,\"done\":false,\"records\":[{}]}"));
        Sfjwt.Run run = sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account").exitsWith(5);
        assertTrue(run.err().contains("names no next page"), run::toString);
        demo.org.faults().next(1, query, Answer.of(200, "application/json",
                "{\"totalSize\":1,\"done\":true,\"records\":[{}],\"nextRecordsUrl\":null}"));
        sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account").exitsWith(0);
        demo.org.faults().next(1, LIMITS, Answer.of(200, "application/json",
                "{\"count\":1,\"records\":[{}],\"nextPageUrl\":\"/services/data/v68.0/more\"}"));
        sfjwt().run("api", "--all", LIMITS, "--json").failsWith(2, "not_a_query");
        demo.org.faults().next(1, query, Answer.of(200, "application/json", "{\"records\":["));
        run = sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account").exitsWith(5);
        assertTrue(run.err().contains("is not JSON"), run::toString);
    }

    @Test
    void an_answer_that_something_in_between_compressed_is_not_handed_on() {
        demo.org.faults().next(1, LIMITS, Answer.of(200, "application/json", "…").with("Content-Encoding", "gzip"));
        sfjwt().run("api", LIMITS, "--json").failsWith(5, "answer_encoded");
    }

    @Test
    void a_query_without_an_end_is_broken_off() {
        String query = "/services/data/v68.0/query";
        String page = "{\"totalSize\":%s,\"done\":false,\"records\":%s,\"nextRecordsUrl\":\"%s\"}";
        for (String[] endless : new String[][] {{"1000", "[{}]", query + "/itself"}, {"1000", "[]", query + "/itself"},
            {"1", "[{},{}]", query + "/more"}, {"1000", "[{}]", "/secur/logout.jsp"},
            {"1000", "[{}]", query + "?q=SELECT%20Id%20FROM%20Account"}}) {
            Answer answer = Answer.of(200, "application/json", page.formatted((Object[]) endless));
            demo.org.faults().next(1, query, answer);
            demo.org.faults().next(1, query + "/itself", answer);
            var run = sfjwt().run("api", "--all", "query?q=SELECT Id FROM Account").exitsWith(5);
            assertTrue(run.err().contains("this query has no end"), run::toString);
        }
    }

    @Test
    void salesforces_errors_are_errors_with_a_way_out() {
        check(4, "api_refused", "MALFORMED_QUERY", "api", "query?q=DROP TABLE");
        check(4, "api_refused", "INVALID_TYPE", "api", "query?q=SELECT Id FROM Nothing");
        check(4, "api_refused", "NOT_FOUND", "api", "/nowhere");
        check(4, "api_refused", "METHOD_NOT_ALLOWED", "api", "-X", "DELETE", LIMITS);
        check(4, "api_refused", "JSON_PARSER_ERROR", "api", "sobjects/Account", "--data", "@certs/server.csr");
        demo.org.faults().next(2, LIMITS, Answer.of(403, "application/json",
                "[{\"errorCode\":\"API_DISABLED_FOR_ORG\",\"message\":\"The REST API is not enabled\"}]"));
        check(4, "api_disabled", "API_DISABLED_FOR_ORG", "api", LIMITS);
    }

    private void check(int exit, String code, String salesforceError, String... args) {
        Sfjwt.Run text = sfjwt().run(args).exitsWith(exit);
        assertEquals("", text.out(), text::toString);
        assertTrue(text.err().startsWith("sfjwt: error: Salesforce refused: " + salesforceError), text::toString);
        assertTrue(text.err().contains("\nsfjwt: fix: "), text::toString);
        var failure = sfjwt().run(List.of(args), "--json").failsWith(exit, code);
        assertEquals(salesforceError, failure.getString("salesforceError"));
    }

    @Test
    void what_is_no_answer_of_the_api_is_said() {
        demo.org.faults().next(1, LIMITS, Answer.of(503, "text/html", "<h1>Down for maintenance</h1>"));
        assertTrue(sfjwt().run("api", LIMITS).exitsWith(5).err().contains("Down for maintenance"));
        demo.org.faults().next(1, LIMITS, Answer.of(200, "text/html", "<h1>Welcome to the hotel</h1>"));
        sfjwt().run("limits", "--json").failsWith(5, "answer_unexpected");
        demo.org.faults().next(1, LIMITS, Answer.empty(302).with("Location", "https://evil.example/?sid=x"));
        Sfjwt.Run run = sfjwt().run("api", LIMITS).exitsWith(4);
        assertEquals("", run.out());
        assertTrue(run.err().contains("redirects (HTTP 302)") && !run.err().contains("sid="), run::toString);
        demo.org.faults().next(1, LIMITS, Answer.of(300, "application/json", "[\"/sobjects/A/1\",\"/sobjects/A/2\"]"));
        run = sfjwt().run("api", LIMITS).exitsWith(4);
        assertTrue(run.err().contains("several records") && run.err().contains("/sobjects/A/2"), run::toString);
        demo.org.faults().next(1, "/services/data", Answer.of(200, "application/json", "[]"));
        sfjwt().run("limits").exitsWith(5);
    }

    @Test
    void a_question_is_asked_again_where_the_org_is_busy_or_the_connection_breaks_off() {
        Answer busy = Answer.of(503, "text/html", "<h1>Down for maintenance</h1>");
        demo.org.faults().next(1, LIMITS, busy);
        sfjwt().run("limits").exitsWith(0);
        // the JDK repeats a GET once, unasked
        demo.org.faults().next(2, "/services/oauth2/userinfo", Answer.hangUp());
        sfjwt().run("whoami").exitsWith(0);
        demo.org.faults().next(1, LIMITS, busy);
        sfjwt().run("limits", "--retries", "0").exitsWith(5);
    }

    @Test
    void the_token_goes_to_the_org_only() {
        for (String elsewhere : List.of("https://evil.example/", "//evil.example/", "http:x", "/\\evil.example")) {
            sfjwt().run("api", elsewhere, "--json").failsWith(2, "bad_api_path");
        }
    }

    @Test
    void wrong_calls_exit_2() {
        usage("data_is_text", "api", "sobjects/Account", "--data", "{\"Name\": \"secret text\"}");
        usage("stdin_twice", "api", "limits", "--data", "-", "--key-file", "-");
        usage("bad_method", "api", "-X", "BREW", "limits");
        usage("bad_method", "api", "-X", "GET", "limits", "--data", "-");
        usage("bad_method", "api", "--all", "-X", "POST", "limits");
        usage("bad_content_type", "api", "limits", "--data", "-", "--content-type", "a\r\nb");
        sfjwt().run("api", "x", "--data", "@nothing.json").exitsWith(3);
    }

    private void usage(String code, String... args) {
        Sfjwt.Run run = sfjwt().run(args).exitsWith(2);
        assertFalse(run.err().contains("secret text"), run::toString);
        sfjwt().run(List.of(args), "--json").failsWith(2, code);
    }

    @Test
    void no_token_is_printed_or_sent_in_a_url() {
        String token = stored();
        for (String[] command : new String[][] {{"whoami"}, {"limits"}, {"api", "limits"}, {"whoami", "--json"},
            {"api", "--all", "query?q=SELECT Id FROM Account"}, {"api", "/nowhere"}}) {
            Sfjwt.Run run = sfjwt().run(List.of(command), "--verbose");
            assertFalse((run.out() + run.err()).contains(token.substring(20)), run::toString);
        }
        demo.org.requests().forEach(request -> assertFalse(
                (request.path() + request.query()).contains(token.substring(20)), request.path()));
    }
}
