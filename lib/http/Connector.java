package lib.http;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.security.Security;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes connections through a route. What {@link HttpURLConnection} does unasked is switched off: redirects, a second
 * POST, old connections, passwords for whoever asks.
 */
record Connector(ProxyRoute route) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int CHUNK = 16 * 1024;

    static {
        // the JDK reads these once, when it opens its first connection, so nowhere else would be early enough

        // it would send a POST a second time when a server hangs up without an answer
        System.setProperty("sun.net.http.retryPost", "false");
        // it would send the next request on an old connection, which the server may have closed by then
        System.setProperty("http.keepAlive", "false");
        // it would not give a proxy a Basic password on the way to https, because that has been off since JDK 8u111;
        // who chose otherwise with -D is left alone
        if (System.getProperty("jdk.http.auth.tunneling.disabledSchemes") == null) {
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
        }
        // it would take a 407 that comes through the tunnel for the proxy's, give the server behind it the proxy's
        // password, and send the request again; they serve plain http through a proxy, which sfjwt never uses
        System.setProperty("jdk.http.auth.proxying.disabledSchemes", "basic,digest,ntlm,negotiate,kerberos");
        // it would not ask again for a name within ten seconds after it was not found, so no retry could succeed
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    /**
     * A connection for one request, which is not open yet.
     *
     * @param silence how long the server may send nothing
     * @param sockets asked for https alone: to make them takes long
     */
    HttpURLConnection connection(Exchange.Request request, Duration silence, Supplier<SSLSocketFactory> sockets)
            throws IOException {
        if ("https".equals(request.uri().getScheme())) {
            // the JDK asks for a default while it makes the connection, and would read all its root certificates for it
            HttpsURLConnection.setDefaultSSLSocketFactory(sockets.get());
        }
        var connection = (HttpURLConnection) request.uri().toURL().openConnection(route.proxy());
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        connection.setRequestMethod(request.method());
        connection.setDoOutput(request.body() != null);
        if (request.body() != null && request.body().streamed()) {
            stream(connection, request.body());
        }
        connection.setRequestProperty("Accept", "application/json");
        // without a version: the one in sfjwt.java stays the only one
        connection.setRequestProperty("User-Agent", "sfjwt");
        request.headers().forEach(connection::setRequestProperty);
        if (route.login() != null) {
            connection.setAuthenticator(new ProxyLogin(route.login()));
        }
        if (connection instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(sockets.get());
        }
        return connection;
    }

    private static void stream(HttpURLConnection connection, Body body) {
        if (body.length() < 0) {
            connection.setChunkedStreamingMode(CHUNK);
        } else {
            connection.setFixedLengthStreamingMode(body.length());
        }
    }
}
