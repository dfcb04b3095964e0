package ui;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import lib.keys.CertsProgress;

/**
 * One piece of work under way, and whom it tells about its progress: everyone who listens to {@code /api/events}.
 *
 * @param id the client's name for it; null if the client wants to hear nothing
 */
record Operation(String id, Events events) implements CertsProgress {

    @Override
    public void began(CertsProgress.Step step) {
        publish("progress", progress(step.id(), "began", step.sentence()));
    }

    @Override
    public void done(CertsProgress.Step step, Path file) {
        publish("progress", progress(step.id(), "done", step.sentence()).add("file", file.toString()));
    }

    /** Ends the operation for its listeners; {@code code} is the failure's, or null. */
    void finished(String code) {
        var json = Json.createObjectBuilder().add("step", "finished").add("status", code == null ? "ok" : "failed");
        publish("finished", code == null ? json : json.add("code", code));
    }

    private static JsonObjectBuilder progress(String step, String status, String text) {
        return Json.createObjectBuilder().add("step", step).add("status", status).add("text", text);
    }

    private void publish(String event, JsonObjectBuilder json) {
        if (id != null) {
            events.publish(event, Json.createObjectBuilder(json.build()).add("operation", id).build());
        }
    }
}
