package ui;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.web.Connection;

/**
 * An answer that tells one page how a longer piece of work goes: a thread that works, and the request's own, which
 * sends each event as soon as it is there. The last one is the work's own, or {@code failed}.
 */
final class LiveAnswer {

    private static final int HEARTBEAT_MILLIS = 1000;
    private static final String END = "";

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    /** Sends what is told until the work is done, the page has gone, or {@link #stop}; then nothing runs any more. */
    void stream(ServerResponse response, String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(work));
        try {
            response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=UTF-8");
            Connection.current().whenGone(response, this::stop);
            OutputStream out = response.outputStream();
            thread.start();
            send(out);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the page has gone", e);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server stops", e);
        } finally {
            stopped = true;
            end(thread);
        }
    }

    void stop() {
        stopped = true;
        told.add(END);
    }

    /** @throws CancellationException where nobody listens any more, which ends the work */
    void tell(String event, JsonObject data) {
        if (stopped) {
            throw new CancellationException();
        }
        told.add(Events.text(event, data));
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (CancellationException e) {
            // nobody wants to know any more
        } catch (Failure failure) {
            told.add(Events.text("failed", failure.json(Voice.PAGE)));
        } catch (RuntimeException | StackOverflowError e) {
            told.add(Events.text("failed", Sender.bug(e).json()));
        } finally {
            told.add(END);
        }
    }

    private void send(OutputStream out) throws IOException, InterruptedException {
        try (out) {
            for (String event = next(); !event.equals(END); event = next()) {
                Events.write(out, event);
            }
        }
    }

    private String next() throws InterruptedException {
        String event = told.poll(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        return event == null ? ": still here\n\n" : event;
    }

    /** Each thing that the work waits for ends when its thread is interrupted. */
    private static void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
