package lib.refusal;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lib.failure.Cause;
import lib.failure.Fix;
import lib.failure.Voice;

/**
 * One way in which Salesforce says no, and what lies behind it.
 *
 * @param id our stable name, the {@code code} of the failure
 * @param stage where such a login stops, or null where the refusal does not tell
 * @param passing whether waiting alone can mend it
 * @param said the words for it; different hosts and releases use different ones
 * @param meaning what the refusal tells, in a sentence
 * @param causes most likely first
 */
public record Refusal(String id, Stage stage, Passing passing, List<Said> said, String meaning, List<Cause> causes) {

    static Refusal row(String id, Stage stage, Passing passing, List<Said> said, String meaning, Cause... causes) {
        return new Refusal(id, stage, passing, said, meaning, List.of(causes));
    }

    /** @param description how Salesforce's error_description begins */
    static Said said(String error, String description) {
        return new Said(error, description);
    }

    /** For a code whose description varies. */
    static Said said(String error) {
        return new Said(error, "");
    }

    static Cause cause(String id, String why, Fix fix) {
        return new Cause(id, why, fix);
    }

    /** Whether and how a refusal may go away by itself. */
    public enum Passing {
        /** It stays until somebody mends it. */
        NEVER,
        /** A change in Setup can take ten minutes to reach all servers. */
        WITH_PROPAGATION,
        /** A hiccup: the same request may work a moment later, so sfjwt repeats it. */
        SOON,
        /** It ends by itself, but in minutes or hours: Salesforce is under repair, or a limit is used up. */
        LATER
    }

    boolean matches(Said given) {
        return said.stream().anyMatch(words -> words.hasCode(given.error()) && words.begins(given.description()));
    }

    int likeness(String line) {
        return said.stream().mapToInt(words -> words.likeness(line)).max().orElse(0);
    }

    boolean hasCode(String error) {
        return said.stream().anyMatch(words -> words.hasCode(error));
    }

    boolean hasDescription(String description) {
        return said.stream().anyMatch(words -> !words.description().isEmpty() && words.begins(description));
    }

    /** {@code {"id", "said": [{"error", "description"}], "meaning", "causes": [{"why", "fix"}], "passing"}} */
    public JsonObject json(Voice voice) {
        var words = Json.createArrayBuilder();
        said.forEach(one -> words.add(Json.createObjectBuilder().add("error", one.error())
                .add("description", one.description())));
        var reasons = Json.createArrayBuilder();
        causes.forEach(cause -> reasons.add(cause.json(voice)));
        var json = Json.createObjectBuilder().add("id", id).add("said", words).add("meaning", meaning)
                .add("causes", reasons).add("passing", passing.name().toLowerCase(Locale.ROOT));
        Optional.ofNullable(stage).ifPresent(where -> json.add("stage", where.name().toLowerCase(Locale.ROOT)));
        return json.build();
    }
}
