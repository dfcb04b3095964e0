package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;

/**
 * The one exception of {@code lib}: what happened, with the value that was wrong, and the way out.
 *
 * <p>Messages never hold key material, passphrases, tokens or assertions. They may hold text from files and servers; the
 * printer cleans it (see {@link lib.text.Untrusted}).
 */
public final class Failure extends RuntimeException {

    private final Kind kind;
    private final String code;
    private final String fix;
    private final List<Cause> causes;
    private final JsonObject facts;
    private final boolean retryable;

    private Failure(Kind kind, String code, String message, String fix, List<Cause> causes, JsonObject facts,
            boolean retryable, Throwable origin) {
        super(message, origin);
        this.kind = kind;
        this.code = code;
        this.fix = Objects.requireNonNull(fix, "every failure names a way out");
        this.causes = List.copyOf(causes);
        this.facts = facts;
        this.retryable = retryable;
    }

    /** @param code stable, snake_case: scripts may rely on it */
    public static Failure of(Kind kind, String code, String message, String fix) {
        return new Failure(kind, code, message, fix, List.of(), JsonValue.EMPTY_JSON_OBJECT, false, null);
    }

    public static Failure usage(String code, String message, String fix) {
        return of(Kind.USAGE, code, message, fix);
    }

    public static Failure file(String code, String message, String fix) {
        return of(Kind.FILE, code, message, fix);
    }

    /** The same failure with the likely causes, most likely first. */
    public Failure because(List<Cause> likely) {
        return new Failure(kind, code, getMessage(), fix, likely, facts, retryable, getCause());
    }

    /** The same failure with further fields for its JSON form. */
    public Failure with(JsonObject moreFacts) {
        return new Failure(kind, code, getMessage(), fix, causes, moreFacts, retryable, getCause());
    }

    /** The same failure, marked as one that the same call may not meet a moment later. */
    public Failure retryable(boolean may) {
        return new Failure(kind, code, getMessage(), fix, causes, facts, may, getCause());
    }

    /** The same failure with the exception behind it, for {@code --verbose}. */
    public Failure from(Throwable origin) {
        return new Failure(kind, code, getMessage(), fix, causes, facts, retryable, origin);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String fix() {
        return fix;
    }

    public List<Cause> causes() {
        return causes;
    }

    public boolean retryable() {
        return retryable;
    }

    /**
     * {@code {"error", "code", "fix", "retryable", "exitCode"}}, then {@code causes} ({@code [{"why", "fix"}]}) where there
     * are any, then the failure's own facts. The command line's {@code --json} and the dashboard's API both send this.
     */
    public JsonObject json() {
        var json = Json.createObjectBuilder()
                .add("error", getMessage())
                .add("code", code)
                .add("fix", fix)
                .add("retryable", retryable)
                .add("exitCode", kind.exit());
        if (!causes.isEmpty()) {
            var list = Json.createArrayBuilder();
            for (Cause cause : causes) {
                list.add(Json.createObjectBuilder().add("why", cause.why()).add("fix", cause.fix()));
            }
            json.add("causes", list);
        }
        facts.forEach(json::add);
        return json.build();
    }
}
