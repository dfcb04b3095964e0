package lib.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All connections of a server. Whoever keeps it waiting is hung up on, and where there are too many connections, the
 * oldest of a stranger makes room: a program on this machine that opens thousands cannot lock the page out.
 */
final class Connections implements ServerConnectionSelector, AutoCloseable {

    /** A page needs six; each costs a virtual thread and a file descriptor. */
    private static final int USUAL_MOST = 512;
    /** What else a request may open: a key, a stored token, its lock. */
    private static final int OTHER_FILES = 20;
    private static final Pattern FILES = Pattern.compile("Max open files +([0-9]{1,9}) .*");
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
    private final int most = most(openableFiles());
    private final Set<Connection> open = new LinkedHashSet<>();
    private final Patience patience;
    private final Thread watch;

    Connections(Patience patience) {
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("sfjwt-patience").start(this::watch);
    }

    /**
     * While all of them are at work, whoever comes next waits to be let in: Helidon listens no more once it could not
     * accept a connection, for want of a file descriptor.
     */
    int mostSockets() {
        return most + most / 8 + 1;
    }

    /** As many as leave two files for each of {@link #mostSockets}: a request may take a connection to an org. */
    private static int most(int files) {
        return Math.clamp((files - OTHER_FILES) * 4L / 9, 2, USUAL_MOST);
    }

    /** How many this process may open yet, by proc(5); elsewhere the JVM raises a limit that is too low. */
    private static int openableFiles() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            int limit = Files.readAllLines(Path.of("/proc/self/limits")).stream().map(FILES::matcher)
                    .filter(Matcher::matches).findFirst().map(files -> Integer.parseInt(files.group(1)))
                    .orElse(Integer.MAX_VALUE);
            return limit - (int) open.count();
        } catch (IOException e) {
            return Integer.MAX_VALUE; // not Linux
        }
    }

    void add(Connection connection) {
        Optional<Connection> victim = Optional.empty();
        synchronized (open) {
            if (open.size() >= most) {
                victim = oldest(one -> !one.isTrusted() && !one.isAtWork()).or(() -> oldest(one -> !one.isAtWork()));
                victim.ifPresent(open::remove);
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
