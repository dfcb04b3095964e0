package ui;

import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import lib.failure.Failure;
import lib.failure.Voice;

/**
 * An answer that tells one page how a longer piece of work goes: a thread that works, and the request's own, which
 * sends each event as soon as it is there. The last one is the work's own, or {@code failed}.
 */
final class LiveAnswer {

    private final EventStream events = new EventStream(Integer.MAX_VALUE, Duration.ofSeconds(1));
    private volatile boolean stopped;

    /** Sends what is told until the work is done, the page has gone, or {@link #stop}; then nothing runs any more. */
    void stream(ServerResponse response, String name, Runnable work) {
        Thread thread = Thread.ofVirtual().name(name).start(() -> run(work));
        try {
            events.to(response, this::stop);
        } finally {
            stopped = true;
            end(thread);
        }
    }

    void stop() {
        stopped = true;
        events.cut();
    }

    /** @throws CancellationException where nobody listens any more, which ends the work */
    void tell(String event, JsonObject data) {
        if (stopped) {
            throw new CancellationException();
        }
        events.tell(event, data);
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (CancellationException e) {
            // nobody wants to know any more
        } catch (Failure failure) {
            events.tell("failed", failure.json(Voice.PAGE));
        } catch (RuntimeException | StackOverflowError e) {
            events.tell("failed", Sender.bug(e).json());
        } finally {
            events.end();
        }
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
