package lib.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All connections of a server. Whoever keeps it waiting is hung up on, and where there are too many connections, the
 * oldest of a stranger makes room: a program on this machine that opens thousands cannot lock the page out.
 */
final class Connections implements ServerConnectionSelector, AutoCloseable {

    /** A page needs six; each costs a virtual thread and a file descriptor. */
    private static final int MOST = 512;
    /** What Salesforce takes: a query goes in the address there, and its REST API guide allows it that much. */
    private static final int LONGEST_HEAD = 16 * 1024;
    private static final Duration TICK = Duration.ofMillis(250);

    private final Http1ConnectionSelector http = Http1ConnectionSelector.builder()
            .config(Http1Config.builder()
                    .maxPrologueLength(LONGEST_HEAD)
                    .maxHeadersSize(LONGEST_HEAD)
                    .addReceiveListener(new Http1ConnectionListener() {
                        @Override
                        public void prologue(ConnectionContext context, HttpPrologue prologue) {
                            Connection.current().began();
                        }
                    })
                    .build())
            .build();
    private final Set<Connection> open = new LinkedHashSet<>();
    private final Patience patience;
    private final Thread watch;

    Connections(Patience patience) {
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("sfjwt-patience").start(this::watch);
    }

    void add(Connection connection) {
        Optional<Connection> victim = Optional.empty();
        synchronized (open) {
            if (open.size() >= MOST) {
                victim = oldest(one -> !one.isTrusted() && !one.isAtWork()).or(() -> oldest(one -> !one.isAtWork()));
                if (victim.isEmpty()) {
                    throw new CloseConnectionException("there are too many connections, all of them at work");
                }
                open.remove(victim.get());
            }
            open.add(connection);
        }
        victim.ifPresent(Connection::hangUp);
    }

    void remove(Connection connection) {
        synchronized (open) {
            open.remove(connection);
        }
    }

    private Optional<Connection> oldest(Predicate<Connection> which) {
        return open.stream().filter(which).findFirst();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(TICK);
                List<Connection> all;
                synchronized (open) {
                    all = List.copyOf(open);
                }
                all.forEach(connection -> connection.closeIfOverdue(patience));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ServerConnection connection(ConnectionContext helidon) {
        var context = new AwaitedContext(helidon);
        return new Connection(http.connection(context), context, this);
    }

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http.supportedApplicationProtocols();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
