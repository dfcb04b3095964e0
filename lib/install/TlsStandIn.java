package lib.install;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import lib.files.InputFile;
import lib.keys.Certificates;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.Subject;

/**
 * A token endpoint over TLS on this machine that gives anyone a worthless token, for the training run.
 */
final class TlsStandIn implements AutoCloseable {

    private final HttpsServer server;

    private TlsStandIn(HttpsServer server) {
        this.server = server;
    }

    /** Makes its key and certificate in {@code work/tls}; {@code server.crt} there is the one to trust. */
    static TlsStandIn start(Path work, Clock clock) throws IOException {
        var subject = new Subject("US", "", "", "", "", "localhost", "");
        GenerateCerts.Result certs = new GenerateCerts(clock).run(new GenerateCerts.Request(work.resolve("tls"), subject,
                1, GenerateCerts.Request.DEFAULT_KEY_SIZE, false, false), GenerateCerts.Progress.NONE);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(certs)));
        server.createContext("/services/oauth2/token", exchange -> {
            byte[] answer = ("{\"access_token\":\"00D0training!AQ\",\"token_type\":\"Bearer\",\"scope\":\"api\","
                    + "\"instance_url\":\"https://localhost:" + server.getAddress().getPort() + "\"}")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json;charset=UTF-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return new TlsStandIn(server);
    }

    URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static SSLContext tls(GenerateCerts.Result certs) {
        try {
            var key = PrivateKeys.read(InputFile.read(certs.key(), "private key", PrivateKeys.LARGEST), "private key",
                    Passphrase.NONE);
            var certificate = Certificates.read(InputFile.read(certs.crt(), "certificate", Certificates.LARGEST),
                    "certificate").certificate();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tls", key.key(), new char[0], new Certificate[] {certificate});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a key of ours makes a TLS server", e);
        }
    }
}
