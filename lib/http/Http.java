package lib.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import lib.failure.Failure;

/**
 * Sends one request and reads the whole answer, within a deadline and a size.
 */
public final class Http {

    /** Far above any answer of Salesforce's token endpoint, and harmless to memory. */
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final String VERSION = "sfjwt/1.0";

    static {
        // HttpURLConnection would send a POST a second time, unasked, when a server hangs up without an answer
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final HttpOptions options;
    private final Proxies proxies;
    private final Clock clock;

    public Http(HttpOptions options, Clock clock) {
        this.options = options;
        this.proxies = Proxies.from(options.environment());
        this.clock = clock;
    }

    /** POSTs {@code application/x-www-form-urlencoded}; see {@link #get} for what can go wrong. */
    public HttpAnswer postForm(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", uri, Map.of("Content-Type", "application/x-www-form-urlencoded"),
                body.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * GETs, with a bearer token when there is one.
     *
     * @throws Failure of kind unreachable: what went wrong with the connection, the time, the size or a redirect
     */
    public HttpAnswer get(URI uri, String bearer) {
        return send("GET", uri, bearer == null ? Map.of() : Map.of("Authorization", "Bearer " + bearer), null);
    }

    private HttpAnswer send(String method, URI uri, Map<String, String> headers, byte[] body) {
        Proxy proxy = proxies.forUri(uri);
        options.log().line(method + " " + uri + (proxy == Proxy.NO_PROXY ? "" : " through proxy " + proxy.address()));
        var exchange = new FutureTask<>(() -> exchange(method, uri, proxy, headers, body));
        // the JDK's own time-outs begin anew with every read, so a slow answer needs an overall deadline from outside;
        // interrupting a virtual thread closes the socket that it waits on
        Thread worker = Thread.ofVirtual().start(exchange);
        try {
            HttpAnswer answer = exchange.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
            options.log().line("HTTP " + answer.status() + ", " + answer.body().length + " bytes");
            return refuseWhatIsNoAnswer(answer);
        } catch (TimeoutException e) {
            throw HttpFailures.tooSlow(uri, options.timeout());
        } catch (ExecutionException e) {
            throw HttpFailures.from(e.getCause(), uri, proxy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpFailures.interrupted(uri);
        } finally {
            worker.interrupt();
        }
    }

    private HttpAnswer exchange(String method, URI uri, Proxy proxy, Map<String, String> headers, byte[] body)
            throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection(proxy);
        prepare(connection, method, headers);
        try {
            connect(connection);
            if (body != null) {
                connection.getOutputStream().write(body);
            }
            int status = connection.getResponseCode();
            Instant receivedAt = clock.instant();
            return new HttpAnswer(uri, status, headersOf(connection), bodyOf(connection), receivedAt);
        } finally {
            connection.disconnect();
        }
    }

    private void prepare(HttpURLConnection connection, String method, Map<String, String> headers) throws IOException {
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAllowUserInteraction(false);
        connection.setConnectTimeout((int) Math.min(CONNECT_TIMEOUT.toMillis(), options.timeout().toMillis()));
        connection.setReadTimeout((int) options.timeout().toMillis());
        connection.setRequestMethod(method);
        connection.setDoOutput(method.equals("POST"));
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", VERSION);
        headers.forEach(connection::setRequestProperty);
        proxies.authenticate(connection);
        if (connection instanceof HttpsURLConnection tls && options.extraRoots() != null) {
            tls.setSSLSocketFactory(TrustedRoots.including(options.extraRoots()));
        }
    }

    /** Apart from the rest, because a request that never left may be sent again. */
    private static void connect(HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (IOException e) {
            throw new NotSent(e);
        }
    }

    /** A failure before anything of the request was sent. */
    static final class NotSent extends IOException {
        private static final long serialVersionUID = 1;

        NotSent(IOException reason) {
            super(reason);
        }
    }

    private static Map<String, String> headersOf(HttpURLConnection connection) {
        var headers = new HashMap<String, String>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                // the JDK lists several headers of one name last first
                headers.put(name.toLowerCase(Locale.ROOT), values.getLast());
            }
        });
        return headers;
    }

    private static byte[] bodyOf(HttpURLConnection connection) throws IOException {
        try (InputStream in = connection.getResponseCode() >= 400 ? connection.getErrorStream()
                : connection.getInputStream()) {
            if (in == null) {
                return new byte[0];
            }
            var body = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                body.write(chunk, 0, n);
                if (body.size() > LARGEST_ANSWER) {
                    throw new AnswerTooLarge();
                }
            }
            return body.toByteArray();
        }
    }

    /** An answer of more than {@link #LARGEST_ANSWER} bytes. */
    static final class AnswerTooLarge extends IOException {
        private static final long serialVersionUID = 1;

        AnswerTooLarge() {
            super("larger than " + LARGEST_ANSWER / 1024 + " KiB");
        }
    }

    private static HttpAnswer refuseWhatIsNoAnswer(HttpAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            throw HttpFailures.redirect(answer);
        }
        if (answer.header("content-encoding").filter(encoding -> !encoding.equalsIgnoreCase("identity")).isPresent()) {
            throw HttpFailures.encoded(answer);
        }
        if (answer.status() == 407) {
            throw HttpFailures.proxyWantsLogin(answer.uri());
        }
        return answer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
