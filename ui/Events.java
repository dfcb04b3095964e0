package ui;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;
import lib.web.Connection;

/**
 * What running operations tell, as server-sent events to each page that listens.
 */
final class Events implements AutoCloseable {

    /** Fewer than the requests that may run at once, so that listeners never keep the page from working. */
    static final int MOST_LISTENERS = 8;

    private static final int BACKLOG = 256;
    private static final String END = "";

    private final Duration heartbeat;
    private final Set<BlockingQueue<String>> listeners = ConcurrentHashMap.newKeySet();
    private final Semaphore places = new Semaphore(MOST_LISTENERS);

    /** @param heartbeat after how much silence a listener hears that the server is still there */
    Events(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** Tells all who listen now; one that does not keep up misses something. */
    void publish(String event, JsonObject data) {
        String text = text(event, data);
        listeners.forEach(listener -> listener.offer(text));
    }

    /** Sends events until the listener hangs up or the server stops. */
    void stream(ServerResponse response) {
        if (!places.tryAcquire()) {
            throw Failure.usage("too_many_listeners", MOST_LISTENERS + " pages of this dashboard listen already",
                    "close some of them");
        }
        var listener = new ArrayBlockingQueue<String>(BACKLOG);
        listeners.add(listener);
        try {
            response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=UTF-8");
            Connection.current().whenGone(response, () -> end(listener));
            send(listener, response.outputStream());
        } catch (IOException e) {
            throw new CloseConnectionException("the page has gone", e);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server stops", e);
        } finally {
            listeners.remove(listener);
            places.release();
        }
    }

    private void send(BlockingQueue<String> listener, OutputStream out) throws IOException, InterruptedException {
        try (out) {
            // at once, so that the page knows that it misses nothing from here on
            write(out, ": listening\n\n");
            String event = null;
            while (!END.equals(event)) {
                event = listener.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                write(out, event == null ? ": still here\n\n" : event);
            }
        }
    }

    static String text(String event, JsonObject data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() {
        listeners.forEach(Events::end);
    }

    /** What a page has not read yet does not keep its place any longer. */
    private static void end(BlockingQueue<String> listener) {
        listener.clear();
        listener.offer(END);
    }
}
