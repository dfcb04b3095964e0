package lib.refusal;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.http.HttpAnswer;
import lib.json.Fields;

/**
 * Salesforce's own words for a refusal.
 *
 * @param error the error code
 * @param description what follows it; of a known refusal how it begins, or empty where it varies
 */
public record Said(String error, String description) {

    private static final String BAD_TOKEN = "Bad_OAuth_Token";

    /**
     * What an answer other than 2xx says: OAuth's form (RFC 6749 section 5.2), the REST API's list of
     * errorCode and message, or the identity service's one line of text.
     */
    public static Optional<Said> in(HttpAnswer answer) {
        return answer.json().flatMap(Said::in)
                .or(() -> Optional.of(answer.firstLine()).filter(BAD_TOKEN::equals).map(line -> new Said(line, "")));
    }

    private static Optional<Said> in(JsonValue json) {
        Said said = json instanceof JsonObject oauth
                ? new Said(Fields.text(oauth, "error"), Fields.text(oauth, "error_description"))
                : json instanceof JsonArray rest && !rest.isEmpty() && rest.getFirst() instanceof JsonObject first
                ? new Said(Fields.text(first, "errorCode"), Fields.text(first, "message")) : new Said("", "");
        return said.error().isBlank() ? Optional.empty() : Optional.of(said);
    }

    boolean hasCode(String code) {
        return error.equalsIgnoreCase(code);
    }

    /** How much of these words a line has: more for a description than for a code, which others share. */
    int likeness(String line) {
        if (!description.isEmpty() && normal(line).contains(normal(description))) {
            return 1000 + description.length();
        }
        boolean hasCode = Pattern.compile("\\b" + Pattern.quote(error) + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(line).find();
        return !hasCode ? 0 : description.isEmpty() ? 2 : 1;
    }

    /** Whether the description begins another one, in whole words: "invalid user" does not begin "invalid username". */
    boolean begins(String other) {
        String known = normal(description);
        String given = normal(other);
        return given.startsWith(known) && (known.isEmpty() || given.length() == known.length()
                || !Character.isLetterOrDigit(given.charAt(known.length())));
    }

    /** Servers and logs differ in case, apostrophes, escapes (HTML, URL), blanks, hyphens, quotes around the whole. */
    private static String normal(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("&(#0*39|#x0*27|apos|rsquo);|%27|[\u2018\u2019`]", "'")
                .replaceAll("(?:[\\s\u00A0+-]|%20)+", " ")
                .replaceAll("^[ \"']+|[ \"']+$", "");
    }
}
