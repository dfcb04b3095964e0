package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Voice;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the client believes over TLS, and what it says when it does not. */
class TlsTest {

    @TempDir
    private static Path folder;
    private static TestPki company;
    private static SSLServerSocketFactory localhost;

    @BeforeAll
    static void make() throws Exception {
        company = new TestPki(Files.createDirectory(folder.resolve("company")));
        localhost = company.server("localhost");
    }

    private static RawServer server(SSLServerSocketFactory sockets) {
        return RawServer.start(sockets, (request, socket) ->
                RawServer.write(socket, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"));
    }

    private static HttpAnswer get(RawServer server, Path roots) {
        var options = new HttpOptions(Duration.ofSeconds(60), 0, roots, Map.of(), HttpOptions.Log.NONE);
        return new Http(options, Clock.systemUTC()).get(URI.create("https://localhost:" + server.port()), "SECRET");
    }

    private static Failure refusal(SSLServerSocketFactory sockets, Path roots) {
        try (RawServer server = server(sockets)) {
            Failure failure = assertThrows(Failure.class, () -> get(server, roots));
            assertEquals(List.of(), server.requests().stream().filter(request -> request.contains("SECRET")).toList());
            assertFalse(failure.retryable());
            return failure;
        }
    }

    @Test
    void a_company_root_is_not_trusted_until_it_is_named() {
        Failure failure = refusal(localhost, null);
        assertEquals("tls_untrusted", failure.code());
        assertTrue(failure.getMessage().startsWith("localhost's TLS certificate is not trusted: "));
        assertTrue(failure.fix().toString().contains("--cacert FILE"));
        assertFalse(failure.fix().say(Voice.PAGE).contains("--"));
        try (RawServer server = server(localhost)) {
            assertEquals("hello", get(server, company.root()).text());
        }
    }

    @Test
    void a_root_that_has_expired_is_refused_as_curl_does() throws Exception {
        var log = new ArrayList<String>();
        var options = new HttpOptions(Duration.ofSeconds(60), 0, company.root(), Map.of(), log::add);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));
        Failure failure = assertThrows(Failure.class, () -> new Http(options, later));
        assertEquals("bad_cacert", failure.code());
        assertTrue(failure.getMessage().contains("CN=Company Root has expired ("), failure.getMessage());
        Failure early = assertThrows(Failure.class, () -> new Http(options,
                Clock.offset(Clock.systemUTC(), Duration.ofDays(-3))));
        assertTrue(early.getMessage().contains("is not valid before "), early.getMessage());
    }

    @Test
    void text_around_the_root_and_a_second_root_do_no_harm() throws Exception {
        var other = new TestPki(Files.createDirectory(folder.resolve("other")));
        Path bundle = folder.resolve("bundle.pem");
        Files.writeString(bundle, "# Other Root\nsubject=other\n" + Files.readString(other.root())
                + "\n\n# Company Root\n" + Files.readString(company.root()).replace("\n", "\r\n"));
        try (RawServer server = server(localhost)) {
            assertEquals("hello", get(server, bundle).text());
        }
    }

    @Test
    void a_root_that_powershell_wrote_is_read() throws Exception {
        Path root = folder.resolve("utf16.pem");
        Files.write(root, ("\uFEFF" + Files.readString(company.root())).getBytes(StandardCharsets.UTF_16LE));
        try (RawServer server = server(localhost)) {
            assertEquals("hello", get(server, root).text());
        }
    }

    @Test
    void a_named_root_comes_on_top_of_javas_own() throws Exception {
        var java = new TestPki(Files.createDirectory(folder.resolve("java")));
        // what Java itself trusts is found anew for every factory, so this stands for its own roots
        System.setProperty("javax.net.ssl.trustStore", pkcs12(java.root()).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        try (RawServer theirs = server(java.server("localhost")); RawServer ours = server(localhost)) {
            assertEquals("hello", get(theirs, company.root()).text());
            assertEquals("hello", get(ours, company.root()).text());
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static Path pkcs12(Path root) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(root)) {
            store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path file = root.resolveSibling("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    @Test
    void a_certificate_for_another_host_is_refused() {
        Failure failure = refusal(company.server("login.salesforce.com.evil.example"), company.root());
        assertEquals("tls_untrusted", failure.code());
        assertTrue(failure.getMessage().startsWith("localhost's TLS certificate is for another host: "));
        assertTrue(failure.fix().toString().startsWith("check the spelling of the login URL"));
    }

    @Test
    void a_root_that_is_named_and_does_not_vouch_for_the_server_is_not_asked_for_again() throws Exception {
        var stranger = new TestPki(Files.createDirectory(folder.resolve("stranger")));
        Failure failure = refusal(localhost, stranger.root());
        assertEquals("tls_untrusted", failure.code());
        assertTrue(failure.getMessage().contains("neither the CA file nor Java"), failure::getMessage);
        assertTrue(failure.fix().toString().contains("the certificate of its issuer (CN=Company Root)"),
                failure.fix()::toString);
    }

    /** As with a chain of three, which the JDK checks in another way than one of two. */
    @Test
    void what_java_says_of_a_certificate_is_said_in_words() {
        Failure ended = failure("(certificate_expired) PKIX path validation failed: "
                + "java.security.cert.CertPathValidatorException: validity check failed",
                new CertPathValidatorException("validity check failed",
                        new CertificateExpiredException("NotAfter: Fri Jan 01 2021")));
        assertEquals("login.salesforce.com's TLS certificate is not valid by this machine's clock: it ended on Fri Jan "
                + "01 2021", ended.getMessage());
        String host = "No subject alternative DNS name matching login.salesforce.com found.";
        assertEquals("login.salesforce.com's TLS certificate is for another host: it does not name the host "
                + "login.salesforce.com", failure("(certificate_unknown) " + host, new CertificateException(host))
                .getMessage());
        Failure old = failure("(protocol_version) Received fatal alert: protocol_version", null);
        assertTrue(old.getMessage().endsWith(": the other side speaks no TLS as new as 1.2, which is needed"),
                old.getMessage());
        Failure none = failure("(internal_error) Unexpected error", new InvalidAlgorithmParameterException(
                "the trustAnchors parameter must be non-empty"));
        assertEquals("bad_truststore", none.code());
        assertTrue(none.fix().toString().contains("trustStorePassword"), none.fix()::toString);
    }

    private static Failure failure(String message, Exception cause) {
        return HttpFailures.from(new Exchange.NotSent(new SSLHandshakeException(message, cause)),
                URI.create("https://login.salesforce.com"), ProxyRoute.STRAIGHT);
    }

    @Test
    void an_expired_certificate_is_refused_and_the_clock_is_doubted() {
        Failure failure = refusal(company.server("localhost", "20240101000000Z", "20250101000000Z"), company.root());
        assertEquals("tls_untrusted", failure.code());
        assertTrue(failure.getMessage().startsWith("localhost's TLS certificate is not valid by this machine's clock"));
        assertTrue(failure.fix().toString().startsWith("check this machine's date and time"));
    }

    /** The groups that a server takes, and how often one has to connect to it then. */
    @ParameterizedTest
    @CsvSource({"x25519 secp256r1,1", "secp256r1 x25519,1", "x25519,1", "secp256r1,2", "secp384r1,2", "ffdhe2048,2"})
    void a_server_without_the_quick_group_is_asked_once_more_with_all(String groups, int connections)
            throws Exception {
        var counted = new AtomicInteger();
        try (var socket = (SSLServerSocket) localhost.createServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            var parameters = socket.getSSLParameters();
            parameters.setNamedGroups(groups.split(" "));
            socket.setSSLParameters(parameters);
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket one = socket.accept()) {
                        counted.incrementAndGet();
                        one.getInputStream().read(new byte[4096]);
                        RawServer.write(one, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello");
                    } catch (IOException e) {
                        // the handshake that fails, or the end of the test
                    }
                }
            });
            var options = new HttpOptions(Duration.ofSeconds(60), 0, company.root(), Map.of(), HttpOptions.Log.NONE);
            var uri = URI.create("https://localhost:" + socket.getLocalPort());
            assertEquals("hello", new Http(options, Clock.systemUTC()).get(uri, null).text());
            assertEquals(connections, counted.get());
        }
    }

    @Test
    void a_handshake_that_breaks_off_is_worth_another_try_and_one_that_makes_no_sense_is_not() throws Exception {
        for (String first : List.of("", "HTTP/1.1 400 Bad Request\r\n\r\n")) {
            try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                Thread.ofVirtual().start(new FutureTask<>(() -> {
                    try (Socket socket = plain.accept()) {
                        RawServer.write(socket, first);
                        socket.getInputStream().read(new byte[4096]);
                    }
                    return null;
                }));
                URI uri = URI.create("https://localhost:" + plain.getLocalPort());
                Failure failure = assertThrows(Failure.class,
                        () -> new Http(HttpOptions.defaults(Map.of()), Clock.systemUTC()).get(uri, null));
                assertEquals("tls_failed", failure.code(), failure::getMessage);
                assertEquals(first.isEmpty(), failure.retryable());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"})
    void a_cacert_file_that_holds_no_certificate_is_named(String content) throws Exception {
        Path junk = Files.writeString(folder.resolve("junk.pem"), content);
        Failure failure = refusal(localhost, junk);
        assertEquals("bad_cacert", failure.code());
        assertEquals(Kind.FILE, failure.kind());
        assertEquals("CA file " + junk + " holds no readable certificate", failure.getMessage());
    }

    @Test
    void a_cacert_file_that_is_missing_is_named() {
        Failure failure = refusal(localhost, folder.resolve("nowhere.pem"));
        assertEquals("file_missing", failure.code());
    }
}
