package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw requests as hostile pages and programs send them, to every address that there is. */
class GuardTest {

    private static final String SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @TempDir
    static Path root;

    @AutoClose
    private static Running dashboard;
    private static List<Address> addresses;

    /** An address as the route table has it. */
    private record Address(String method, String path) {

        boolean isApi() {
            return path.startsWith("/api");
        }
    }

    @BeforeAll
    static void start() throws IOException {
        dashboard = Running.in(root);
        addresses = new ArrayList<>();
        new Assets().byPath().keySet().forEach(path -> addresses.add(new Address("GET", path)));
        var workplace = new Workplace(RootFolder.at(root), Map.of(), Clock.systemUTC(), Optional.empty());
        new Api(workplace, new Events(Duration.ofSeconds(5)), null).routes()
                .forEach(route -> addresses.add(new Address(route.method(), route.path())));
        assertTrue(addresses.size() >= 17, addresses.toString());
    }

    @Test
    void every_foreign_host_is_refused_everywhere_whatever_the_token() throws IOException {
        int port = dashboard.port;
        for (String host : List.of("evil.example", "evil.example:" + port, "localhost.evil.example:" + port,
                "127.0.0.1.evil.example", "127.0.0.1.evil.example:" + port, "0.0.0.0:" + port, "127.0.0.1:" + (port
                + 1),
                "127.0.0.1", "localhost", "127.0.0.2:" + port, "127.1:" + port, "2130706433:" + port, "[::]:" + port,
                "[::ffff:127.0.0.1]:" + port, "localhost.:" + port, "127.0.0.1:0" + port, "127.0.0.1:+" + port)) {
            for (Address address : addresses) {
                Wire.Answer answer = ask(address, "Host: " + host, token());
                assertRefused(403, answer, host + " " + address);
            }
        }
    }

    @Test
    void this_machine_s_own_names_are_taken() throws IOException {
        for (String host : List.of("127.0.0.1", "localhost", "LocalHost", "[::1]")) {
            String own = "Host: " + host + ":" + dashboard.port;
            assertEquals(200, ask(new Address("GET", "/"), own).status(), host);
            assertEquals(200, ask(new Address("GET", "/api/errors"), own, token()).status(), host);
        }
    }

    @Test
    void without_exactly_one_host_there_is_no_request() throws IOException {
        for (Address address : addresses) {
            assertRefused(400, ask(address, token()), address);
            assertRefused(400, ask(address, host(), host(), token()), address);
            assertRefused(400, ask(address, host(), "Host: evil.example", token()), address);
            assertRefused(400, ask(address, "Host:", token()), address);
            assertRefused(400, ask(address, "Host : 127.0.0.1:" + dashboard.port, token()), address);
        }
    }

    @Test
    void an_address_with_a_scheme_and_host_is_refused() throws IOException {
        for (String target : List.of("http://evil.example", "http://127.0.0.1:" + dashboard.port)) {
            for (Address address : addresses) {
                assertRefused(400, ask(new Address(address.method(), target + address.path()), host(), token()),
                        address);
            }
        }
        assertRefused(400, ask(new Address("OPTIONS", "*"), host(), token()), "*");
    }

    @Test
    void nothing_of_the_api_answers_without_the_token() throws IOException {
        String right = dashboard.token;
        for (Address address : addresses) {
            for (String wrong : List.of("X-Other: 1", "X-SFJWT-Token: ", "X-SFJWT-Token: " + right.substring(1),
                    "X-SFJWT-Token: " + right + "x", "X-SFJWT-Token: " + right.toLowerCase(Locale.ROOT),
                    "X-SFJWT-Token: " + right + ", " + right, "Cookie: token=" + right,
                    "Authorization: Basic " + right, "Authorization: Bearer " + right + "x",
                    "X-SFJWT-Token: " + right + "\r\nX-SFJWT-Token: " + right)) {
                if (address.isApi()) {
                    assertRefused(401, ask(address, host(), wrong), wrong + " " + address);
                }
            }
            if (address.isApi()) {
                var query = new Address(address.method(), address.path() + "?token=" + right + "&X-SFJWT-Token="
                        + right);
                assertRefused(401, ask(query, host()), query);
            }
        }
        for (String unknown : List.of("/api", "/api/", "/api/none", "/API/status", "/%61pi/status", "/api;x=y/status",
                "/apiary")) {
            assertRefused(401, ask(new Address("GET", unknown), host()), unknown);
            assertRefused(404, ask(new Address("GET", unknown), host(), token()), unknown);
        }
    }

    @Test
    void the_token_may_come_as_a_bearer_and_its_header_is_named_where_it_is_missing() throws IOException {
        assertEquals(200, ask(new Address("GET", "/api/status"), host(), "Authorization: Bearer " + dashboard.token)
                .status());
        assertTrue(ask(new Address("GET", "/api/status"), host()).text().contains("X-SFJWT-Token"));
    }

    @Test
    void a_method_is_case_sensitive_and_what_is_none_is_a_bad_request() throws IOException {
        for (String method : List.of("get", "Get", "gET", "G@T", "GE(T", "\u0001", "1", "G\u00e4T", "G\tT")) {
            Wire.Answer answer = Wire.ask(dashboard.port, method + " / HTTP/1.1\r\n" + host() + "\r\n\r\n");
            assertEquals(400, answer.status(), method);
            assertHeaders(answer, method);
        }
        try (var wire = new Wire(dashboard.port)) {
            assertEquals(200, wire.send(dashboard.begin("GET", "/api/status") + "\r\n").answer().status());
            assertEquals(400, wire.send("post" + dashboard.begin("GET", "/api/status").substring(3) + "\r\n").answer()
                    .status(), "the second on a connection too");
        }
    }

    @Test
    void chunks_that_are_none_are_a_bad_request() throws IOException {
        for (String chunks : List.of("2;ext=1\r\n{}\r\n0\r\n\r\n", "x\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFF\r\n{}", "\r\n{}\r\n", "2\r\n{}\r\n0\r\nTrailer: x\r\n\r\n")) {
            Wire.Answer answer = Wire.ask(dashboard.port, dashboard.begin("POST", "/api/validate-key")
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
            assertTrue(Set.of(400, 413).contains(answer.status()), chunks + answer);
            assertHeaders(answer, chunks);
        }
    }

    @Test
    void a_page_from_elsewhere_is_refused_even_with_the_token() throws IOException {
        int port = dashboard.port;
        for (String origin : List.of("https://evil.example", "null", "http://192.0.2.1", "http://127.0.0.1:" + (port
                + 1),
                "http://127.0.0.1", "https://127.0.0.1:" + port, "http://localhost:" + port + ".evil.example",
                "http://127.0.0.1:" + port + "/", "http://127.0.0.1:" + port + " http://evil.example", "file://", "")) {
            for (Address address : addresses) {
                Wire.Answer answer = ask(address, host(), token(), "Origin: " + origin);
                assertRefused(403, answer, origin + " " + address);
            }
        }
        for (String site : List.of("cross-site", "same-site", "none", "", "nonsense")) {
            for (Address address : addresses) {
                if (!address.path().equals("/") || !site.equals("none")) {
                    Wire.Answer answer = ask(address, host(), token(), "Sec-Fetch-Site: " + site);
                    assertRefused(403, answer, site + " " + address);
                }
            }
        }
    }

    @Test
    void a_person_may_come_to_the_page_from_anywhere_but_nothing_may_embed_or_fetch_it() throws IOException {
        String visit = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document";
        var page = new Address("GET", "/");
        assertEquals(200, ask(page, host(), "Sec-Fetch-Site: none", visit).status());
        assertEquals(200, ask(page, host(), "Sec-Fetch-Site: cross-site", visit).status());
        assertRefused(403, ask(page, host(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Dest: iframe"), "frame");
        assertRefused(403, ask(page, host(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors",
                "Sec-Fetch-Dest: script"), "script");
        assertRefused(403, ask(new Address("GET", "/app.js"), host(), "Sec-Fetch-Site: cross-site", visit), "script");
        assertRefused(403, ask(new Address("GET", "/api/status"), host(), token(), "Sec-Fetch-Site: cross-site", visit),
                "api");
        assertRefused(403, ask(new Address("POST", "/"), host(), "Sec-Fetch-Site: cross-site", visit), "form");
    }

    @Test
    void what_is_sent_must_be_JSON() throws IOException {
        for (Address address : addresses) {
            if (address.method().equals("POST")) {
                for (String type : List.of("text/plain", "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "text/plain; application/json", "application/jsonp", "application/json, text/plain",
                        "application/json; charset=utf-7", "")) {
                    String request = dashboard.begin("POST", address.path()) + "Content-Type: " + type
                            + "\r\nContent-Length: 2\r\n\r\n{}";
                    assertRefused(415, Wire.ask(dashboard.port, request), type + " " + address);
                }
                assertRefused(415, Wire.ask(dashboard.port, dashboard.begin("POST", address.path())
                        + "Content-Length: 2\r\n\r\n{}"), address);
            }
        }
    }

    @Test
    void other_methods_are_refused_and_cross_origin_requests_are_never_allowed() throws IOException {
        for (Address address : addresses) {
            for (String method : List.of("OPTIONS", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "PROPFIND")) {
                Wire.Answer answer = methodAnswer(method, address.path());
                assertEquals(405, answer.status(), method + " " + address);
                assertEquals("GET, POST", answer.header("allow"), "it is the guard that refuses, before any route");
                assertHeaders(answer, method + " " + address);
            }
            assertEquals(405, ask(new Address("DELETE", address.path()), host()).status(), "comes before the token");
            String other = address.method().equals("GET") ? "POST" : "GET";
            Wire.Answer answer = ask(new Address(other, address.path()), host(), token(),
                    "Content-Type: application/json");
            assertEquals(405, answer.status(), address.toString());
            assertEquals(address.method(), answer.header("allow"));
            Wire.Answer preflight = ask(new Address("OPTIONS", address.path()), host(), "Origin: https://evil.example",
                    "Access-Control-Request-Method: POST", "Access-Control-Request-Private-Network: true");
            assertTrue(Set.of(403, 405).contains(preflight.status()));
            assertHeaders(preflight, address);
        }
    }

    @Test
    void no_path_leads_to_a_file() throws IOException {
        for (String path : List.of("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
                "/static/..%5c..%5c", "/%00", "//etc/passwd", "/./app.js", "//app.js", "/app.js/", "/app.js%00.css",
                "/app.js;x", "/%61pp.js", "/APP.JS", "/ui/web/app.js", "/META-INF/MANIFEST.MF", "/index.html",
                "/certs/server.key",
                "/..;/app.js", "/app.js?raw??", "/%c0%ae%c0%ae/etc/passwd", "/@fs/etc/passwd", "/favicon.ico")) {
            Wire.Answer answer = Wire.ask(dashboard.port, dashboard.begin("GET", path) + "\r\n");
            boolean known = path.startsWith("/app.js?");
            assertTrue(known ? answer.status() == 200 : Set.of(400, 404).contains(answer.status()), path + " "
                    + answer);
            assertFalse(answer.text().contains("root:"), path);
            assertHeaders(answer, path);
        }
    }

    @Test
    void what_helidon_turns_away_by_itself_has_the_same_headers_and_form() throws IOException {
        String good = "GET / HTTP/1.1\r\n" + host() + "\r\n";
        for (String request : List.of("GET / HTTP/1.0\r\n" + host() + "\r\n\r\n", "GET / HTTP/2.0\r\n\r\n",
                "GET /\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n", "GET / HTTP/1.1\n" + host() + "\n\n", "GET /a b HTTP/1.1\r\n" + host()
                + "\r\n\r\n",
                "GET /?a=%zz HTTP/1.1\r\n" + host() + "\r\n\r\n", "CONNECT 127.0.0.1:80 HTTP/1.1\r\n" + host()
                + "\r\n\r\n",
                "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\n" + host() + "\r\n\r\n", good + "X: " + "a".repeat(17_000)
                + "\r\n\r\n",
                good + "X\u0000: a\r\n\r\n", good + "Transfer-Encoding: gzip, chunked\r\n\r\n",
                good + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", good
                + "Content-Length: x\r\n\r\n",
                good + "Content-Length: -1\r\n\r\n")) {
            Wire.Answer answer = Wire.ask(dashboard.port, request);
            assertTrue(Set.of(400, 413, 414, 431, 501, 505).contains(answer.status()), request + answer);
            assertHeaders(answer, request);
            assertEquals("request_refused", Running.json(answer).getString("code"), request);
        }
    }

    @Test
    void a_body_has_64_KiB_at_most() throws IOException {
        String fits = "{\"outputDir\": \"" + "x".repeat(64 * 1024 - 17) + "\"}";
        assertEquals(64 * 1024, fits.length());
        assertFalse(Set.of(413, 500).contains(dashboard.post("/api/validate-key", fits).status()));
        assertRefused(413, dashboard.post("/api/validate-key", fits + " "), "with its length");
        for (int size : List.of(1000, 0x10000)) {
            try (var wire = new Wire(dashboard.port)) {
                wire.send(dashboard.begin("POST", "/api/validate-key")
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
                for (int sent = 0; sent <= 0x10000; sent += size) {
                    wire.send(Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n");
                }
                assertRefused(413, wire.answer(), "in chunks");
                assertTrue(wire.isHungUp(), "what follows a body that was not read is no request");
            }
        }
    }

    @Test
    void a_chunked_body_is_read_like_any_other() throws IOException {
        String request = dashboard.begin("POST", "/api/validate-key")
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        Wire.Answer answer = Wire.ask(dashboard.port, request + "7\r\n{\"keyPa\r\n9\r\nth\":\"x\"} \r\n0\r\n\r\n");
        assertEquals("file_missing", Running.json(answer).getString("code"), answer.toString());
    }

    @Test
    void a_connection_is_closed_where_that_is_asked_for_and_kept_otherwise() throws IOException {
        try (var wire = new Wire(dashboard.port)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(200, wire.send(dashboard.begin("GET", "/api/status") + "\r\n").answer().status());
                assertEquals(401, wire.send("POST /api/claims HTTP/1.1\r\n" + host() + "\r\n" + Running.jsonBody("{}"))
                        .answer().status());
            }
            assertEquals(200, wire.send(dashboard.begin("GET", "/") + "Connection: close\r\n\r\n").answer().status());
            assertTrue(wire.isHungUp());
        }
        for (String token : List.of(dashboard.token, "wrong")) {
            try (var wire = new Wire(dashboard.port)) {
                wire.send("POST /api/claims HTTP/1.1\r\n" + host() + "\r\nX-SFJWT-Token: " + token
                        + "\r\nConnection: close\r\n"
                        + Running.jsonBody("{}"));
                assertEquals(token.equals("wrong") ? 401 : 400, wire.answer().status());
                assertTrue(wire.isHungUp());
            }
        }
    }

    @Test
    void every_answer_that_is_no_refusal_has_the_headers_too() throws IOException {
        for (Address address : addresses) {
            if (address.path().equals("/api/events")) {
                continue;
            }
            Wire.Answer answer = address.method().equals("GET") ? dashboard.get(address.path())
                    : dashboard.post(address.path(), "{\"unknown\": 1}");
            assertFalse(answer.status() == 500, answer.toString());
            assertHeaders(answer, address);
        }
    }

    private static Wire.Answer ask(Address address, String... headers) throws IOException {
        var request = new StringBuilder(address.method() + " " + address.path() + " HTTP/1.1\r\n");
        Stream.of(headers).forEach(header -> request.append(header).append("\r\n"));
        boolean hasType = request.toString().contains("Content-Type");
        if (address.method().equals("POST")) {
            request.append(hasType ? "" : "Content-Type: application/json\r\n").append("Content-Length: 2\r\n\r\n{}");
        } else {
            request.append("\r\n");
        }
        return Wire.ask(dashboard.port, request.toString());
    }

    /** An answer to HEAD has the length of a body and no body. */
    private static Wire.Answer methodAnswer(String method, String path) throws IOException {
        try (var wire = new Wire(dashboard.port)) {
            return wire.send(dashboard.begin(method, path) + "Connection: close\r\n\r\n").answer();
        }
    }

    private static String host() {
        return "Host: 127.0.0.1:" + dashboard.port;
    }

    private static String token() {
        return "X-SFJWT-Token: " + dashboard.token;
    }

    private static void assertRefused(int status, Wire.Answer answer, Object what) {
        assertEquals(status, answer.status(), what + " " + answer);
        assertHeaders(answer, what);
        assertTrue(Running.json(answer).containsKey("error"), what + " " + answer);
        assertFalse(answer.text().contains(dashboard.token) || answer.text().contains("evil"), what + " " + answer);
    }

    private static void assertHeaders(Wire.Answer answer, Object what) {
        String all = what + " " + answer;
        assertEquals(SECURITY_POLICY, answer.header("content-security-policy"), all);
        assertEquals("DENY", answer.header("x-frame-options"), all);
        assertEquals("nosniff", answer.header("x-content-type-options"), all);
        assertEquals("no-referrer", answer.header("referrer-policy"), all);
        assertEquals("no-store", answer.header("cache-control"), all);
        assertEquals("same-origin", answer.header("cross-origin-resource-policy"), all);
        assertEquals("same-origin", answer.header("cross-origin-opener-policy"), all);
        for (String name : answer.headers().keySet()) {
            assertFalse(name.startsWith("access-control") || Set.of("server", "x-powered-by", "via", "set-cookie",
                    "etag")
                    .contains(name), all);
        }
    }
}
