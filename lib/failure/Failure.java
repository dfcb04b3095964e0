package lib.failure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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
    private final transient Text message;
    private transient Fix fix;
    private transient JsonObject about = JsonValue.EMPTY_JSON_OBJECT;
    private transient List<Cause> causes = List.of();
    private transient List<Warning> warnings = List.of();
    private transient Function<Voice, JsonObject> facts = _ -> JsonValue.EMPTY_JSON_OBJECT;
    private boolean retryable;
    private Duration retryAfter;

    private Failure(Kind kind, String code, Text message, Fix fix) {
        super(message.toString());
        this.kind = kind;
        this.code = code;
        this.message = message;
        this.fix = Objects.requireNonNull(fix, "every failure names a way out");
    }

    /** @param code stable, snake_case: scripts may rely on it */
    public static Failure of(Kind kind, String code, Text message, Fix fix) {
        return new Failure(kind, code, message, fix);
    }

    public static Failure of(Kind kind, String code, String message, Fix fix) {
        return of(kind, code, Text.of(message), fix);
    }

    /** Where plain words say it all. */
    public static Failure of(Kind kind, String code, String message, String fix) {
        return of(kind, code, message, Fix.of(fix));
    }

    public static Failure usage(String code, String message, Fix fix) {
        return of(Kind.USAGE, code, message, fix);
    }

    public static Failure usage(String code, String message, String fix) {
        return of(Kind.USAGE, code, message, fix);
    }

    public static Failure file(String code, String message, Fix fix) {
        return of(Kind.FILE, code, message, fix);
    }

    public static Failure file(String code, String message, String fix) {
        return of(Kind.FILE, code, message, fix);
    }

    /** Says which input is wrong. */
    public Failure about(Input input) {
        about = Json.createObjectBuilder(about).add("setting", input.field()).build();
        return this;
    }

    /** Says which file is wrong. */
    public Failure about(Path file) {
        about = Json.createObjectBuilder(about).add("file", file.toString()).build();
        return this;
    }

    /** Does something with an input, and says of a failure that it is about this one. */
    public static <T> T about(Input input, Supplier<T> work) {
        try {
            return work.get();
        } catch (Failure e) {
            throw e.about(input);
        }
    }

    /** Adds the likely causes, most likely first. */
    public Failure because(List<Cause> likely) {
        causes = List.copyOf(likely);
        return this;
    }

    /** Adds the likely causes, the first of which tells what to do. */
    public Failure explainedBy(List<Cause> likely) {
        fix = likely.getFirst().fix();
        return because(likely);
    }

    /** Adds what looked odd before it failed, and may be why. */
    public Failure warning(List<Warning> odd) {
        warnings = List.copyOf(odd);
        return this;
    }

    /** Adds further fields to the JSON form. */
    public Failure with(JsonObject moreFacts) {
        return with(_ -> moreFacts);
    }

    /** Adds further fields to the JSON form, where fixes are among them. */
    public Failure with(Function<Voice, JsonObject> moreFacts) {
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

    /** What happened, as this voice says it. */
    public String say(Voice voice) {
        return message.say(voice);
    }

    public Fix fix() {
        return fix;
    }

    /** The {@code {"setting"}} or {@code {"file"}} that is wrong; empty where it is neither. */
    public JsonObject about() {
        return about;
    }

    public List<Cause> causes() {
        return causes;
    }

    public List<Warning> warnings() {
        return warnings;
    }

    public boolean retryable() {
        return retryable;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@link #json(Voice)} where the reader is not known. */
    public JsonObject json() {
        return json(Voice.PLAIN);
    }

    /**
     * {@code {"error", "code", "fix", "retryable", "exitCode"}}; where they are known {@code about} (the
     * {@code {"setting"}} or {@code {"file"}} that is wrong), {@code at} (see {@link Fix#at}),
     * {@code retryAfterSeconds}, {@code causes} ({@code [{"id", "why", "fix", "at"}]}) and the fields of
     * {@link Warning#json}; then the failure's own facts. The command line's {@code --json} and the dashboard's API
     * both send this.
     */
    public JsonObject json(Voice voice) {
        var json = Json.createObjectBuilder()
                .add("error", say(voice))
                .add("code", code)
                .add("fix", fix.say(voice))
                .add("retryable", retryable)
                .add("exitCode", kind.exit());
        if (!about.isEmpty()) {
            json.add("about", about);
        }
        JsonObject at = fix.at(about);
        if (!at.isEmpty()) {
            json.add("at", at);
        }
        if (retryAfter != null) {
            json.add("retryAfterSeconds", retryAfter.toSeconds());
        }
        if (!causes.isEmpty()) {
            var list = Json.createArrayBuilder();
            causes.forEach(cause -> list.add(cause.json(voice)));
            json.add("causes", list);
        }
        if (!warnings.isEmpty()) {
            json.addAll(Warning.json(warnings));
        }
        facts.apply(voice).forEach(json::add);
        return json.build();
    }
}
