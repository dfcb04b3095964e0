package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JDK's habits that are switched off by system properties. It reads them once, and in the tests' own JVM another
 * test may have made it do so; hence a JVM that runs nothing else.
 */
class FreshJvmTest {

    private static final String ORG = "https://acme.my.salesforce.com/services/oauth2/token";
    private static final String BASIC = "Basic dXNlcjpzZTpjcmV0"; // user:se:cret

    private static RawServer hangingUp;
    private static RawServer closing;
    private static RawServer org;
    private static RawServer cunning;
    private static RawServer proxy;
    private static RawServer proxyToCunning;
    private static RawServer suspicious;
    private static List<String> output;

    @BeforeAll
    static void run(@TempDir Path folder) throws Exception {
        var company = new TestPki(folder);
        var sockets = company.server("acme.my.salesforce.com");
        hangingUp = RawServer.start((request, socket) -> { });
        // HTTP/1.1 without "Connection: close": the client may believe that the connection stays open
        closing = RawServer.start((request, socket) ->
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        org = RawServer.start(sockets, (request, socket) -> RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\nhello"));
        cunning = RawServer.start(sockets, (request, socket) ->
                RawServer.write(socket, "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"company\"\r\n"
                        + "Content-Length: 0\r\n\r\n"));
        proxy = TestProxy.wanting(BASIC, org.port());
        proxyToCunning = TestProxy.wanting(BASIC, cunning.port());
        suspicious = TestProxy.wanting("nothing will do", org.port());
        output = output(company.root().toString(),
                "", hangingUp.uri().toString(),
                "", closing.uri().toString(),
                "", closing.uri().toString(),
                login(proxy), ORG,
                login(proxyToCunning), ORG,
                login(suspicious), ORG);
    }

    private static String login(RawServer proxy) {
        return "http://user:se%3Acret@localhost:" + proxy.port();
    }

    private static List<String> output(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                // surefire's own class path is a jar of pointers; it names the real one here
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FreshJvm.class.getName()));
        command.addAll(List.of(arguments));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), text);
        return text.lines().toList();
    }

    @AfterAll
    static void stop() {
        List.of(hangingUp, closing, org, cunning, proxy, proxyToCunning, suspicious).forEach(RawServer::close);
    }

    private static String result(int number) {
        return output.stream().filter(line -> line.startsWith("=> ")).toList().get(number).substring(3);
    }

    @Test
    void a_post_is_not_sent_a_second_time_when_the_server_hangs_up() {
        assertEquals("answer_broken", result(0));
        assertEquals(1, hangingUp.requests().size());
        assertTrue(hangingUp.requests().getFirst().endsWith("assertion=a.b.c"));
    }

    @Test
    void each_request_has_a_connection_of_its_own() {
        assertEquals("200", result(1));
        assertEquals("200", result(2));
        assertTrue(closing.requests().getFirst().contains("\r\nConnection: close\r\n"), closing.requests().getFirst());
    }

    @Test
    void the_proxy_gets_the_password_that_it_asks_for() {
        assertEquals("200", result(3));
        assertEquals(2, proxy.requests().size());
        assertTrue(proxy.requests().getLast().contains("\r\nProxy-authorization: " + BASIC + "\r\n"));
        assertEquals(1, org.requests().size());
        assertFalse(org.requests().getFirst().contains("Proxy-"), org.requests().getFirst());
    }

    @Test
    void a_server_behind_the_proxy_does_not_get_it() {
        assertEquals("407", result(4));
        assertEquals(1, cunning.requests().size());
        assertFalse(cunning.requests().getFirst().contains("Proxy-"), cunning.requests().getFirst());
    }

    @Test
    void a_wrong_password_is_tried_once() {
        assertEquals("proxy_login", result(5));
        assertEquals(2, suspicious.requests().size());
        assertTrue(output.stream().anyMatch(line -> line.startsWith("the proxy localhost:" + suspicious.port()
                + " does not take the user name and password in HTTPS_PROXY (HTTP 407)")), output::toString);
    }

    @Test
    void no_password_is_in_the_log_or_a_message() {
        assertFalse(output.stream().anyMatch(line -> line.contains("cret") || line.contains("dXNl")), output::toString);
        assertTrue(output.contains("POST " + ORG + " through the proxy localhost:" + proxy.port()), output::toString);
    }
}
