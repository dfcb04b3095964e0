package ui;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stands in front of everything: only the page that was let in, in a browser on this machine, gets further.
 *
 * <p>The order matters: what tells a foreign page apart comes before anything that could tell it something.
 */
final class Guard implements Filter {

    static final HeaderName TOKEN = HeaderNames.create("X-SFJWT-Token");
    static final HeaderName OPERATION = HeaderNames.create("X-SFJWT-Operation");

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName FETCH_DEST = HeaderNames.create("Sec-Fetch-Dest");
    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final byte[] token;
    private final ReadDeadline deadline;

    Guard(String token, ReadDeadline deadline) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
        this.deadline = deadline;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        SecurityHeaders.addTo(response.headers());
        Optional<Refusal> refusal = check(request);
        if (refusal.isPresent()) {
            refuse(refusal.get(), response);
        } else {
            byte[] body = body(request, response);
            deadline.met();
            request.context().register(new Body(body));
            chain.proceed();
        }
        closeWhereAsked(request, response);
    }

    /** What the request holds, read whole before anything is done with it. */
    record Body(byte[] bytes) {
    }

    private Optional<Refusal> check(ServerRequest request) {
        String path = request.path().rawPath();
        if (!path.startsWith("/") || request.headers().all(HeaderNames.HOST, List::of).size() != 1) {
            return Optional.of(Refusal.BAD_REQUEST);
        }
        Set<String> authorities = authorities(request);
        String method = request.prologue().method().text();
        boolean post = method.equals("POST");
        if (!authorities.contains(value(request, HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT))) {
            return Optional.of(Refusal.BAD_HOST);
        }
        if (!METHODS.contains(method)) {
            return Optional.of(Refusal.BAD_METHOD);
        }
        if (isFromElsewhere(request, authorities) || !isFetchedByThePage(request, path, post)) {
            return Optional.of(Refusal.FOREIGN);
        }
        if (isApi(request) && !hasToken(request)) {
            return Optional.of(Refusal.NO_TOKEN);
        }
        return post && !isJson(request) ? Optional.of(Refusal.NOT_JSON) : Optional.empty();
    }

    private static Set<String> authorities(ServerRequest request) {
        int port = request.localPeer().port();
        return Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    private static boolean isFromElsewhere(ServerRequest request, Set<String> authorities) {
        String origin = value(request, HeaderNames.ORIGIN).orElse("");
        return request.headers().contains(HeaderNames.ORIGIN)
                && authorities.stream().map("http://"::concat).noneMatch(origin::equals);
    }

    /**
     * By what browsers add to each request since 2023. A person may come to the page from anywhere, such as the file
     * that opens the browser at the start: without a token the page shows nothing, and it cannot be put into a frame.
     */
    private static boolean isFetchedByThePage(ServerRequest request, String path, boolean post) {
        if (!request.headers().contains(FETCH_SITE)) {
            return true;
        }
        String site = value(request, FETCH_SITE).orElse("");
        boolean visit = path.equals("/") && !post && (site.equals("none")
                || value(request, FETCH_MODE).orElse("").equals("navigate")
                        && value(request, FETCH_DEST).orElse("").equals("document"));
        return site.equals("same-origin") || visit;
    }

    private static boolean isApi(ServerRequest request) {
        return request.path().path().toLowerCase(Locale.ROOT).startsWith("/api");
    }

    private boolean hasToken(ServerRequest request) {
        return value(request, TOKEN)
                .filter(given -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)).isPresent();
    }

    private static boolean isJson(ServerRequest request) {
        return value(request, HeaderNames.CONTENT_TYPE)
                .filter(type -> type.toLowerCase(Locale.ROOT).matches("application/json *(; *charset=\"?utf-8\"?)?"))
                .isPresent();
    }

    /** The header's value, if it is there exactly once. */
    private static Optional<String> value(ServerRequest request, HeaderName name) {
        List<String> values = request.headers().all(name, List::of);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private static byte[] body(RoutingRequest request, RoutingResponse response) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try {
            return request.content().as(byte[].class);
        } catch (RequestException e) {
            // 413 from Helidon for chunks that add up to too much; what follows on the connection is no request
            refuse(e.status().code() == 413 ? Refusal.TOO_LARGE : Refusal.BAD_REQUEST, response);
            response.commit();
            throw new CloseConnectionException("the request cannot be read", e);
        }
    }

    private static void refuse(Refusal refusal, RoutingResponse response) {
        if (refusal == Refusal.BAD_METHOD) {
            response.header(HeaderNames.ALLOW, "GET, POST");
        }
        Sender.send(refusal, response);
    }

    /** Helidon 4.5.0 answers "Connection: close" with the same words, and then waits for another request. */
    private static void closeWhereAsked(RoutingRequest request, RoutingResponse response) {
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            response.commit();
            // what lies unread at a close can cost the client the answer (RFC 9112 9.6)
            request.content().consume();
            throw new CloseConnectionException("the client asked for it");
        }
    }
}
