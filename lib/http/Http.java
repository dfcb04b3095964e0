package lib.http;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import lib.failure.Failure;

/**
 * Sends one request and reads the whole answer, within a deadline and a size.
 */
public final class Http {

    private final HttpOptions options;
    private final Proxies proxies;
    private final TlsSockets tls;
    private final Clock clock;

    /** @throws Failure {@code bad_proxy} when the environment names a proxy that cannot be used */
    public Http(HttpOptions options, Clock clock) {
        this.options = options;
        this.tls = TlsSockets.trusting(options.extraRoots(), clock.instant(), options.log());
        this.proxies = Proxies.from(options.environment());
        this.clock = clock;
    }

    /**
     * As {@link #expect}, where all that is known is that a request will come.
     *
     * @param defaultRootsOnly whether only Java's own root certificates will be trusted
     */
    public static void expectSome(boolean defaultRootsOnly) {
        TlsSockets.headStart(defaultRootsOnly);
    }

    /** What another protocol's connections over TLS are made with: the same trusted roots as here. */
    public static SSLSocketFactory tlsSockets(HttpOptions options, Clock clock) {
        return TlsSockets.trusting(options.extraRoots(), clock.instant(), options.log()).withAllGroups();
    }

    /** Prepares for a request in another thread, while the caller does what comes first. */
    public void expect(URI uri) {
        if ("https".equals(uri.getScheme())) {
            tls.headStart();
        }
    }

    /** POSTs {@code application/x-www-form-urlencoded}; see {@link #get} for what can go wrong. */
    public HttpAnswer postForm(URI uri, Map<String, String> form) {
        String body = form.entrySet().stream().map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(new Exchange.Request("POST", uri, Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Body.of(body.getBytes(StandardCharsets.US_ASCII))));
    }

    /**
     * GETs, with a bearer token when there is one.
     *
     * @throws Failure of kind unreachable: what went wrong with the connection, the time, the size or a redirect
     */
    public HttpAnswer get(URI uri, String bearer) {
        return send(new Exchange.Request("GET", uri,
                bearer == null ? Map.of() : Map.of("Authorization", "Bearer " + bearer), null));
    }

    /**
     * Sends any request and hands on the answer while it arrives, however large it is; the time-out starts again with
     * every part of it. A redirect is an answer here like any other.
     *
     * @param body null for none
     * @throws Failure of kind unreachable, also after a part of the answer was handed on
     */
    public <T> T stream(String method, URI uri, Map<String, String> headers, Body body, Receiver<T> receiver) {
        var request = new Exchange.Request(method, uri, headers, body);
        ProxyRoute route = routeOf(request);
        try {
            return new Exchange(options, tls, route, clock).run(request, receiver);
        } catch (IOException e) {
            throw HttpFailures.from(e, uri, route);
        }
    }

    /** As {@link #stream(String, URI, Map, Body, Receiver)}, of bytes at hand. */
    public <T> T stream(String method, URI uri, Map<String, String> headers, byte[] body, Receiver<T> receiver) {
        return stream(method, uri, headers, body == null ? null : Body.of(body), receiver);
    }

    /** Whether the connection ended before there was a whole answer: the request may have been carried out. */
    public static boolean isDropped(Failure failure) {
        return failure.code().equals(HttpFailures.BROKEN) && HttpFailures.endedEarly(failure.getCause());
    }

    private ProxyRoute routeOf(Exchange.Request request) {
        ProxyRoute route = proxies.routeTo(request.uri());
        options.log().line(request.method() + " " + request.uri()
                + (route.isStraight() ? "" : " through " + route.proxyName()));
        return route;
    }

    private HttpAnswer send(Exchange.Request request) {
        URI uri = request.uri();
        ProxyRoute route = routeOf(request);
        var exchange = new Exchange(options, tls, route, clock);
        var task = new FutureTask<>(() -> exchange.run(request, Receiver.WHOLE));
        // the JDK's own time-outs start again with every read, so a slow answer needs an overall deadline from outside.
        // Not in a virtual thread: what polls for those is still in native code at the end of the process, and the JVM
        // waits 300 ms for that (VM_Exit::wait_for_threads_in_native_to_block), longer than a login takes
        Thread.ofPlatform().daemon().start(task);
        try {
            HttpAnswer answer = task.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
            options.log().line("HTTP " + answer.status() + ", " + answer.body().length + " bytes");
            return refuseWhatIsNoAnswer(answer);
        } catch (TimeoutException e) {
            throw HttpFailures.tooSlow(uri, options.timeout()).retryable(!exchange.hasBegun());
        } catch (ExecutionException e) {
            throw HttpFailures.from(e.getCause(), uri, route);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HttpFailures.interrupted(uri);
        } finally {
            if (!task.isDone()) {
                exchange.abandon();
            }
        }
    }

    private static HttpAnswer refuseWhatIsNoAnswer(HttpAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            throw HttpFailures.redirect(answer);
        }
        return unencoded(answer);
    }

    /** @throws Failure where something in between compressed an answer that was not to be */
    public static HttpAnswer unencoded(HttpAnswer answer) {
        if (answer.header("content-encoding").filter(encoding -> !encoding.equalsIgnoreCase("identity")).isPresent()) {
            throw HttpFailures.encoded(answer);
        }
        return answer;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
