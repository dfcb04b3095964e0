package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import lib.failure.Failure;
import lib.guide.Guide;
import lib.store.Ticks;
import lib.text.Quoted;

/**
 * The boxes of step 2: what a person did in Setup, which nobody can look up. They belong to the folder, whichever
 * browser they were ticked in.
 */
record TickCalls(Ticks ticks) {

    /** {@code {"ticked", "of"}}: the names of tasks, and how many there are. */
    JsonObject json() {
        return Json.createObjectBuilder().add("ticked", Json.createArrayBuilder(ticks.all()))
                .add("of", Guide.tasks()).build();
    }

    JsonObject change(Call call) {
        Fields fields = call.fields(List.of("tasks", "ticked"));
        List<String> tasks = fields.texts("tasks");
        tasks.stream().filter(task -> !Ticks.isTask(task)).findFirst().ifPresent(wrong -> {
            throw Failure.usage("bad_request", Quoted.value(wrong) + " is not a task of step 2",
                    "send the letter of its phase and its number, like A1");
        });
        ticks.change(tasks, fields.isSet("ticked"));
        return json();
    }
}
