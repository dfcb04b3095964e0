package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The one exception of {@code lib}: what happened, with the value that was wrong, and the way out.
 *
 * <p>Messages never hold key material, passphrases, tokens or assertions (see {@link lib.text.Quoted}). They may hold
 * text from files and servers; the printer cleans it (see {@link lib.text.Untrusted}).
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Kind kind;
    private final String code;
    private final String fix;
    private transient List<Cause> causes = List.of();
    private transient JsonObject facts = JsonValue.EMPTY_JSON_OBJECT;
    private boolean retryable;
    private Duration retryAfter;

    private Failure(Kind kind, String code, String message, String fix) {
        super(oneLine(message));
        this.kind = kind;
        this.code = code;
        this.fix = oneLine(Objects.requireNonNull(fix, "every failure names a way out"));
    }

    /** A line break in a file's name or a server's text could otherwise make up a line of ours. */
    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /** @param code stable, snake_case: scripts may rely on it */
    public static Failure of(Kind kind, String code, String message, String fix) {
        return new Failure(kind, code, message, fix);
    }

    public static Failure usage(String code, String message, String fix) {
        return of(Kind.USAGE, code, message, fix);
    }

    public static Failure file(String code, String message, String fix) {
        return of(Kind.FILE, code, message, fix);
    }

    /** Adds the likely causes, most likely first. */
    public Failure because(List<Cause> likely) {
        causes = List.copyOf(likely);
        return this;
    }

    /** Adds further fields to the JSON form. */
    public Failure with(JsonObject moreFacts) {
        facts = moreFacts;
        return this;
    }

    /** Marks it as one that the same call may not meet a moment later. */
    public Failure retryable(boolean may) {
        retryable = may;
        return this;
    }

    /** Adds how long the server asks to wait before the same call. */
    public Failure retryAfter(Duration wait) {
        retryAfter = wait;
        return this;
    }

    /** Adds the exception behind it, which {@code --verbose} shows. */
    public Failure from(Throwable origin) {
        initCause(origin);
        return this;
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

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * {@code {"error", "code", "fix", "retryable", "exitCode"}}; where there are any also {@code retryAfterSeconds}
     * and {@code causes} ({@code [{"why", "fix"}]}); then the failure's own facts. The command line's {@code --json}
     * and the dashboard's API both send this.
     */
    public JsonObject json() {
        var json = Json.createObjectBuilder()
                .add("error", getMessage())
                .add("code", code)
                .add("fix", fix)
                .add("retryable", retryable)
                .add("exitCode", kind.exit());
        if (retryAfter != null) {
            json.add("retryAfterSeconds", retryAfter.toSeconds());
        }
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
