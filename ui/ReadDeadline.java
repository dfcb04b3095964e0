package ui;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hangs up on whoever takes too long to send a request, a byte at a time say.
 *
 * <p>Helidon's own limit is for connections that are idle; each byte makes them busy again. The clock starts with the
 * first line of the request, which falls under that limit, and ends when the guard has read everything.
 */
final class ReadDeadline implements Http1ConnectionListener, AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);

    private final Duration longest;
    private final Map<Thread, Long> reading = new ConcurrentHashMap<>();
    private final Thread watch;

    ReadDeadline(Duration longest) {
        this.longest = longest;
        this.watch = Thread.ofVirtual().start(this::watch);
    }

    /** Each connection has a thread of its own. */
    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        reading.put(Thread.currentThread(), System.nanoTime());
    }

    /** The request that this thread reads is there, whole. */
    void met() {
        if (reading.remove(Thread.currentThread()) == null) {
            throw new CloseConnectionException("the request came too late");
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(TICK);
                long latest = System.nanoTime() - longest.toNanos();
                reading.forEach((thread, since) -> {
                    // whoever removes it decides, so that no work that has begun is interrupted;
                    // interrupting a virtual thread closes the socket that it waits on
                    if (since - latest < 0 && reading.remove(thread, since)) {
                        thread.interrupt();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
