package lib.doctor;

import static lib.doctor.State.FAILED;
import static lib.doctor.State.OK;
import static lib.doctor.State.SKIPPED;
import static lib.doctor.State.WARNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lib.demo.Answer;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;

/** The way to the login host, with real servers at its end. */
class NetworkChecksTest extends InAClinic {

    private static final String DATA = "/services/data";

    @Test
    void a_ca_that_nobody_trusts_is_named() throws Exception {
        try (var server = new TlsServer(folder, "/CN=Zscaler Root/O=Zscaler Inc.")) {
            clinic.config.put("loginUrl", server.url);
            Finding finding = check("connection", FAILED, "tls_untrusted");
            assertTrue(finding.text().contains("issued by Zscaler Root, Zscaler Inc., which is not a CA that "
                    + "Salesforce"),
                    finding::text);
            assertTrue(finding.fix().toString().contains("--cacert"), () -> finding.fix().toString());
            check("login", SKIPPED, "");
            assertEquals(0, server.requests);
        }
    }

    @Test
    void a_private_ca_is_warned_about_even_when_it_is_trusted() throws Exception {
        try (var server = new TlsServer(folder, "/CN=Acme Inspection/O=Acme")) {
            clinic.config.put("loginUrl", server.url);
            clinic.roots = folder.resolve("ca.crt");
            Finding finding = check("connection", WARNING, "tls_inspected");
            assertTrue(finding.text().contains("issued by Acme Inspection, which is not a CA"), finding::text);
            check("api versions", OK, "");
        }
    }

    @Test
    void a_ca_that_salesforce_uses_is_named_without_a_warning() throws Exception {
        try (var server = new TlsServer(folder, "/CN=DigiCert Test/O=DigiCert Inc")) {
            clinic.config.put("loginUrl", server.url);
            clinic.roots = folder.resolve("ca.crt");
            assertTrue(check("connection", OK, "").text().contains("DigiCert Test"));
        }
    }

    @Test
    void nobody_there() {
        clinic.config.put("loginUrl", "http://127.0.0.1:1");
        check("connection", FAILED, "connection_refused");
        check("api versions", SKIPPED, "");
        check("clock", SKIPPED, "");
        check("login", SKIPPED, "");
    }

    @Test
    void a_proxy_is_named_without_its_password_and_does_the_lookup() {
        clinic.config.put("loginUrl", "https://acme.my.salesforce.com");
        clinic.environment.put("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:1");
        assertEquals("requests go through the proxy 127.0.0.1:1", check("proxy", OK, "").text());
        check("dns", SKIPPED, "");
        Finding finding = check("connection", FAILED, "connection_refused");
        assertTrue(finding.text().contains("the proxy 127.0.0.1"), finding::text);
        assertTrue(!clinic.examine().json(Voice.PLAIN).toString().contains("hunter2"));
    }

    @Test
    void a_name_that_does_not_exist() {
        // RFC 6761: .invalid never does
        Failure failure = assertThrows(Failure.class,
                () -> NetworkChecks.lookUp("nosuch.invalid", Duration.ofSeconds(20)));
        assertEquals("host_not_found", failure.code());
        assertTrue(NetworkChecks.lookUp("localhost", Duration.ofSeconds(20)).length > 0);
        check("dns", OK, "");
    }

    @Test
    void an_answer_that_is_not_salesforces() {
        clinic.org.faults().next(1, DATA, Answer.of(200, "text/html", "<html>Log in to the hotel's Wi-Fi"));
        Doctor.Result result = clinic.examine();
        assertEquals("not_salesforce", Clinic.finding(result, "api versions").code());
        assertEquals(FAILED, Clinic.finding(result, "api versions").state());
        assertEquals(SKIPPED, Clinic.finding(result, "limits").state());
        clinic.org.faults().next(1, DATA, Answer.empty(404));
        check("api versions", WARNING, "versions_missing");
        clinic.org.faults().next(1, DATA, Answer.empty(302).with("Location", "https://portal.example/?sid=x"));
        check("api versions", FAILED, "redirected");
    }

    @Test
    void a_clock_that_is_off_is_measured() {
        clinic.org.faults().date(Instant.now().minus(Duration.ofMinutes(10)));
        Doctor.Result result = clinic.examine();
        assertEquals(FAILED, Clinic.finding(result, "clock").state());
        assertTrue(Clinic.finding(result, "clock").text().matches("this machine's clock is (9 min 5[0-9]|10 min "
                + "[0-9]) ?s? ?"
                + ".*ahead of the server's"), Clinic.finding(result, "clock")::text);
        assertTrue(result.next().toString().startsWith("set the clock"), () -> result.next().toString());
        clinic.org.faults().clear();
        clinic.org.faults().date(Instant.now().minus(Duration.ofSeconds(50)));
        check("clock", OK, "");
        clinic.org.faults().clear();
        clinic.org.faults().next(1, DATA, Answer.of(200, "application/json", "[]").with("Date", "some day"));
        check("clock", SKIPPED, "");
    }

    private Finding check(String name, State state, String code) {
        Finding finding = Clinic.finding(clinic.examine(), name);
        assertEquals(state, finding.state(), () -> name + ": " + finding);
        assertEquals(code, finding.code(), finding::toString);
        return finding;
    }

    /**
     * https://127.0.0.1 with a certificate of a CA of its own, made by openssl; answers as Salesforce's version
     * list.
     */
    private static final class TlsServer implements AutoCloseable {
        final HttpsServer server;
        final String url;
        int requests;

        TlsServer(Path folder, String issuer) throws Exception {
            Openssl.run(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "5", "-subj",
                    issuer,
                    "-keyout", "ca.key", "-out", "ca.crt");
            Clinic.openssl(folder, "req -new -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout tls.key -out tls.csr");
            Files.writeString(folder.resolve("san"), "subjectAltName=IP:127.0.0.1\n");
            Clinic.openssl(folder, "x509 -req -in tls.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 5 "
                    + "-extfile san "
                    + "-out tls.crt");
            Clinic.openssl(folder, "pkcs12 -export -inkey tls.key -in tls.crt -passout pass:x -out tls.p12");
            KeyStore store = KeyStore.getInstance(folder.resolve("tls.p12").toFile(), "x".toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, "x".toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.createContext("/", exchange -> {
                requests++;
                byte[] body = "[{\"version\":\"68.0\"}]".getBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            url = "https://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
