package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The way through a proxy, and the ways in which a proxy can refuse it; {@link FreshJvmTest} has the logins. */
class ProxyTest {

    private static final URI ORG = URI.create("https://acme.my.salesforce.com/services/oauth2/token");

    @TempDir
    private static Path folder;
    private static TestPki company;
    @AutoClose
    private static RawServer org;

    private final List<String> log = new ArrayList<>();

    @BeforeAll
    static void start() {
        company = new TestPki(folder);
        org = RawServer.start(company.server("acme.my.salesforce.com"), (request, socket) ->
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"));
    }

    private HttpAnswer post(Map<String, String> environment) {
        var options = new HttpOptions(Duration.ofSeconds(60), 0, company.root(), environment, log::add);
        return new Http(options, Clock.systemUTC()).postForm(ORG, Map.of("assertion", "a.b.c"));
    }

    private Failure failure(String proxy) {
        return assertThrows(Failure.class, () -> post(Map.of("HTTPS_PROXY", proxy)));
    }

    private static String url(RawServer proxy) {
        return "http://user:secret@localhost:" + proxy.port();
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY,http://", "https_proxy,http://", "ALL_PROXY,HTTP://", "all_proxy,https://",
        "HTTPS_PROXY,''"})
    void a_request_goes_through_the_proxy_that_the_environment_names(String variable, String scheme) {
        int before = org.requests().size();
        try (RawServer proxy = TestProxy.to(org.port())) {
            assertEquals("hello", post(Map.of(variable, scheme + "user:secret@localhost:" + proxy.port())).text());
            String connect = proxy.requests().getFirst();
            assertTrue(connect.startsWith("CONNECT acme.my.salesforce.com:443 HTTP/1.1\r\n"), connect);
            assertFalse(connect.contains("Proxy-auth"), "nobody has asked for the password");
            assertEquals(1, proxy.requests().size());
            assertEquals(before + 1, org.requests().size());
            assertFalse(org.requests().getLast().contains("Proxy-"), org.requests().getLast());
            assertEquals("POST " + ORG + " through the proxy localhost:" + proxy.port(), log.getFirst());
        }
    }

    @Test
    void a_proxy_that_wants_a_login_is_told_with_what_to_set() {
        try (RawServer proxy = TestProxy.wanting("Basic eDp5", org.port())) {
            Failure failure = failure("http://localhost:" + proxy.port());
            assertEquals("proxy_login", failure.code());
            assertEquals("the proxy localhost:" + proxy.port() + " wants a user name and password (HTTP 407)",
                    failure.getMessage());
            assertTrue(failure.fix().toString().contains("HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"));
            assertEquals(1, proxy.requests().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"403,false", "405,false", "500,false", "502,true", "503,true", "504,true"})
    void a_proxy_that_does_not_connect_is_told_with_its_status(int status, boolean retryable) {
        try (RawServer proxy = TestProxy.refusing("HTTP/1.1 " + status + " \u001b[2JNo\r\nContent-Length: 0")) {
            Failure failure = failure(url(proxy));
            assertEquals("proxy_refused", failure.code());
            assertEquals("the proxy localhost:" + proxy.port() + " does not connect to acme.my.salesforce.com (HTTP "
                    + status + ")", failure.getMessage());
            assertEquals(retryable, failure.retryable());
            assertEquals(1, proxy.requests().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-OpenSSH_9.2", "HTTP/1.1 abc", "HTTP/1.1", "HTTP/1.1 ", "HTTP/",
        "HTTP/1.1 -1 x", "HTTP/1.1 99999999999 x"})
    void a_proxy_that_speaks_no_http_is_told(String garbage) {
        try (RawServer proxy = garbage.isEmpty() ? RawServer.start((request, socket) -> { })
                : TestProxy.refusing(garbage)) {
            Failure failure = failure(url(proxy));
            assertEquals("connection_failed", failure.code());
            assertTrue(failure.getMessage().startsWith("no connection to the proxy localhost:" + proxy.port() + ": "));
            assertFalse(failure.getMessage().contains("secret"));
            assertFalse(failure.getMessage().contains("Element"), failure::getMessage);
            assertEquals(garbage.isEmpty(), failure.retryable());
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_named_without_its_password() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Failure refused = failure("http://user:secret@localhost:" + port);
        assertEquals("nothing accepts a connection at the proxy localhost:" + port, refused.getMessage());
        assertTrue(refused.retryable());
        Failure unknown = failure("http://user:secret@no-such-proxy.invalid:8080");
        assertEquals("host_not_found", unknown.code());
        assertEquals("no address was found for the proxy no-such-proxy.invalid:8080", unknown.getMessage());
        assertTrue(unknown.fix().toString().contains("HTTPS_PROXY"));
    }

    @Test
    void the_proxy_of_java_s_own_settings_wins_and_gets_no_password_of_another() {
        try (RawServer proxy = TestProxy.to(org.port()); RawServer wanting = TestProxy.wanting("x", org.port());
                RawServer other = TestProxy.to(org.port())) {
            System.setProperty("https.proxyHost", "localhost");
            System.setProperty("https.proxyPort", String.valueOf(proxy.port()));
            try {
                assertEquals("hello", post(Map.of("HTTPS_PROXY", url(other))).text());
                assertEquals("hello", post(Map.of()).text());
                assertEquals(2, proxy.requests().size());
                System.setProperty("https.proxyPort", String.valueOf(wanting.port()));
                assertEquals("proxy_login", failure(url(other)).code());
                assertEquals(1, wanting.requests().size());
                assertEquals(List.of(), other.requests());
            } finally {
                System.clearProperty("https.proxyHost");
                System.clearProperty("https.proxyPort");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.9.10", "[::1]", "LOCALHOST"})
    void this_machine_is_never_reached_through_a_proxy(String host) {
        var proxies = Proxies.from(Map.of("HTTPS_PROXY", "http://proxy.example:1"));
        assertTrue(proxies.routeTo(URI.create("http://" + host + ":8080/")).isStraight());
    }
}
