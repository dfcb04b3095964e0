package ui;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.HashMap;
import java.util.Map;
import lib.web.TurnedAway;

/**
 * Everything that has an address here, found by the exact letters of its path.
 *
 * <p>There are no patterns and nothing is decoded, so that no other spelling of a path leads anywhere.
 */
final class Site implements Handler {

    private static final String OPERATION_ID = "[A-Za-z0-9-]{1,64}";

    private final Map<String, Assets.Asset> assets;
    private final Map<String, Api.Route> routes = new HashMap<>();
    private final Events events;

    Site(Assets assets, Api api, Events events) {
        this.assets = assets.byPath();
        this.events = events;
        api.routes().forEach(route -> routes.put(route.path(), route));
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String path = request.path().rawPath();
        String method = request.prologue().method().text();
        Assets.Asset asset = assets.get(path);
        Api.Route route = routes.get(path);
        if (asset == null && route == null) {
            Sender.send(TurnedAway.NOT_FOUND, response);
        } else if (!method.equals(asset != null ? "GET" : route.method())) {
            response.header(HeaderNames.ALLOW, asset != null ? "GET" : route.method());
            Sender.send(TurnedAway.BAD_METHOD, response);
        } else if (asset != null) {
            Sender.send(asset, request, response);
        } else {
            call(route, request, response);
        }
    }

    private void call(Api.Route route, ServerRequest request, ServerResponse response) {
        String id = request.headers().first(Guard.OPERATION).orElse(null);
        if (id != null && !id.matches(OPERATION_ID)) {
            Sender.send(TurnedAway.BAD_OPERATION, response);
            return;
        }
        var query = new HashMap<String, String>();
        request.query().names().forEach(name -> query.put(name, request.query().get(name)));
        byte[] body = request.context().get(Guard.Body.class).map(Guard.Body::bytes).orElseThrow();
        Sender.send(route, new Call(body, query, new Operation(id, events)), request, response);
    }
}
