package lib.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;

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

    /** {@code {"check", "phase", "state", "text"}}, and {@code "code"} and {@code "fix"} where something is wrong. */
    public JsonObject json() {
        var json = Json.createObjectBuilder()
                .add("check", id(name))
                .add("phase", phase.id())
                .add("state", finding.state().name().toLowerCase(Locale.ROOT))
                .add("text", finding.text());
        if (!finding.code().isEmpty()) {
            json.add("code", finding.code());
        }
        if (!finding.fix().isEmpty()) {
            json.add("fix", finding.fix().toString());
        }
        return json.build();
    }
}
