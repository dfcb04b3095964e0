package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LoopbackGuardTest {

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    private final Caller caller = new Caller(org);
    private final int port = org.url().getPort();

    @Test
    void only_loopback_names_with_this_port_are_answered() throws Exception {
        for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "LocalHost:" + port)) {
            assertEquals("200", caller.statusOf("GET / HTTP/1.1", "Host: " + host), host);
        }
        for (String host : List.of("evil.example", "evil.example:" + port, "localhost.evil.example:" + port,
                "127.0.0.1.evil.example:" + port, "0.0.0.0:" + port, "127.0.0.1:" + (port - 1), "127.0.0.1",
                "localhost", "127.0.0.2:" + port, "2130706433:" + port, "127.0.0.1:0" + port)) {
            String answer = caller.raw("GET / HTTP/1.1", "Host: " + host);
            assertTrue(answer.startsWith("HTTP/1.1 403 "), host + ": " + answer);
            assertFalse(answer.contains(DemoOrg.CONSUMER_KEY), host);
        }
    }

    @Test
    void a_missing_or_doubled_host_and_a_full_url_are_refused() throws Exception {
        assertEquals("400", caller.statusOf("GET / HTTP/1.1"));
        assertEquals("400", caller.statusOf("GET / HTTP/1.1", "Host: 127.0.0.1:" + port, "Host: evil.example"));
        assertEquals("403", caller.statusOf("GET http://evil.example/ HTTP/1.1", "Host: 127.0.0.1:" + port));
    }

    @Test
    void a_page_changes_nothing() throws Exception {
        byte[] pem = TestCertificate.RSA.pem();
        for (String header : List.of("Origin: https://evil.example", "Origin: null", "Origin: http://127.0.0.1:" + port,
                "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: same-origin")) {
            assertEquals("403", caller.statusOf("POST /demo/app HTTP/1.1", "Host: 127.0.0.1:" + port, header,
                    "Content-Length: " + pem.length, "Connection: close", "", new String(pem)), header);
            assertEquals("403", caller.statusOf("POST /services/oauth2/token HTTP/1.1", "Host: 127.0.0.1:" + port,
                    header, "Content-Length: 0"), header);
        }
        assertTrue(Caller.json(caller.get("/demo")).isNull("app"));
    }

    @Test
    void no_preflight_is_allowed() throws Exception {
        String answer = caller.raw("OPTIONS /demo/app HTTP/1.1", "Host: 127.0.0.1:" + port,
                "Origin: https://evil.example", "Access-Control-Request-Method: POST");

        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        assertFalse(answer.toLowerCase().contains("access-control"), answer);
    }

    @Test
    void what_was_turned_away_is_not_recorded_and_uses_up_no_fault() throws Exception {
        org.faults().next(1, Answer.empty(503));

        caller.raw("GET / HTTP/1.1", "Host: evil.example");

        assertEquals(List.of(), org.requests());
        assertEquals(503, caller.get("/").statusCode());
    }

    @Test
    void a_body_over_64_kib_is_refused_whether_its_length_is_told_or_not() throws Exception {
        assertEquals("413", caller.statusOf("POST /services/oauth2/token HTTP/1.1", "Host: 127.0.0.1:" + port,
                "Content-Type: application/x-www-form-urlencoded", "Content-Length: 65537"));
        assertEquals("413", caller.statusOf("POST /services/oauth2/token HTTP/1.1", "Host: 127.0.0.1:" + port,
                "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked", "", "10001"));
    }

    @Test
    void no_path_leads_to_a_file() throws Exception {
        for (String path : List.of("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
                "/static/..%5c..%5c", "/%00", "//etc/passwd")) {
            String status = caller.statusOf("GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + port);
            assertTrue(List.of("400", "404").contains(status), path + ": " + status);
        }
    }

    @Test
    void every_answer_says_no_to_frames_sniffing_and_caches() throws Exception {
        for (String answer : List.of(caller.raw("GET / HTTP/1.1", "Host: 127.0.0.1:" + port),
                caller.raw("GET /none HTTP/1.1", "Host: 127.0.0.1:" + port),
                caller.raw("GET / HTTP/1.1", "Host: evil.example"))) {
            for (String header : List.of("X-Frame-Options: DENY", "X-Content-Type-Options: nosniff",
                    "Cache-Control: no-store", "Cross-Origin-Resource-Policy: same-origin", "default-src 'none'")) {
                assertTrue(answer.contains(header), header + " in " + answer);
            }
            assertFalse(answer.contains("Helidon"), answer);
        }
    }

    @Test
    void nothing_listens_on_an_address_that_others_could_reach() throws Exception {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().filter(a -> !a.isLoopbackAddress()).toList()) {
                assertThrows(IOException.class, () -> new Socket(address, port).close(), address.toString());
            }
        }
    }
}
