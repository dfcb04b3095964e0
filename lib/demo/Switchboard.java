package lib.demo;

import io.helidon.http.Header;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import lib.web.RequestBody;

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

    void connect(List<Route> routes, LoopbackGuard guard, HttpRouting.Builder routing) {
        routing.addFilter(guard);
        routes.forEach(route -> routing.route(Method.create(route.method()), route.path(), handler(route.answerer())));
        routes.stream().collect(Collectors.groupingBy(Route::path, Collectors.mapping(Route::method,
                Collectors.joining(", ")))).forEach((path, methods) -> routing.any(path,
                        handler(request -> ApiErrors.METHOD_NOT_ALLOWED.with("Allow", methods))));
        routing.any(handler(request -> ApiErrors.NOT_FOUND));
    }

    private Handler handler(Function<RecordedRequest, Answer> answerer) {
        return (request, response) -> {
            RecordedRequest recorded;
            try {
                recorded = record(request);
            } catch (RequestBody.Unreadable e) {
                sender.send(ApiErrors.of(e.status(), "REQUEST_REFUSED", "the body cannot be read")
                        .with("Connection", "close"), response);
                return;
            }
            Answer answer = faults.take(recorded.path()).orElseGet(() -> answerer.apply(recorded));
            sender.send(recorded.method().equals("HEAD") ? answer.withoutBody() : answer, response);
        };
    }

    private RecordedRequest record(ServerRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : request.headers()) {
            headers.computeIfAbsent(header.name(), name -> new ArrayList<>()).addAll(header.allValues());
        }
        byte[] body = RequestBody.read(request);
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
