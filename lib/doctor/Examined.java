package lib.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;
import lib.failure.Voice;

/**
 * A check that was made, and what it found.
 *
 * @param name for people, such as "key and certificate"
 */
public record Examined(String name, Phase phase, Finding finding) {

    /** How a check of this name is called in JSON. */
    public static String id(String name) {
        return name.replace(' ', '_');
    }

    /** {@code {"check", "phase", "state", "text"}}, and {@code "code"},
            {@code "fix"} and {@code "at"} where something is wrong. */
    public JsonObject json(Voice voice) {
        var json = Json.createObjectBuilder()
                .add("check", id(name))
                .add("phase", phase.id())
                .add("state", finding.state().name().toLowerCase(Locale.ROOT))
                .add("text", finding.text());
        if (!finding.code().isEmpty()) {
            json.add("code", finding.code());
        }
        if (!finding.fix().isEmpty()) {
            json.add("fix", finding.fix().say(voice)).add("at", finding.fix().at());
        }
        return json.build();
    }
}
