package ui;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lib.web.Caller;
import lib.web.Connection;
import lib.web.RequestBody;
import lib.web.SecurityHeaders;
import lib.web.TurnedAway;

/**
 * Stands in front of everything: only the page that was let in, in a browser on this machine, gets further.
 *
 * <p>The order matters: what tells a foreign page apart comes before anything that could tell it something, and nobody
 * without the token gets a body read.
 */
final class Guard implements Filter {

    static final HeaderName OPERATION = HeaderNames.create("X-SFJWT-Operation");

    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final byte[] token;

    Guard(String token) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the request holds, read whole before anything is done with it. */
    record Body(byte[] bytes) {
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        SecurityHeaders.addTo(response.headers());
        Optional<TurnedAway> refusal = check(request);
        if (refusal.isPresent()) {
            refuse(refusal.get(), response);
            return;
        }
        if (isApi(request) || !request.content().hasEntity()) {
            request.context().register(new Body(body(request, response)));
        }
        chain.proceed();
    }

    private Optional<TurnedAway> check(ServerRequest request) {
        var caller = new Caller(request);
        String method = request.prologue().method().text();
        boolean post = method.equals("POST");
        if (!caller.isWellFormed()) {
            return Optional.of(TurnedAway.BAD_REQUEST);
        }
        if (!caller.isAddressedToThisServer()) {
            return Optional.of(TurnedAway.BAD_HOST);
        }
        if (!METHODS.contains(method)) {
            return Optional.of(TurnedAway.BAD_METHOD);
        }
        // without a token the page itself shows nothing, and it cannot be put into a frame
        boolean visit = request.path().rawPath().equals("/") && !post && caller.isVisit();
        if (caller.isFromAnotherPage() || !caller.isFetchedByOwnPage() && !visit) {
            return Optional.of(TurnedAway.FOREIGN);
        }
        if (isApi(request)) {
            if (!caller.hasToken(token)) {
                return Optional.of(TurnedAway.NO_TOKEN);
            }
            Connection.current().trust();
        }
        return post && !isJson(request) ? Optional.of(TurnedAway.NOT_JSON) : Optional.empty();
    }

    private static boolean isApi(ServerRequest request) {
        return request.path().path().toLowerCase(Locale.ROOT).startsWith("/api");
    }

    private static boolean isJson(ServerRequest request) {
        List<String> types = request.headers().all(HeaderNames.CONTENT_TYPE, List::of);
        return types.size() == 1 && types.getFirst().toLowerCase(Locale.ROOT)
                .matches("application/json *(; *charset=\"?utf-8\"?)?");
    }

    private static byte[] body(RoutingRequest request, RoutingResponse response) {
        try {
            return RequestBody.read(request);
        } catch (RequestBody.Unreadable e) {
            refuse(e.status() == 413 ? TurnedAway.TOO_LARGE : TurnedAway.BAD_REQUEST, response);
            response.commit();
            throw new CloseConnectionException("the request cannot be read", e);
        }
    }

    private static void refuse(TurnedAway refusal, RoutingResponse response) {
        if (refusal == TurnedAway.BAD_METHOD) {
            response.header(HeaderNames.ALLOW, "GET, POST");
        }
        Sender.send(refusal, response);
    }
}
