package lib.demo;

import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/**
 * The web server under the demo org: on loopback only, within limits, and silent.
 */
final class DemoServer {

    // held on to: java.util.logging forgets the level of a logger that nobody holds
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        // trouble reaches the caller as an answer or a Failure; a level that someone chose stays
        if (HELIDON.getLevel() == null) {
            HELIDON.setLevel(Level.OFF);
        }
    }

    private DemoServer() {
    }

    /** Not running, where it cannot listen on this port: Helidon throws nothing then. */
    static WebServer start(int port, Optional<SSLContext> tls, Consumer<HttpRouting.Builder> routes) {
        return WebServer.builder()
                .update(server -> tls.ifPresent(context -> server.tls(Tls.builder().sslContext(context).build())))
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(port)
                .maxPayloadSize(64 * 1024)
                .maxTcpConnections(64)
                .idleConnectionTimeout(Duration.ofSeconds(15))
                .idleConnectionPeriod(Duration.ofSeconds(5))
                .shutdownGracePeriod(Duration.ofMillis(100))
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                // the hook would print, and a process that ends needs no server stopped
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .directHandlers(plainRefusals())
                .routing(routes)
                .build()
                .start();
    }

    /** For what never reaches a route, such as a body that is too large: the status, and no word of the request. */
    private static DirectHandlers plainRefusals() {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> {
                Answer answer = ApiErrors.of(status.code(), "REQUEST_REFUSED", status.reasonPhrase());
                headers.set(HeaderNames.CONTENT_TYPE, answer.headers().get("Content-Type"));
                return DirectHandler.TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .entity(answer.body())
                        .build();
            });
        }
        return handlers.build();
    }
}
