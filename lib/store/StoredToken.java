package lib.store;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lib.config.LoginUrl;
import lib.config.Setting;
import lib.failure.Failure;
import lib.json.ForeignJson;
import lib.json.JsonText;
import lib.json.NotJson;
import lib.token.TokenAnswer;

/**
 * A token with all that says whose it is, as it lies in the store.
 *
 * @param end when it certainly counts no more, where its answer tells
 */
record StoredToken(Login login, Instant savedAt, Optional<Instant> end, TokenAnswer answer) {

    /** A clock that was set back by less than this has not made a token older than its login. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** A token that ends while its caller is at work is of no use. */
    private static final Duration LEAST_LEFT = Duration.ofSeconds(30);

    static StoredToken of(Login login, TokenAnswer answer, Instant now) {
        return new StoredToken(login, now, TokenEnd.of(answer, now), answer);
    }

    boolean isFresh(Duration ttl, Instant now) {
        Duration age = age(now);
        return age.compareTo(ttl) < 0 && age.plus(CLOCK_TOLERANCE).isPositive()
                && end.map(at -> now.isBefore(at.minus(LEAST_LEFT))).orElse(true);
    }

    Duration age(Instant now) {
        return Duration.between(savedAt, now);
    }

    byte[] bytes() {
        var json = Json.createObjectBuilder()
                .add("key", login.id())
                .add("loginUrl", login.loginUrl().toString())
                .add("consumerKey", login.consumerKey())
                .add("username", login.username())
                .add("audience", login.audience())
                .add("savedAt", savedAt.toEpochMilli());
        end.ifPresent(at -> json.add("end", at.toEpochMilli()));
        return JsonText.line(json.add("answer", answer.json()).build()).getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for what is not an entry; the answer's instance_url is checked as it was when it came from the network. */
    static Optional<StoredToken> parse(byte[] bytes) {
        try {
            JsonObject json = ForeignJson.object(bytes);
            LoginUrl loginUrl = LoginUrl.parse(new Setting<>(json.getString("loginUrl"), "loginUrl"));
            var login = new Login(json.getString("key"), loginUrl, json.getString("consumerKey"),
                    json.getString("username"), json.getString("audience"));
            Optional<Instant> end = Optional.ofNullable(json.getJsonNumber("end")).map(StoredToken::instant);
            return Optional.of(new StoredToken(login, instant(json.getJsonNumber("savedAt")), end,
                    TokenAnswer.of(json.getJsonObject("answer"), loginUrl)));
        } catch (NotJson | ClassCastException | NullPointerException | ArithmeticException | Failure e) {
            // cut off, written by something else, or tampered with: all the same here
            return Optional.empty();
        }
    }

    private static Instant instant(JsonNumber millis) {
        return Instant.ofEpochMilli(millis.longValueExact());
    }

    /** Says nothing of the token. */
    @Override
    public String toString() {
        return "StoredToken[" + login.username() + " at " + login.loginUrl() + "]";
    }
}
