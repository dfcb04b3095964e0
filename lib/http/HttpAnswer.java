package lib.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lib.json.ForeignJson;
import lib.json.NotJson;

/**
 * What a server answered. All of it is foreign text.
 *
 * @param headers by lower-case name; a repeated one as a list; where only one value makes sense, the first
 * @param receivedAt when the answer's headers had arrived, by this machine's clock
 */
public record HttpAnswer(URI uri, int status, Map<String, String> headers, byte[] body, Instant receivedAt) {

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    public boolean isJson() {
        String type = header("content-type").orElse("").toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        return type.matches("application/(json|[a-z0-9.-]+\\+json)");
    }

    /** The JSON in it, where it says that it is JSON and can be read. */
    public Optional<JsonValue> json() {
        try {
            return isJson() ? Optional.of(ForeignJson.value(body)) : Optional.empty();
        } catch (NotJson e) {
            return Optional.empty();
        }
    }

    /** The JSON object in it, likewise. */
    public Optional<JsonObject> object() {
        return json().filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** Why the JSON that it says to be cannot be read, such as "; it is nested too deeply"; empty where it can be. */
    public String flaw() {
        try {
            if (isJson()) {
                ForeignJson.value(body);
            }
            return "";
        } catch (NotJson e) {
            return "; it " + e.getMessage();
        }
    }

    /** Whether its status says that the same request may work a moment later. */
    public boolean mayPass() {
        return status == 429 || status >= 502 && status <= 504;
    }

    /**
     * Whether this may be only the beginning of an answer: nothing said how long it would be, and it ends before there
     * is a whole document.
     */
    public boolean mayHaveBrokenOff() {
        return status == 200 && header("content-length").isEmpty() && header("transfer-encoding").isEmpty()
                && (body.length == 0 || !flaw().isEmpty());
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first line that is not blank, fit to be quoted, for answers that are not what was asked for. */
    public String firstLine() {
        return text().lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().map(ServerText::line)
                .orElse("");
    }

    /** How far this machine's clock is ahead of the server's (negative: behind), by the Date header's whole seconds. */
    public Optional<Duration> clockAhead() {
        return header("date").flatMap(HttpAnswer::httpDate).map(date -> Duration.between(date, receivedAt));
    }

    /** How long the server asks to wait: Retry-After, in seconds or as a date (RFC 9110 section 10.2.3). */
    public Optional<Duration> retryAfter() {
        return header("retry-after").flatMap(value -> value.matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                : httpDate(value).map(this::until).map(wait -> wait.isNegative() ? Duration.ZERO : wait));
    }

    /** By the server's own clock, where it tells it. */
    private Duration until(Instant date) {
        return Duration.between(header("date").flatMap(HttpAnswer::httpDate).orElse(receivedAt), date);
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
