package lib.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import lib.failure.Input;
import lib.failure.Voice;

/**
 * A check that was made, and what it found.
 *
 * @param name for people, such as "key and certificate"
 * @param input the one that was looked at, null where it was more than one
 */
public record Examined(String name, Phase phase, Input input, Finding finding) {

    /** How a check of this name is called in JSON. */
    public static String id(String name) {
        return name.replace(' ', '_');
    }

    /**
     * {@code {"check", "phase", "state", "text"}}; {@code "about"} as a {@link lib.failure.Failure} has it, where that
     * is known; {@code "code"}, {@code "fix"} and {@code "at"} where something is wrong.
     */
    public JsonObject json(Voice voice) {
        var json = Json.createObjectBuilder()
                .add("check", id(name))
                .add("phase", phase.id())
                .add("state", finding.state().name().toLowerCase(Locale.ROOT))
                .add("text", finding.text());
        if (!about().isEmpty()) {
            json.add("about", about());
        }
        if (!finding.code().isEmpty()) {
            json.add("code", finding.code());
        }
        if (!finding.fix().isEmpty()) {
            json.add("fix", finding.fix().say(voice)).add("at", at());
        }
        return json.build();
    }

    /** Where the finding's fix is done; see {@link lib.failure.Fix#at}. */
    JsonObject at() {
        return finding.fix().at(about());
    }

    private JsonObject about() {
        return finding.about().isEmpty() && input != null
                ? Json.createObjectBuilder().add("setting", input.field()).build() : finding.about();
    }
}
