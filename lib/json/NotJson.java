package lib.json;

import jakarta.json.stream.JsonLocation;

/**
 * A document that cannot be read as JSON, or that is refused. The message follows the document's name; it tells the
 * place and never quotes the document, which may hold a key or a token.
 */
public final class NotJson extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong with the document. */
    public enum Reason {
        EMPTY("is empty"),
        NOT_UTF8("is not UTF-8 text"),
        SYNTAX("is not JSON"),
        TOO_LARGE("is larger than 24 MiB"),
        TOO_MANY("has more than a million values"),
        TOO_DEEP("is nested too deeply"),
        LONG_NUMBER("has a number that is too long"),
        DUPLICATE_NAME("has the same name twice in one object"),
        TEXT_BEHIND("has text behind its end"),
        NO_OBJECT("is not a JSON object: it must begin with {");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;

    NotJson(Reason reason, JsonLocation place) {
        // a document that is wrong as a whole has no place to point at
        super(reason.words + (place == null ? "" : ": line " + place.getLineNumber() + ", column "
                + place.getColumnNumber()));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
