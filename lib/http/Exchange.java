package lib.http;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * One request and its answer, on a connection of its own.
 */
final class Exchange {

    /** Headers that have one value; several of another name are one list (RFC 9110 section 5.3). */
    private static final Set<String> ONCE = Set.of("content-length", "content-type", "date", "location", "retry-after",
            "set-cookie");

    private final HttpOptions options;
    private final TlsSockets tls;
    private final Connector connector;
    private final Clock clock;
    private volatile boolean begun;
    private volatile boolean abandoned;
    private volatile HttpURLConnection connection;

    Exchange(HttpOptions options, TlsSockets tls, ProxyRoute route, Clock clock) {
        this.options = options;
        this.tls = tls;
        this.connector = new Connector(route);
        this.clock = clock;
    }

    /** @param body null for none */
    record Request(String method, URI uri, Map<String, String> headers, Body body) {
    }

    /** A failure before anything of the request was sent. */
    static final class NotSent extends IOException {
        private static final long serialVersionUID = 1;

        NotSent(Exception reason) {
            super(reason);
        }
    }

    /** Whether some of the request may have been sent. */
    boolean hasBegun() {
        return begun;
    }

    /** Lets the connection go, from another thread; one that waits for a silent server ends with its read time-out. */
    void abandon() {
        abandoned = true;
        HttpURLConnection open = connection;
        if (open != null) {
            // in a thread of its own, as it may have to wait for the read that is going on
            Thread.ofPlatform().daemon().start(open::disconnect);
        }
    }

    <T> T run(Request request, Receiver<T> receiver) throws IOException {
        // a whole answer has a deadline, which comes first; one that is handed on may take long, but not fall silent
        Duration silence = receiver == Receiver.WHOLE ? options.timeout().plusSeconds(1) : options.timeout();
        try {
            connect(request, silence);
            begun = true;
            if (request.body() != null) {
                OutputStream out = connection.getOutputStream();
                request.body().in().transferTo(out);
                out.close(); // not where the body breaks off: the server would take what it has for the whole
            }
            int status = status();
            var head = new HttpAnswer(request.uri(), status, headersOf(connection), new byte[0], clock.instant());
            InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
            try (InputStream body = new Wanted(in == null ? InputStream.nullInputStream() : in)) {
                return receiver.receive(head, body);
            }
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private void connect(Request request, Duration silence) throws IOException {
        try {
            open(request, silence, TlsSockets::quick);
        } catch (NotSent e) {
            if (!mayBeTheGroup(e.getCause())) {
                throw e;
            }
            options.log().line("the handshake with " + request.uri().getHost() + " failed; once more with all groups");
            open(request, silence, TlsSockets::withAllGroups);
        }
    }

    /** Whether it is the server that refused the handshake, for which it gives no reason. */
    private static boolean mayBeTheGroup(Throwable reason) {
        return reason instanceof SSLException && String.valueOf(reason.getMessage()).contains("Received fatal alert");
    }

    /** @throws NotSent apart from the rest, because a request that never left may be sent again */
    private void open(Request request, Duration silence, Function<TlsSockets, SSLSocketFactory> sockets)
            throws IOException {
        connection = connector.connection(request, silence, () -> sockets.apply(tls));
        try {
            connection.connect();
        } catch (UnknownHostException e) {
            throw new NotSent(NameServer.judged(e, connector.route().isStraight() ? request.uri().getHost() : ""));
        } catch (IOException e) {
            throw new NotSent(e);
        } catch (RuntimeException e) {
            throw new NotSent(noHttp(e));
        }
    }

    private int status() throws IOException {
        try {
            return whole(connection.getResponseCode());
        } catch (HttpRetryException e) { // a streamed request that the server wants repeated: of the answer only this
            return e.responseCode();
        } catch (RuntimeException e) {
            throw noHttp(e);
        } catch (StackOverflowError e) {
            // the JDK reads each interim answer (HTTP 100 to 199) within the one before
            throw new IOException("it sends interim answers without end");
        }
    }

    /** A status has three digits; the JDK is content with those that came before the connection ended. */
    private static int whole(int status) throws IOException {
        if (status >= 0 && status < 100) {
            throw new EOFException("Premature EOF");
        }
        return status;
    }

    /** The JDK's parser falls over some of what is not HTTP, such as a status line without a status. */
    private static IOException noHttp(RuntimeException e) {
        return new IOException("what answers there does not speak HTTP", e);
    }

    private static Map<String, String> headersOf(HttpURLConnection connection) {
        var headers = new HashMap<String, String>();
        // number 0 is the status line
        for (int i = 1; connection.getHeaderField(i) != null; i++) {
            String name = connection.getHeaderFieldKey(i);
            if (name != null) {
                headers.merge(name.toLowerCase(Locale.ROOT), connection.getHeaderField(i),
                        ONCE.contains(name.toLowerCase(Locale.ROOT)) ? (first, _) -> first
                                : (before, value) -> before + ", " + value);
            }
        }
        return headers;
    }

    /** An answer that is read no further than somebody waits for it. */
    private final class Wanted extends FilterInputStream {
        Wanted(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            if (abandoned) {
                throw new InterruptedIOException("nobody waits for the rest");
            }
            return n;
        }
    }
}
