package ui;

import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import lib.doctor.Doctor;
import lib.doctor.Examined;
import lib.doctor.Phase;
import lib.failure.Voice;

/**
 * One examination for one page.
 *
 * <p>The events: {@code section} for each part, in it {@code began} and {@code found} for each check, {@code waits} for
 * each pause between two logins; the last one is {@code summary}, or {@code failed} for a bug.
 */
final class Examination implements Doctor.Progress {

    private final Doctor doctor;
    private final Doctor.Request request;
    private final LiveAnswer answer = new LiveAnswer();
    private Phase section;

    Examination(Doctor doctor, Doctor.Request request) {
        this.doctor = doctor;
        this.request = request;
    }

    /** Until all is found, the page has gone, or {@link #stop}. */
    void stream(ServerResponse response) {
        answer.stream(response, "sfjwt-doctor",
                () -> answer.tell("summary", doctor.run(request, this).json(Voice.PAGE)));
    }

    void stop() {
        answer.stop();
    }

    @Override
    public void began(Phase phase, String check) {
        if (phase != section) {
            section = phase;
            answer.tell("section",
                    Json.createObjectBuilder().add("phase", phase.id()).add("title", phase.title()).build());
        }
        answer.tell("began",
                Json.createObjectBuilder().add("check", Examined.id(check)).add("phase", phase.id()).build());
    }

    @Override
    public void found(Examined examined) {
        answer.tell("found", examined.json(Voice.PAGE));
    }

    @Override
    public void waits(Doctor.Wait wait) {
        answer.tell("waits", Json.createObjectBuilder()
                .add("refusal", wait.refusal())
                .add("tries", wait.tries())
                .add("pauseSeconds", wait.pause().toSeconds())
                .add("leftSeconds", wait.left().toSeconds())
                .build());
    }
}
