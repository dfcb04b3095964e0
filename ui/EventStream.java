package ui;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lib.web.Connection;

/**
 * Server-sent events to one page: each is sent as soon as it is told, and a sign of life where nothing is.
 */
final class EventStream {

    private static final String END = "";

    private final BlockingQueue<String> told;
    private final Duration heartbeat;

    /**
     * @param backlog how many events may wait for a page that reads slowly; what comes then is lost
     * @param heartbeat after how much silence the page hears that the server is still there
     */
    EventStream(int backlog, Duration heartbeat) {
        this.told = new LinkedBlockingQueue<>(backlog);
        this.heartbeat = heartbeat;
    }

    void tell(String event, JsonObject data) {
        told.offer("event: " + event + "\ndata: " + data + "\n\n");
    }

    /** Ends it after what was told. */
    void end() {
        told.offer(END);
    }

    /** Ends it at once: what the page has not read yet does not keep its place. */
    void cut() {
        told.clear();
        end();
    }

    /**
     * Sends until the stream ends or the page has gone.
     *
     * @param whenGone called when the page has gone
     */
    void to(ServerResponse response, Runnable whenGone) {
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=UTF-8");
        Connection.current().whenGone(response, whenGone);
        try (OutputStream out = response.outputStream()) {
            // at once, so that the page knows that it misses nothing from here on
            String next = ": listening\n\n";
            while (!next.equals(END)) {
                out.write(next.getBytes(StandardCharsets.UTF_8));
                out.flush();
                String event = told.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
                next = event == null ? ": still here\n\n" : event;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the page has gone", e);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server stops", e);
        }
    }
}
