package lib.web;

import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import lib.failure.Failure;

/**
 * A web server that this machine alone reaches, on 127.0.0.1 or, for this user alone, on a Unix domain socket; within
 * limits, and silent.
 */
public final class LocalServer implements AutoCloseable {

    public static final int LARGEST_BODY = 64 * 1024;

    /** For a server that hands bodies on as they arrive. */
    public static final int ANY_BODY = -1;

    // held on to: java.util.logging forgets the level of a logger that nobody holds
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        // trouble reaches the client as an answer, or the caller as a Failure; a level that someone chose stays
        if (HELIDON.getLevel() == null) {
            HELIDON.setLevel(Level.OFF);
        }
    }

    private final WebServer server;
    private final Connections connections;

    private LocalServer(WebServer server, Connections connections) {
        this.server = server;
        this.connections = connections;
    }

    /** Answers what cannot be read as a request, which Helidon turns away by itself; no word of it may be repeated. */
    @FunctionalInterface
    public interface Unread {

        /** @return the body; headers are set on {@code headers} */
        byte[] answer(int status, String reason, ServerResponseHeaders headers);
    }

    /**
     * How to run it.
     *
     * @param port 0 for a free one
     * @param tls empty for plain http
     * @param largestBody in bytes, or {@link #ANY_BODY}
     */
    public record Options(int port, Optional<SSLContext> tls, Patience patience, Unread unread, int largestBody) {

        public Options {
            requirePort(port);
        }

        public Options(int port, Optional<SSLContext> tls, Patience patience, Unread unread) {
            this(port, tls, patience, unread, LARGEST_BODY);
        }
    }

    /** @throws Failure {@code port_invalid} */
    public static void requirePort(int port) {
        // below 1024 lie the ports of system services; the Host check relies on a port that is always written out
        if (port != 0 && (port < 1024 || port > 65535)) {
            throw Failure.usage("port_invalid", "port " + port + " is not a number from 1024 to 65535",
                    "choose one, or 0 for any free port");
        }
    }

    /**
     * Starts to listen on loopback.
     *
     * @throws Failure {@code port_taken}
     */
    public static LocalServer start(Options options, Consumer<HttpRouting.Builder> routes) {
        return start(options.patience(), options.unread(), routes, server -> server
                .update(builder -> options.tls().ifPresent(context ->
                        builder.tls(Tls.builder().sslContext(context).build())))
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(options.port())
                .maxPayloadSize(options.largestBody())
                .connectionOptions(socket -> socket.tcpNoDelay(true)))
                .orElseThrow(() -> Failure.usage("port_taken",
                        "port " + options.port() + " on 127.0.0.1 is taken by another program",
                        "stop that program (another sfjwt?), or choose another port, 0 for any free one"));
    }

    /**
     * Starts to listen on a Unix domain socket, for processes of this user; whoever else connects is hung up on before
     * a byte is read. A body may be of any size.
     *
     * @param socket a name that is free
     * @throws Failure {@code socket_unusable}
     */
    public static LocalServer startOn(Path socket, Unread unread, Consumer<HttpRouting.Builder> routes) {
        return start(Patience.USUAL, unread, routes, server -> server
                .bindAddress(UnixDomainSocketAddress.of(socket))
                .useNio(true) // Helidon's other way needs a java.net.Socket, which a Unix domain socket is not
                .connectionOptions(new OwnUserOnly()))
                .orElseThrow(() -> Failure.file("socket_unusable", "cannot listen on " + socket,
                        "check the folder's owner and modes, or name another socket with SFJWT_AGENT_SOCK"));
    }

    private static Optional<LocalServer> start(Patience patience, Unread unread, Consumer<HttpRouting.Builder> routes,
            Consumer<WebServerConfig.Builder> place) {
        var connections = new Connections(patience);
        WebServer server = WebServer.builder()
                .update(place)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .maxTcpConnections(connections.mostSockets())
                .shutdownGracePeriod(Duration.ofMillis(100))
                // the hook would print, and whoever starts a server stops it
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .directHandlers(directHandlers(unread))
                .routing(routing -> {
                    routing.addFilter(LocalServer::serve);
                    routes.accept(routing);
                })
                .build()
                .start();
        if (server.isRunning()) {
            return Optional.of(new LocalServer(server, connections));
        }
        connections.close();
        return Optional.empty(); // Helidon throws nothing where it cannot listen
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        connections.close();
    }

    private static void serve(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (request.prologue().method() == Method.HEAD) {
            // Helidon sends the body too, which the client would take for the next answer
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        chain.proceed();
        Connection.current().answered();
        // Helidon 4.5.0 says "Connection: close", and then waits for another request
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)
                || response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            response.commit();
            // what lies unread at a close can cost the client the answer (RFC 9112 9.6)
            request.content().consume();
            throw new CloseConnectionException("one of the two asked for it");
        }
    }

    private static DirectHandlers directHandlers(Unread unread) {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> {
                // routes answer for their own bugs: what Helidon calls an internal error is a request it cannot read
                Status told = status.code() == 500 ? Status.BAD_REQUEST_400 : status;
                byte[] body = unread.answer(told.code(), told.reasonPhrase(), headers);
                return DirectHandler.TransportResponse.builder().status(told).headers(headers).entity(body)
                        .keepAlive(false).build();
            });
        }
        return handlers.build();
    }
}
