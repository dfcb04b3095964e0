package lib.agent;

import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.web.Caller;
import lib.web.Connection;
import lib.web.LocalServer;
import lib.web.Patience;
import lib.web.TurnedAway;

/**
 * Answers for an agent: on its socket, and on a port of loopback, where callers show the bearer.
 */
public final class AgentServer implements AutoCloseable {

    private static final String HOW_TO_ASK = "ask from a program, at the address that sfjwt agent --listen printed, "
            + "with the header Authorization: Bearer and the bearer that it printed or --listen-token-file holds";

    private final Agent agent;
    private final AgentAnswers answers;
    private final List<LocalServer> servers = new ArrayList<>();
    private Runnable leave = () -> { };

    /**
     * @param version of this program; a caller of another one is sent away
     * @param stop run when somebody asks the agent to stop
     */
    public AgentServer(Agent agent, String version, Clock clock, Runnable stop) {
        this.agent = agent;
        this.answers = new AgentAnswers(agent, version, clock, stop);
    }

    /** @throws Failure {@code agent_running} or {@code socket_unusable} */
    public void listenOn(AgentPlace place) {
        Object own = place.claim(name -> servers.add(LocalServer.startOn(name, AgentServer::unread, answers::routes)));
        leave = () -> place.remove(own);
        agent.reachableWhile(() -> servers.size() > 1 || place.has(own));
    }

    /**
     * @param port of 127.0.0.1; 0 for a free one
     * @param bearer what a caller has to send
     * @return where it listens
     * @throws Failure {@code port_taken}
     */
    public String listenOn(int port, String bearer) {
        byte[] token = bearer.getBytes(StandardCharsets.US_ASCII);
        var options = new LocalServer.Options(port, Optional.empty(), Patience.USUAL, AgentServer::unread,
                LocalServer.ANY_BODY);
        LocalServer server = LocalServer.start(options, routing -> {
            routing.addFilter((chain, request, response) -> guard(token, chain, request, response));
            answers.routes(routing);
        });
        servers.add(server);
        String url = "http://127.0.0.1:" + server.port();
        answers.listensOn(url);
        return url;
    }

    @Override
    public void close() {
        leave.run();
        servers.forEach(LocalServer::close);
        agent.close();
    }

    /** No browser has a reason to come here: what a web page sends is turned away, its own server's too. */
    private static void guard(byte[] token, FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var caller = new Caller(request);
        TurnedAway refusal = !caller.isWellFormed() ? TurnedAway.BAD_REQUEST
                : !caller.isAddressedToThisServer() ? TurnedAway.BAD_HOST
                : caller.isFromAPage() ? TurnedAway.FOREIGN
                : !caller.hasToken(token) ? TurnedAway.NO_TOKEN : null;
        if (refusal != null) {
            Failure failure = refusal.failure();
            String message = refusal == TurnedAway.NO_TOKEN ? "the bearer is missing or wrong" : failure.getMessage();
            AgentAnswers.send(refusal.status(), Failure.usage(failure.code(), message, HOW_TO_ASK).json(), response);
            return;
        }
        Connection.current().trust();
        chain.proceed();
    }

    private static byte[] unread(int status, String reason, ServerResponseHeaders headers) {
        headers.set(HeaderNames.CONTENT_TYPE, "application/json");
        return TurnedAway.unread(status, reason).json().toString().getBytes(StandardCharsets.UTF_8);
    }
}
