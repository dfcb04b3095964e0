package lib.demo;

import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import jakarta.json.Json;
import java.util.Set;
import lib.web.Caller;

/**
 * Turns away, before anything else happens, what comes from a web page instead of a tool on this machine.
 *
 * <p>A page can make a browser send requests here; through a name of its own that points to 127.0.0.1 (DNS rebinding)
 * it could read the answers too.
 */
final class LoopbackGuard implements Filter {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private final AnswerSender sender;
    private final Set<String> hosts;

    /** @param hosts other names by which the server may be reached */
    LoopbackGuard(AnswerSender sender, Set<String> hosts) {
        this.sender = sender;
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var caller = new Caller(request);
        boolean isKnown = caller.isAddressedToThisServer() || hosts.contains(request.authority());
        if (!caller.isWellFormed() || !isKnown) {
            refuse(response, "this server answers to 127.0.0.1 and localhost with its own port only");
        } else if (!HARMLESS.contains(request.prologue().method().text()) && caller.isFromAPage()) {
            refuse(response, "this server changes nothing for a web page; use a tool such as curl");
        } else {
            chain.proceed();
        }
    }

    private void refuse(RoutingResponse response, String why) {
        sender.send(Answer.json(403, Json.createObjectBuilder().add("error", why).build()), response);
    }
}
