package ui;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Voice;
import lib.web.Connection;
import lib.web.TurnedAway;

/**
 * Answers a request that has passed the guard: with a file of the page, or with what a route of the API says.
 */
final class Sender {

    /** Long, and free of secrets: the length of a compressed secret can tell something of it. */
    private static final Set<String> COMPRESSED = Set.of("/api/guide", "/api/errors", "/api/recipes");

    static void send(Assets.Asset asset, ServerRequest request, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, asset.type());
        response.header(HeaderNames.VARY, "Accept-Encoding");
        if (acceptsGzip(request)) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            response.send(asset.gzip());
        } else {
            response.send(asset.content());
        }
    }

    static void send(Api.Route route, Call call, ServerRequest request, ServerResponse response) {
        String failed = null;
        try {
            if (route.stream() != null) {
                route.stream().to(call, response);
            } else if (COMPRESSED.contains(route.path()) && acceptsGzip(request)) {
                sendCompressed(route.document().apply(call), response);
            } else {
                send(200, document(route, call, response), response);
            }
        } catch (CloseConnectionException e) {
            throw e;
        } catch (Failure failure) {
            failed = failure.code();
            send(failure.kind().http(), json(route, failure), response);
        } catch (RuntimeException | StackOverflowError e) {
            failed = "internal";
            send(Kind.INTERNAL.http(), json(route, bug(e)), response);
        } finally {
            call.operation().finished(failed);
        }
    }

    private static JsonObject document(Api.Route route, Call call, ServerResponse response) {
        if (!route.ends()) {
            return route.document().apply(call);
        }
        Thread work = Thread.currentThread();
        var wanted = new AtomicBoolean(true);
        Connection.current().whenGone(response, () -> {
            if (wanted.get()) {
                work.interrupt();
            }
        });
        try {
            return route.document().apply(call);
        } finally {
            wanted.set(false);
            Thread.interrupted(); // what is left to do is to answer
        }
    }

    private static void sendCompressed(JsonObject json, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CONTENT_ENCODING, "gzip");
        response.send(Assets.gzip(json.toString().getBytes(StandardCharsets.UTF_8)));
    }

    static void send(TurnedAway refusal, ServerResponse response) {
        response.status(Status.create(refusal.status()));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        // as bytes: Helidon does not notice that a filter has sent a JSON object
        response.send(refusal.json().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void send(int status, JsonObject json, ServerResponse response) {
        response.status(Status.create(status));
        response.send(json);
    }

    /** The original's page looks at {@code valid}, whatever the status. */
    private static JsonObject json(Api.Route route, Failure failure) {
        JsonObject json = failure.json(Voice.PAGE);
        return route.path().equals("/api/validate-key") && !json.containsKey("valid")
                ? Json.createObjectBuilder(json).add("valid", false).build() : json;
    }

    /** Its class alone: the message of an unexpected exception may hold anything. */
    static Failure bug(Throwable thrown) {
        return Failure.of(Kind.INTERNAL, "internal", "sfjwt has a bug: " + thrown.getClass().getSimpleName(),
                "do the same on the command line with --verbose, and report what it prints");
    }

    private static boolean acceptsGzip(ServerRequest request) {
        // "gzip;q=0" means no, and nobody sends it
        return request.headers().containsToken(HeaderValues.create(HeaderNames.ACCEPT_ENCODING, "gzip"));
    }
}
