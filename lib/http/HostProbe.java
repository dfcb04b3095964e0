package lib.http;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Looks at the way to a host without sending it a request: through which proxy, and which certificates it shows.
 */
public final class HostProbe {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Proxies proxies;

    public HostProbe(HttpOptions options) {
        this.proxies = Proxies.from(options.environment());
    }

    /** HOST:PORT of the proxy that a request for this goes through, without its login. */
    public Optional<String> proxy(URI uri) {
        return proxies.routeTo(uri).proxy().address() instanceof InetSocketAddress address
                ? Optional.of(address.getHostString() + ":" + address.getPort()) : Optional.empty();
    }

    /**
     * The certificates that an https host shows, its own first; empty where no handshake shows them.
     *
     * <p>Nothing is trusted: the handshake is broken off as soon as they are there.
     */
    public List<X509Certificate> certificates(URI uri) {
        var shown = new ArrayList<X509Certificate>();
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new Recorder(shown)}, null);
            var request = new Exchange.Request("GET", uri, Map.of(), null);
            HttpURLConnection connection = new Connector(proxies.routeTo(uri))
                    .connection(request, SILENCE, tls::getSocketFactory);
            connection.connect();
            connection.disconnect();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // the Recorder's own refusal, a host that shows nothing, or a proxy whose answer the JDK falls over
        }
        return List.copyOf(shown);
    }

    private record Recorder(List<X509Certificate> shown) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            shown.addAll(List.of(chain));
            throw new CertificateException("only looked at");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("only servers are looked at here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
