package lib.token;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import lib.failure.Cause;

/**
 * One way in which Salesforce says no to a login, and what lies behind it.
 *
 * @param id stable name of ours, the {@code code} of the failure
 * @param said the words for it; different hosts and releases use different ones
 * @param meaning what the refusal tells, in a sentence
 * @param causes most likely first
 * @param passing whether waiting alone can mend it
 */
public record Refusal(String id, List<Said> said, String meaning, List<Cause> causes, Passing passing) {

    /**
     * Salesforce's own words.
     *
     * @param error the error code
     * @param description how the error_description begins, or empty when it varies
     */
    public record Said(String error, String description) {
        private boolean describes(String description) {
            return normal(description).startsWith(normal(this.description));
        }
    }

    /** Whether and how a refusal may go away by itself. */
    public enum Passing {
        /** It stays until somebody mends it. */
        NEVER,
        /** A change in Setup can take ten minutes to reach all servers. */
        WITH_PROPAGATION,
        /** A hiccup: the same request may work a moment later. */
        SOON
    }

    boolean matches(String error, String description) {
        return said.stream().anyMatch(words -> words.error().equalsIgnoreCase(error) && words.describes(description));
    }

    boolean describes(String description) {
        return said.stream().anyMatch(words -> !words.description().isEmpty() && words.describes(description));
    }

    /** {@code {"id", "said": [{"error", "description"}], "meaning", "causes": [{"why", "fix"}], "passing"}} */
    public JsonObject json() {
        var words = Json.createArrayBuilder();
        said.forEach(one -> words.add(Json.createObjectBuilder().add("error", one.error())
                .add("description", one.description())));
        var reasons = Json.createArrayBuilder();
        causes.forEach(cause -> reasons.add(Json.createObjectBuilder().add("why", cause.why()).add("fix", cause.fix())));
        return Json.createObjectBuilder().add("id", id).add("said", words).add("meaning", meaning).add("causes", reasons)
                .add("passing", passing.name().toLowerCase(Locale.ROOT)).build();
    }

    /** Servers differ in case, quotes and HTML escapes. */
    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT).replace("&#39;", "'").replace('\u2019', '\'').strip();
    }
}
