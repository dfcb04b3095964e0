package lib.demo;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import jakarta.json.Json;
import java.util.Optional;
import java.util.Set;

/**
 * Turns away, before anything else happens, what comes from a web page instead of a tool on this machine.
 *
 * <p>A page can make a browser send requests here; through a name of its own that points to 127.0.0.1 (DNS rebinding)
 * it could read the answers too.
 */
final class LoopbackGuard implements Filter {

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final AnswerSender sender;

    LoopbackGuard(AnswerSender sender) {
        this.sender = sender;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!isAddressedToThisServer(request)) {
            refuse(response, "this server answers to 127.0.0.1 and localhost with its own port only");
        } else if (!HARMLESS.contains(request.prologue().method().text()) && isFromAPage(request)) {
            refuse(response, "this server changes nothing for a web page; use a tool such as curl");
        } else {
            chain.proceed();
        }
    }

    private static boolean isAddressedToThisServer(ServerRequest request) {
        // of a whole URL as the target, as proxies are sent, Helidon would serve the path
        if (!request.prologue().uriPath().rawPath().startsWith("/")) {
            return false;
        }
        int port = request.localPeer().port();
        String host = value(request, HeaderNames.HOST).orElse("");
        return host.equals("127.0.0.1:" + port) || host.equalsIgnoreCase("localhost:" + port);
    }

    private static boolean isFromAPage(ServerRequest request) {
        return value(request, HeaderNames.ORIGIN).isPresent()
                || value(request, FETCH_SITE).filter(site -> !site.equals("none")).isPresent();
    }

    private static Optional<String> value(ServerRequest request, HeaderName name) {
        return request.headers().first(name);
    }

    private void refuse(RoutingResponse response, String why) {
        sender.send(Answer.json(403, Json.createObjectBuilder().add("error", why).build()), response);
    }
}
