package ui;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The web server under the dashboard: on 127.0.0.1 only, within limits, and silent.
 */
final class LoopbackServer {

    static final int LARGEST_BODY = 64 * 1024;

    // held on to: java.util.logging forgets the level of a logger that nobody holds
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    static {
        // trouble reaches the page as an answer; a level that someone chose stays
        if (HELIDON.getLevel() == null) {
            HELIDON.setLevel(Level.OFF);
        }
    }

    private LoopbackServer() {
    }

    /** Not running, where it cannot listen on this port: Helidon throws nothing then. */
    static WebServer start(int port, Filter guard, Handler site, ReadDeadline deadline, Duration idle) {
        return WebServer.builder()
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(port)
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(4 * 1024)
                        .maxHeadersSize(16 * 1024)
                        .addReceiveListener(deadline)
                        .build())
                .maxPayloadSize(LARGEST_BODY)
                .maxTcpConnections(64)
                .concurrencyLimit(FixedLimit.builder().permits(16).queueLength(64).build())
                .idleConnectionTimeout(idle)
                .idleConnectionPeriod(Duration.ofSeconds(1))
                .shutdownGracePeriod(Duration.ofMillis(100))
                .connectionOptions(socket -> socket.tcpNoDelay(true))
                // the hook would print, and the dashboard has its own
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .directHandlers(plainRefusals())
                .routing(routing -> routing.addFilter(guard).any(site))
                .build()
                .start();
    }

    /** For what Helidon turns away by itself, before the guard: the same headers, and no word of the request. */
    private static DirectHandlers plainRefusals() {
        var handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> {
                Refusal refusal = status.code() == 413 ? Refusal.TOO_LARGE
                        : new Refusal(status.code(), "request_refused", status.reasonPhrase(),
                        "use a browser, or curl");
                SecurityHeaders.addTo(headers);
                headers.set(HeaderNames.CONTENT_TYPE, "application/json");
                return DirectHandler.TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .entity(refusal.json().toString().getBytes(StandardCharsets.UTF_8))
                        .build();
            });
        }
        return handlers.build();
    }
}
