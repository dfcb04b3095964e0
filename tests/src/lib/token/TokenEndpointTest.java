package lib.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import lib.config.LoginUrl;
import lib.config.Setting;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.json.HostileJson;
import lib.http.Http;
import lib.http.HttpOptions;
import lib.http.RawServer;
import lib.http.Retries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the token endpoint may answer, and what becomes of it. */
class TokenEndpointTest {

    private static final String TOKEN = "00D5g000004xkzT!AQEAQHs3cr3t.s3cr3t";
    private static final String GOOD = """
            {"access_token":"%s","scope":"api web","instance_url":"https://acme.my.salesforce.com",
            "id":"https://login.salesforce.com/id/00D/005","token_type":"Bearer"}""".formatted(TOKEN);

    private final List<Duration> waits = new ArrayList<>();

    private TokenEndpoint.Exchanged exchange(RawServer server) {
        var loginUrl = LoginUrl.parse(new Setting<>(server.uri().toString(), "x"));
        var endpoint = new TokenEndpoint(new Http(HttpOptions.defaults(Map.of()), Clock.systemUTC()),
                new Retries(3, RandomGenerator.getDefault(), waits::add, HttpOptions.Log.NONE));
        return endpoint.exchange(loginUrl, () -> "a.b.c");
    }

    private TokenAnswer answer(String body) {
        try (RawServer server = RawServer.json(200, body)) {
            return exchange(server).answer();
        }
    }

    private Failure failure(RawServer server) {
        try (server) {
            Failure failure = assertThrows(Failure.class, () -> exchange(server));
            assertFalse((failure.getMessage() + failure.json()).contains("s3cr3t"), failure::getMessage);
            return failure;
        }
    }

    private Failure failure(int status, String body) {
        return failure(RawServer.json(status, body));
    }

    @Test
    void a_connection_that_drops_without_an_answer_is_tried_again_with_another_assertion() {
        var assertions = new AtomicInteger();
        var dropped = new AtomicInteger();
        try (RawServer server = RawServer.start((request, socket) -> {
            if (dropped.incrementAndGet() <= 2) {
                socket.close();
            } else {
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + GOOD);
            }
        })) {
            var loginUrl = LoginUrl.parse(new Setting<>(server.uri().toString(), "x"));
            var endpoint = new TokenEndpoint(new Http(HttpOptions.defaults(Map.of()), Clock.systemUTC()),
                    new Retries(3, RandomGenerator.getDefault(), waits::add, HttpOptions.Log.NONE));
            endpoint.exchange(loginUrl, () -> "a.b." + assertions.incrementAndGet());
            assertEquals(List.of("1", "2", "3"), server.requests().stream()
                    .map(request -> request.substring(request.length() - 1)).toList());
        }
        try (RawServer server = RawServer.start((request, socket) -> socket.close())) {
            Failure failure = assertThrows(Failure.class, () -> exchange(server));
            assertTrue(failure.retryable());
            assertTrue(failure.getMessage().endsWith("the connection was closed without an answer"),
                    failure.getMessage());
            assertEquals(4, server.requests().size(), "--retries counts");
        }
        try (RawServer server = RawServer.start((request, socket) -> RawServer.write(socket, "SSH-2.0-x\r\n"))) {
            assertThrows(Failure.class, () -> exchange(server));
            assertEquals(1, server.requests().size(), "what is no HTTP stays so");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 500\r\n\r\n{\"access_",
        "Transfer-Encoding: chunked\r\n\r\n50\r\n{\"access_", "\r\n{\"access_", "\r\n", "Conten"})
    void so_is_one_that_drops_in_the_middle_of_its_answer(String part) {
        dropsOnce("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 2", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nConten", "HTTP/1.1 200"})
    void so_is_one_that_drops_in_the_head_of_its_answer(String part) {
        dropsOnce(part);
    }

    private void dropsOnce(String part) {
        var answers = new AtomicInteger();
        try (RawServer server = RawServer.start((request, socket) -> RawServer.write(socket,
                answers.incrementAndGet() == 1 ? part
                        : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + GOOD))) {
            exchange(server);
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    void a_grant_type_and_an_assertion_are_sent_to_the_token_path_and_nothing_else() {
        try (RawServer server = RawServer.json(200, GOOD)) {
            exchange(server);
            String request = server.requests().getFirst();
            assertTrue(request.startsWith("POST /services/oauth2/token HTTP/1.1\r\n"), request);
            assertTrue(request.endsWith("\r\n\r\ngrant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
                    + "&assertion=a.b.c"), request);
        }
    }

    @Test
    void the_answer_is_kept_whole_and_gets_what_scripts_want() {
        TokenAnswer answer = answer(GOOD.replace("}", ",\"new\":{\"a\":[1]}}"));
        assertEquals(TOKEN, answer.accessToken());
        assertEquals("https://acme.my.salesforce.com", answer.instanceUrl().toString());
        assertEquals(Optional.of("api web"), answer.text("scope"));
        assertEquals(Optional.empty(), answer.text("new"), "no text");
        assertEquals(Optional.empty(), answer.text("nowhere"));
        JsonObject json = answer.withConveniences();
        assertEquals(List.of("access_token", "scope", "instance_url", "id", "token_type", "new", "authorization",
                "instanceUrl", "frontdoorUrl"), List.copyOf(json.keySet()));
        assertEquals("Bearer " + TOKEN, json.getString("authorization"));
        assertEquals("https://acme.my.salesforce.com", json.getString("instanceUrl"));
        assertEquals("https://acme.my.salesforce.com/secur/frontdoor.jsp?sid=00D5g000004xkzT%21AQEAQHs3cr3t.s3cr3t",
                json.getString("frontdoorUrl"));
        assertFalse(json.toString().contains("a.b.c"));
        assertFalse((answer + "").contains("s3cr3t"), "a token in a log");
    }

    @Test
    void an_answer_that_says_a_field_twice_is_refused_with_the_reason() {
        Failure failure = failure(200, GOOD.replace("}", ",\"instance_url\":\"https://evil.example\"}"));
        assertEquals("answer_unexpected", failure.code());
        assertTrue(failure.getMessage().contains("; it has the same name twice in one object: line 2"),
                failure::getMessage);
    }

    @Test
    void no_hostile_document_is_more_than_an_unexpected_answer() {
        HostileJson.documents().forEach((name, document) -> {
            for (int status : List.of(200, 400)) {
                assertEquals("answer_unexpected", failure(RawServer.json(status, document)).code(), name);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\\nb", "a\\tb", "a\\u0000", "a\\u001b[2J", "tok\\u00e9n", "\\u202Ex",
            "\\ud83d\\ude00", "a\\r\\nX-Header: y"})
    void a_token_that_is_not_visible_ascii_is_none(String token) {
        assertEquals("answer_incomplete", failure(200, GOOD.replace(TOKEN, token)).code());
    }

    @Test
    void a_token_has_a_largest_size() {
        assertEquals(16 * 1024, answer(GOOD.replace(TOKEN, "x".repeat(16 * 1024))).accessToken().length());
        assertEquals("answer_incomplete", failure(200, GOOD.replace(TOKEN, "x".repeat(16 * 1024 + 1))).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"access_token\":null}", "{\"access_token\":7}", "{\"access_token\":[\"x\"]}",
            "{\"access_token\":{\"x\":\"y\"}}", "{\"access_token\":\"00D!s3cr3t\"}",
            "{\"access_token\":\"00D!s3cr3t\",\"instance_url\":7}", "{\"instance_url\":\"https://a.salesforce.com\"}"})
    void an_answer_without_token_or_address_is_incomplete(String body) {
        Failure failure = failure(200, body);
        assertEquals(Kind.UNREACHABLE, failure.kind());
        assertEquals("answer_incomplete", failure.code());
        assertFalse(failure.retryable());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 500})
    void an_error_is_a_refusal_whatever_the_status(int status) {
        Failure failure = failure(status, "{\"error\":\"invalid_grant\",\"error_description\":\"invalid assertion\","
                + "\"access_token\":\"s3cr3t\"}");
        assertEquals(Kind.REFUSED, failure.kind());
        assertEquals("assertion_invalid", failure.code());
        assertEquals("Salesforce refused: invalid_grant (invalid assertion). Salesforce knows the app, but the "
                + "signature does not fit the app's certificate.", failure.getMessage());
        assertEquals(failure.causes().getFirst().fix(), failure.fix());
        assertEquals("invalid_grant", failure.json().getString("salesforceError"));
        assertEquals("invalid assertion", failure.json().getString("salesforceDescription"));
        assertEquals(status, failure.json().getInt("httpStatus"));
        assertFalse(failure.retryable());
        assertEquals(List.of(), waits);
    }

    @Test
    void the_rest_api_s_form_of_an_error_is_understood_too() {
        Failure failure = failure(401, "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"Session expired or "
                + "invalid\"},7]");
        assertEquals("session_invalid", failure.code());
    }

    @Test
    void an_unknown_refusal_is_shown_in_salesforce_s_words() {
        Failure failure = failure(400, "{\"error\":\"brand_new\",\"error_description\":\"you shall not pass\"}");
        assertEquals("refused", failure.code());
        assertEquals("Salesforce refused: brand_new (you shall not pass)", failure.getMessage());
        assertEquals(1, failure.causes().size());
        assertEquals("Salesforce refused: brand_new", failure(400, "{\"error\":\"brand_new\"}").getMessage());
        assertEquals("Salesforce refused: brand_new",
                failure(400, "{\"error\":\"brand_new\",\"error_description\":{\"a\":1}}").getMessage());
    }

    @Test
    void what_salesforce_says_is_shown_without_control_characters_secrets_and_length() {
        Failure failure = failure(400, "{\"error\":\"x\\u001b[2J\\u202Ey\\nz\",\"error_description\":\"\\u009b31m"
                + "assertion=eyJ.s3cr3t \\r\\n" + "long words ".repeat(10_000) + "\"}");
        String shown = failure.getMessage() + failure.json().getString("salesforceError")
                + failure.json().getString("salesforceDescription");
        assertTrue(shown.chars().noneMatch(c -> c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x202E), shown);
        assertTrue(failure.getMessage().startsWith("Salesforce refused: x[2Jy z (31massertion=… "), shown);
        assertTrue(shown.length() < 1200, shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "}", "null", "7", "\"x\"", "true", "[]", "[7]", "[{}]", "[{\"errorCode\":7}]",
            "{\"error\":7}", "{\"error\":{\"code\":1}}", "{\"error\":[]}", "{\"error\":\"\"}", "{\"error\":\" \"}",
            "{\"error\":true}", "{\"error\":\"x\"", "{'error':'x'}",
            "{\"error\":\"\\ud800", "{\"a\":1e999999999}", "{\"a\":-}", "{\"a\":01}", "<html>", "\u0000"})
    void json_that_says_nothing_known_is_shown_as_it_begins(String body) {
        for (int status : List.of(200, 400)) {
            Failure failure = failure(status, body);
            assertEquals(Kind.UNREACHABLE, failure.kind(), failure::getMessage);
            assertTrue(List.of("answer_unexpected", "answer_incomplete").contains(failure.code()));
            assertFalse(failure.retryable());
        }
    }

    @Test
    void json_however_deep_or_large_does_no_harm() {
        for (String open : List.of("[", "{\"a\":", "[{\"a\":")) {
            String deep = open.repeat(256 * 1024 / open.length());
            Failure failure = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failure(400, deep));
            assertEquals("answer_unexpected", failure.code());
        }
        String flat = "{\"error\":\"x\",\"a\":[" + "1,".repeat(100_000) + "1]}";
        assertEquals("refused", assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failure(400, flat)).code());
        String digits = "{\"a\":" + "9".repeat(250_000) + "}";
        assertEquals("answer_unexpected",
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> failure(400, digits)).code());
    }

    @Test
    void an_answer_cut_or_bent_at_any_place_is_a_failure_and_no_bug() {
        for (int i = 0; i < GOOD.length(); i += 3) {
            failure(200, GOOD.substring(0, i));
            String bent = GOOD.substring(0, i) + (char) (GOOD.charAt(i) ^ 0x15) + GOOD.substring(i + 1);
            try (RawServer server = RawServer.json(200, bent)) {
                exchange(server);
            } catch (Failure e) {
                assertEquals(Kind.UNREACHABLE, e.kind());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    void only_what_calls_itself_json_is_read_as_such_and_a_token_in_it_is_not_shown(String type) {
        Failure failure = failure(RawServer.saying("HTTP/1.1 200 OK\nContent-Type: " + type, GOOD));
        assertEquals("answer_unexpected", failure.code());
        assertTrue(failure.getMessage().startsWith("127.0.0.1 did not answer as a token endpoint does: HTTP 200, "
                + type + ", beginning \"{\"access_token\":\"…\""), failure::getMessage);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 203, 206, 400, 500})
    void a_token_with_another_status_is_no_login_and_is_not_shown(int status) {
        assertEquals("answer_unexpected", failure(status, GOOD).code());
    }

    @Test
    void a_web_page_is_shown_by_its_first_line() {
        Failure failure = failure(RawServer.saying("HTTP/1.1 404 x\nContent-Type: text/html; charset=\u001b[2Jx",
                "\n\n <title>Sign in\u001b[31m</title>\n<p>more"));
        assertEquals("127.0.0.1 did not answer as a token endpoint does: HTTP 404, text/html; charset=[2Jx, beginning "
                + "\"<title>Sign in[31m</title>\"", failure.getMessage());
        assertTrue(failure.fix().toString().startsWith("check the login URL"));
        assertEquals("127.0.0.1 did not answer as a token endpoint does: HTTP 204, no content type, empty",
                failure(RawServer.saying("HTTP/1.1 204 x", "")).getMessage());
    }

    @Test
    void an_error_page_that_repeats_the_request_does_not_show_the_assertion() {
        Failure failure = failure(RawServer.start((request, socket) -> RawServer.write(socket,
                "HTTP/1.1 403 x\r\nContent-Type: text/html\r\n\r\n<pre>" + request.substring(request.indexOf("grant"))
                        .replace("a.b.c", "eyJhbGciOiJSUzI1NiJ9.s3cr3t"))));
        assertTrue(failure.getMessage().contains("assertion=…"), failure::getMessage);
    }

    @ParameterizedTest
    @CsvSource({"429,4", "502,4", "503,4", "504,4", "400,1", "401,1", "403,1", "408,1", "500,1", "501,1", "505,1",
        "302,1"})
    void only_what_may_pass_is_asked_again(int status, int times) {
        for (String type : List.of("text/html", "application/json")) {
            try (RawServer server = RawServer.saying("HTTP/1.1 " + status + " x\nContent-Type: " + type,
                    "{\"error\":\"invalid_grant\"}")) {
                Failure failure = assertThrows(Failure.class, () -> exchange(server));
                assertEquals(times, server.requests().size());
                assertEquals(times > 1, failure.retryable());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"unknown_error,retry your request,4", "unknown_error,,4", "UNKNOWN_ERROR,x,4", "server_error,,1",
        "temporarily_unavailable,,1", "invalid_grant,retry your request,4", "rate_limit_exceeded,,1"})
    void of_the_refusals_only_a_hiccup_is_asked_again(String error, String description, int times) {
        try (RawServer server = RawServer.json(400, "{\"error\":\"" + error + "\",\"error_description\":\""
                + (description == null ? "" : description) + "\"}")) {
            assertThrows(Failure.class, () -> exchange(server));
            assertEquals(times, server.requests().size());
        }
    }

    @Test
    void a_server_that_recovers_is_waited_for_as_long_as_it_asks() {
        var answers = new ArrayList<>(List.of("503 x\r\nRetry-After: 7\r\n\r\n",
                "429 x\r\nDate: Tue, 24 Nov 2026 10:00:00 GMT\r\nRetry-After: Tue, 24 Nov 2026 10:00:09 GMT\r\n\r\n",
                "200 x\r\nContent-Type: application/json\r\n\r\n" + GOOD));
        try (RawServer server = RawServer.start((request, socket) ->
                RawServer.write(socket, "HTTP/1.0 " + answers.removeFirst()))) {
            assertEquals(TOKEN, exchange(server).answer().accessToken());
            assertEquals(2, waits.size());
            assertTrue(waits.get(0).toMillis() >= 7000 && waits.get(1).toMillis() >= 9000, waits::toString);
        }
    }

    @Test
    void a_wait_that_is_too_long_is_not_begun_and_told() {
        for (String retryAfter : List.of("120", "Tue, 24 Nov 2026 10:02:00 GMT")) {
            String head = "HTTP/1.1 503 x\nDate: Tue, 24 Nov 2026 10:00:00 GMT\nRetry-After: " + retryAfter;
            Failure page = failure(RawServer.saying(head + "\nContent-Type: text/html", "<p>Down"));
            assertTrue(page.getMessage().endsWith("beginning \"<p>Down\"; it asks to wait 120 s, longer than sfjwt "
                    + "does by itself"), page::getMessage);
            assertTrue(page.retryable());
            assertEquals(120, page.json().getInt("retryAfterSeconds"));
            Failure refusal = failure(RawServer.saying(head + "\nContent-Type: application/json",
                    "{\"error\":\"server_error\",\"error_description\":\"d\"}"));
            assertEquals("Salesforce refused: server_error (d); it asks to wait 120 s, longer than sfjwt does by "
                    + "itself. Salesforce could not answer.", refusal.getMessage());
        }
        assertEquals(List.of(), waits);
    }

    @Test
    void a_clock_that_is_off_is_told_with_a_refusal_and_with_a_token() {
        String old = "Date: Tue, 24 Nov 2020 10:00:00 GMT\nContent-Type: application/json";
        Failure failure = failure(RawServer.saying("HTTP/1.1 400 x\n" + old,
                "{\"error\":\"invalid_grant\",\"error_description\":\"expired authorization code\"}"));
        assertTrue(failure.causes().getFirst().why().startsWith("this machine's clock is "), failure::toString);
        assertTrue(failure.fix().toString().startsWith("set the clock"));
        assertTrue(failure.json().getInt("clockAheadSeconds") > 3600 * 24 * 365);
        assertEquals(1, failure.causes().stream().filter(cause -> cause.id().equals("clock_wrong")).count(),
                () -> "the measured clock takes the place of the guessed one: " + failure.causes());
        assertEquals("expires_too_soon", failure.causes().get(1).id());

        Failure other = failure(RawServer.saying("HTTP/1.1 400 x\n" + old, "{\"error\":\"invalid_client_id\"}"));
        assertTrue(other.causes().getLast().why().startsWith("this machine's clock is "));
        assertFalse(other.fix().toString().startsWith("set the clock"));

        try (RawServer server = RawServer.saying("HTTP/1.1 200 x\n" + old, GOOD)) {
            assertTrue(exchange(server).skew().orElseThrow().ahead().isPositive());
        }
        assertEquals(Optional.empty(), Optional.ofNullable(failure(400, "{\"error\":\"x\"}").json()
                .get("clockAheadSeconds")), "no Date, no word");
    }

    @Test
    void an_error_of_null_is_none() {
        assertEquals(TOKEN, answer(GOOD.replace("}", ",\"error\":null}")).accessToken());
    }
}
