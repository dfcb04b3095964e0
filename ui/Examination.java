package ui;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import lib.doctor.Doctor;
import lib.doctor.Examined;
import lib.doctor.Phase;
import lib.failure.Failure;
import lib.failure.Voice;
import lib.web.Connection;

/**
 * One examination for one page: a thread that examines, and the request's own, which tells the page.
 *
 * <p>The events: {@code section} for each part, in it {@code began} and {@code found} for each check, {@code waits} for
 * each pause between two logins; the last one is {@code summary}, or {@code failed} for a bug.
 */
final class Examination implements Doctor.Progress {

    private static final int HEARTBEAT_MILLIS = 1000;
    private static final String END = "";

    private final Doctor doctor;
    private final Doctor.Request request;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private Phase section;
    private volatile boolean stopped;

    Examination(Doctor doctor, Doctor.Request request) {
        this.doctor = doctor;
        this.request = request;
    }

    /** Sends what is found until all is, the page has gone, or {@link #stop}; then nothing runs any more. */
    void stream(ServerResponse response) {
        Thread work = Thread.ofVirtual().name("sfjwt-doctor").unstarted(this::examine);
        try {
            response.header(HeaderNames.CONTENT_TYPE, "text/event-stream; charset=UTF-8");
            Connection.current().whenGone(response, this::stop);
            OutputStream out = response.outputStream();
            work.start();
            send(out);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the page has gone", e);
        } catch (InterruptedException e) {
            throw new CloseConnectionException("the server stops", e);
        } finally {
            stopped = true;
            end(work);
        }
    }

    void stop() {
        stopped = true;
        told.add(END);
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

    /** Each thing that an examination waits for ends when its thread is interrupted. */
    private static void end(Thread work) {
        work.interrupt();
        try {
            work.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void examine() {
        try {
            tell("summary", doctor.run(request, this).json(Voice.PAGE));
        } catch (CancellationException e) {
            // nobody wants to know any more
        } catch (Failure failure) {
            tell("failed", failure.json(Voice.PAGE));
        } catch (RuntimeException | StackOverflowError e) {
            tell("failed", Sender.bug(e).json());
        } finally {
            told.add(END);
        }
    }

    @Override
    public void began(Phase phase, String check) {
        if (stopped) {
            throw new CancellationException();
        }
        if (phase != section) {
            section = phase;
            tell("section", Json.createObjectBuilder().add("phase", phase.id()).add("title", phase.title()).build());
        }
        tell("began", Json.createObjectBuilder().add("check", Examined.id(check)).add("phase", phase.id()).build());
    }

    @Override
    public void found(Examined examined) {
        if (stopped) {
            throw new CancellationException();
        }
        tell("found", examined.json(Voice.PAGE));
    }

    @Override
    public void waits(Doctor.Wait wait) {
        tell("waits", Json.createObjectBuilder()
                .add("refusal", wait.refusal())
                .add("tries", wait.tries())
                .add("pauseSeconds", wait.pause().toSeconds())
                .add("leftSeconds", wait.left().toSeconds())
                .build());
    }

    private void tell(String event, JsonObject data) {
        told.add(Events.text(event, data));
    }
}
