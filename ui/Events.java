package ui;

import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import lib.failure.Failure;

/**
 * What running operations tell, as server-sent events to each page that listens.
 */
final class Events implements AutoCloseable {

    /** Fewer than the requests that may run at once, so that listeners never keep the page from working. */
    static final int MOST_LISTENERS = 8;

    private static final int BACKLOG = 256;

    private final Duration heartbeat;
    private final Set<EventStream> listeners = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST_LISTENERS);

    /** @param heartbeat after how much silence a listener hears that the server is still there */
    Events(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** Tells all who listen now; one that does not keep up misses something. */
    void publish(String event, JsonObject data) {
        listeners.forEach(listener -> listener.tell(event, data));
    }

    /** Sends events until the listener hangs up or the server stops. */
    void stream(ServerResponse response) {
        if (!places.tryAcquire()) {
            throw Failure.usage("too_many_listeners", MOST_LISTENERS + " pages of this dashboard listen already",
                    "close some of them");
        }
        var listener = new EventStream(BACKLOG, heartbeat);
        listeners.add(listener);
        try {
            listener.to(response, listener::cut);
        } finally {
            listeners.remove(listener);
            places.release();
        }
    }

    @Override
    public void close() {
        listeners.forEach(EventStream::cut);
    }
}
