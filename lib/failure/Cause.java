package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * One possible reason for a failure and what mends it, both in words that someone new to Salesforce Setup can follow.
 *
 * @param id stable, snake_case, and one of a kind among the causes of a failure
 */
public record Cause(String id, String why, Fix fix) {

    /** {@code {"id", "why", "fix"}}, and {@code "at"} where it is known */
    public JsonObject json(Voice voice) {
        var json = Json.createObjectBuilder().add("id", id).add("why", why).add("fix", fix.say(voice));
        JsonObject at = fix.at();
        return (at.isEmpty() ? json : json.add("at", at)).build();
    }
}
