package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One request over a real socket, and every way in which its answer can be none. */
class HttpTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final List<String> log = new ArrayList<>();

    private Http http() {
        return new Http(new HttpOptions(Duration.ofSeconds(60), 0, null, Map.of(), log::add),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private HttpAnswer post(RawServer server) {
        return http().postForm(server.uri().resolve("/token"), Map.of("assertion", "a.b.c"));
    }

    private Failure failure(RawServer server) {
        Failure failure = assertThrows(Failure.class, () -> post(server));
        assertEquals(Kind.UNREACHABLE, failure.kind());
        return failure;
    }

    @Test
    void a_form_is_sent_with_the_headers_it_needs_and_no_others() {
        try (RawServer server = RawServer.json(200, "{}")) {
            var form = new LinkedHashMap<String, String>();
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", "a.b+c/d=&e");
            http().postForm(server.uri().resolve("/services/oauth2/token"), form);
            String[] request = server.requests().getFirst().split("\r\n\r\n", 2);
            assertEquals("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
                    + "&assertion=a.b%2Bc%2Fd%3D%26e", request[1]);
            List<String> head = request[0].lines().filter(line -> !line.startsWith("Connection:")).sorted().toList();
            assertEquals(List.of("Accept: application/json", "Content-Length: " + request[1].length(),
                    "Content-Type: application/x-www-form-urlencoded",
                    "Host: 127.0.0.1:" + server.port(), "POST /services/oauth2/token HTTP/1.1",
                    "User-Agent: sfjwt"), head);
        }
    }

    @Test
    void a_get_carries_the_bearer_token_and_only_when_there_is_one() {
        try (RawServer server = RawServer.json(200, "{}")) {
            http().get(server.uri(), "00D!token");
            http().get(server.uri(), null);
            assertTrue(server.requests().get(0).contains("\r\nAuthorization: Bearer 00D!token\r\n"));
            assertFalse(server.requests().get(1).contains("Authorization"));
        }
    }

    @Test
    void the_log_tells_the_request_and_its_answer_without_secrets() {
        try (RawServer server = RawServer.json(200, "{\"access_token\":\"00D!x\"}")) {
            post(server);
            http().get(server.uri(), "00D!token");
            assertEquals(List.of("POST " + server.uri() + "/token", "HTTP 200, 24 bytes",
                    "GET " + server.uri(), "HTTP 200, 24 bytes"), log);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 429, 500, 503, 999})
    void the_body_of_an_error_is_read(int status) {
        try (RawServer server = RawServer.json(status, "{\"error\":\"invalid_grant\"}")) {
            HttpAnswer answer = post(server);
            assertEquals(status, answer.status());
            assertEquals("{\"error\":\"invalid_grant\"}", answer.text());
            assertEquals(NOW, answer.receivedAt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic realm=\"x\"", "Negotiate", "NTLM", "Kerberos", "Bearer realm=\"x\"",
            "Digest realm=\"x\", nonce=\"y\"", "Negotiate, Basic realm=\"x\"", ",,=\"", "\u00ff"})
    void a_server_that_asks_for_a_login_gets_none_and_its_answer_is_read(String challenge) {
        try (RawServer server = RawServer.saying("HTTP/1.1 401 x\nContent-Type: application/json\n"
                + "WWW-Authenticate: " + challenge + "\nProxy-Authenticate: " + challenge + "\nContent-Length: 2",
                "{}")) {
            HttpAnswer answer = post(server);
            assertEquals(401, answer.status());
            assertEquals("{}", answer.text());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void a_server_that_pretends_to_be_a_proxy_learns_no_password() {
        try (RawServer server = RawServer.saying("HTTP/1.1 407 x\nProxy-Authenticate: Basic realm=\"x\"\n"
                + "Content-Length: 0", "")) {
            var environment = Map.of("HTTPS_PROXY", "http://user:secret@proxy.example:8080");
            Http http = new Http(HttpOptions.defaults(environment), Clock.systemUTC());
            assertEquals(407, http.postForm(server.uri(), Map.of()).status());
            assertEquals(1, server.requests().size());
            assertFalse(server.requests().getFirst().contains("Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 305, 307, 308})
    void no_redirect_is_followed(int status) {
        try (RawServer target = RawServer.json(200, "{}"); RawServer server = RawServer.saying("HTTP/1.1 " + status
                + " x\nLocation: " + target.uri() + "/next?sid=SECRET#x\nContent-Length: 0", "")) {
            Failure failure = failure(server);
            assertEquals("redirected", failure.code());
            assertEquals("127.0.0.1 redirects (HTTP " + status + ") to " + target.uri()
                    + "/next; nothing was sent there", failure.getMessage());
            assertFalse(failure.retryable());
            assertEquals(List.of(), target.requests());
            assertEquals(1, server.requests().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"https://new.my.salesforce.com/token,https://new.my.salesforce.com",
        "https://acme--dev.sandbox.my.salesforce.com/token?x=1,https://acme--dev.sandbox.my.salesforce.com",
        "https://login.salesforce.com/,", "https://evil.example/token,", "http://new.my.salesforce.com/token,",
        "https://u@new.my.salesforce.com/token,", "/token,", "https://[/token,"})
    void an_org_that_has_moved_says_where_it_is_now(String target, String loginUrl) {
        try (RawServer server = RawServer.saying("HTTP/1.1 301 x\nLocation: " + target + "\nContent-Length: 0", "")) {
            String fix = failure(server).fix().toString();
            assertEquals(loginUrl != null, fix.startsWith("the org now has another My Domain: give " + loginUrl
                    + " as "), fix);
        }
    }

    @Test
    void a_redirect_shows_no_control_character_and_no_password() {
        try (RawServer server = RawServer.saying("HTTP/1.1 302 x\nLocation: https://u:secret@evil.example/\u001b[2J"
                + "x y ".repeat(500) + "\nContent-Length: 0", "")) {
            String message = failure(server).getMessage();
            assertTrue(message.contains("https://evil.example/[2Jx y"), message);
            assertFalse(message.contains("secret") || message.contains("\u001b") || message.length() > 700, message);
        }
        try (RawServer server = RawServer.saying("HTTP/1.1 304 x\nContent-Length: 0", "")) {
            assertEquals("127.0.0.1 redirects (HTTP 304) without saying where to; nothing was sent there",
                    failure(server).getMessage());
        }
    }

    @Test
    void an_encoding_is_refused_because_none_was_asked_for() {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 x\nContent-Encoding: gz\u001b[2Jip\nContent-Length: 1",
                "x")) {
            assertEquals("answer_encoded", failure(server).code());
            assertEquals("127.0.0.1 answered in an encoding that was not asked for: gz[2Jip",
                    failure(server).getMessage());
        }
        try (RawServer server = RawServer.saying("HTTP/1.1 200 x\nContent-Encoding: Identity\nContent-Length: 1",
                "x")) {
            assertEquals("x", post(server).text());
        }
    }

    @Test
    void interim_answers_are_passed_over_but_not_for_ever() {
        try (RawServer server = RawServer.saying("HTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: x\n\n"
                + "HTTP/1.1 200 OK\nContent-Length: 2", "{}")) {
            assertEquals("{}", post(server).text());
        }
        try (RawServer server = RawServer.start((request, socket) -> {
            while (true) {
                RawServer.write(socket, "HTTP/1.1 103 x\r\n\r\n".repeat(1000));
            }
        })) {
            Failure failure = failure(server);
            assertEquals("answer_broken", failure.code());
            assertTrue(failure.getMessage().endsWith("interim answers without end"), failure.getMessage());
            assertEquals(1, server.requests().size());
        }
        try (RawServer server = RawServer.start((request, socket) -> {
            while (true) {
                RawServer.write(socket, "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000));
            }
        })) {
            var http = new Http(HttpOptions.defaults(Map.of()), Clock.systemUTC());
            assertEquals("answer_broken", assertThrows(Failure.class, () -> http.stream("GET", server.uri(), Map.of(),
                    (byte[]) null, Receiver.WHOLE)).code());
        }
    }

    @Test
    void every_way_to_say_where_a_body_ends_is_understood() {
        String json = "{\"a\":1}";
        for (String head : List.of("HTTP/1.1 200 OK\nContent-Length: 7", "HTTP/1.0 200 OK", "HTTP/1.1 200 OK",
                "HTTP/1.1 200")) {
            try (RawServer server = RawServer.saying(head, json)) {
                assertEquals(json, post(server).text(), head);
            }
        }
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                "3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\nTrailer: x\r\n\r\n")) {
            assertEquals(json, post(server).text());
        }
        for (int status : List.of(200, 204, 400)) {
            try (RawServer server = RawServer.saying("HTTP/1.1 " + status + " x\nContent-Length: 0", "")) {
                assertEquals(0, post(server).body().length);
            }
        }
    }

    /** Columns: an answer that is none, and what is said of it in words of ours. */
    @ParameterizedTest
    @CsvSource({"zz\\r\\n{}\\r\\n, the answer's parts (chunks) are damaged",
        "5\\r\\n{}, the answer broke off in the middle"})
    void a_damaged_answer_is_told_without_words_of_javas(String chunks, String said) {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\nTransfer-Encoding: chunked",
                chunks.translateEscapes())) {
            assertTrue(failure(server).getMessage().endsWith(": " + said), failure(server)::getMessage);
        }
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\n" + "X: y\n".repeat(100_000) + "Z: z", "{}")) {
            assertTrue(failure(server).getMessage().endsWith(": the answer's head is too long"),
                    failure(server)::getMessage);
        }
    }

    @Test
    void a_body_that_ends_too_early_is_not_taken_for_a_whole_one() {
        for (int status : List.of(200, 400)) {
            try (RawServer server = RawServer.saying("HTTP/1.1 " + status + " x\nContent-Length: 100", "{\"a\":1}")) {
                Failure failure = failure(server);
                assertEquals("answer_broken", failure.code());
                assertTrue(failure.getMessage().endsWith("the answer broke off in the middle"), failure.getMessage());
                assertFalse(failure.retryable());
            }
        }
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "9\r\n{\"a\":1}")) {
            assertEquals("answer_broken", failure(server).code());
        }
    }

    @Test
    void a_body_has_a_largest_size_however_it_comes() {
        int largest = 256 * 1024;
        try (RawServer server = RawServer.json(200, "x".repeat(largest))) {
            assertEquals(largest, post(server).body().length);
        }
        for (int status : List.of(200, 400)) {
            try (RawServer server = RawServer.json(status, "x".repeat(largest + 1))) {
                assertEquals("answer_too_large", failure(server).code());
            }
        }
        try (RawServer server = RawServer.start((request, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                RawServer.write(socket, "1000\r\n" + "x".repeat(4096) + "\r\n");
            }
        })) {
            assertEquals("127.0.0.1's answer is larger than 256 KiB", failure(server).getMessage());
        }
    }

    @Test
    void headers_have_a_largest_size() {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\nX: " + "x".repeat(500_000), "")) {
            assertEquals("answer_broken", failure(server).code());
        }
        try (RawServer server = RawServer.start((request, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 OK\r\n");
            while (true) {
                RawServer.write(socket, "X: y\r\n".repeat(1000));
            }
        })) {
            assertEquals("answer_broken", failure(server).code());
        }
    }

    @Test
    void of_two_headers_of_one_name_the_first_counts() {
        try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\nRetry-After: 1\nretry-after: 2\nRetry-After: 3",
                "")) {
            assertEquals("1", post(server).header("retry-after").orElse(""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
            "HTTP/1.1\r\n\r\n", "HTTP/1.1 \r\n\r\n",
            "HTTP/\r\n\r\n", "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008", "<html>sign in</html>",
            "HTTP/1.1 101 Switching Protocols\r\n\r\n", "HTTP/1.1 200 OK\r\n" })
    void what_is_no_http_is_told_as_such(String garbage) {
        try (RawServer server = RawServer.start((request, socket) -> RawServer.write(socket, garbage))) {
            try {
                assertEquals(0, post(server).body().length, "only a head that breaks off is let through");
                assertEquals("HTTP/1.1 200 OK\r\n", garbage);
            } catch (Failure e) {
                assertEquals("answer_broken", e.code());
                assertTrue(e.getMessage().startsWith("127.0.0.1 broke off or sent no proper HTTP answer: "));
                assertFalse(e.getMessage().endsWith("null") || e.getMessage().contains("Exception"), e.getMessage());
            }
        }
    }

    @Test
    void a_refused_connection_names_host_and_port_and_is_worth_another_try() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Failure failure = assertThrows(Failure.class, () -> http().get(URI.create("http://127.0.0.1:" + port), null));
        assertEquals("connection_refused", failure.code());
        assertEquals("nothing accepts a connection at 127.0.0.1:" + port, failure.getMessage());
        assertTrue(failure.retryable());
    }

    @Test
    void a_name_that_does_not_exist_is_told() {
        URI nowhere = URI.create("https://no-such-org.invalid/services/oauth2/token");
        Failure failure = assertThrows(Failure.class, () -> http().postForm(nowhere, Map.of()));
        assertEquals("host_not_found", failure.code());
        assertEquals("no address was found for no-such-org.invalid", failure.getMessage());
    }
}
