package lib.demo;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Notes each request and passes it on: to a planned fault where there is one, else to its route.
 */
final class Switchboard {

    private static final int REMEMBERED = 1000;

    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private final Faults faults;
    private final AnswerSender sender;

    Switchboard(Faults faults, AnswerSender sender) {
        this.faults = faults;
        this.sender = sender;
    }

    /** The last thousand, oldest first. */
    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    void connect(List<Route> routes, HttpRouting.Builder routing) {
        routing.addFilter(Switchboard::closeWhereAsked);
        routing.addFilter(new LoopbackGuard(sender));
        routes.forEach(route -> routing.route(Method.create(route.method()), route.path(), handler(route.answerer())));
        routes.stream().collect(Collectors.groupingBy(Route::path, Collectors.mapping(Route::method,
                Collectors.joining(", ")))).forEach((path, methods) -> routing.any(path,
                        handler(request -> ApiErrors.METHOD_NOT_ALLOWED.with("Allow", methods))));
        routing.any(handler(request -> ApiErrors.NOT_FOUND));
    }

    /** Helidon 4.5.0 answers "Connection: close" with the same words, and then waits for another request. */
    private static void closeWhereAsked(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        chain.proceed();
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            response.commit();
            // what lies unread at a close can cost the client the answer (RFC 9112 9.6)
            request.content().consume();
            throw new CloseConnectionException("the client asked for it");
        }
    }

    private Handler handler(Function<RecordedRequest, Answer> answerer) {
        return (request, response) -> {
            RecordedRequest recorded = record(request);
            Answer answer = faults.take(recorded.path()).orElseGet(() -> answerer.apply(recorded));
            sender.send(recorded.method().equals("HEAD") ? answer.withoutBody() : answer, response);
        };
    }

    private RecordedRequest record(ServerRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.name(), name -> new ArrayList<>()).addAll(header.allValues());
        }
        byte[] body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
        var recorded = new RecordedRequest(request.isSecure() ? "https" : "http",
                request.prologue().method().text(), request.path().rawPath(),
                request.query().rawValue(), headers, body);
        synchronized (requests) {
            if (requests.size() == REMEMBERED) {
                requests.removeFirst();
            }
            requests.add(recorded);
        }
        return recorded;
    }
}
