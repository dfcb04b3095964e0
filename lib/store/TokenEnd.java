package lib.store;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import lib.token.TokenAnswer;

/**
 * When a token ends, where the answer tells: in {@code expires_in}, or inside a token that is itself a JWT.
 * Salesforce's answers to this flow usually do neither.
 */
final class TokenEnd {

    private TokenEnd() {
    }

    /** The earlier of the two. */
    static Optional<Instant> of(TokenAnswer answer, Instant now) {
        return Stream.of(expiresIn(answer.json(), now), expiryInside(answer.accessToken()))
                .flatMap(Optional::stream).min(Instant::compareTo);
    }

    private static Optional<Instant> expiresIn(JsonObject answer, Instant now) {
        String text = answer.get("expires_in") instanceof JsonNumber number ? number.toString()
                : answer.getString("expires_in", "");
        return text.matches("[0-9]{1,9}") ? Optional.of(now.plusSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Instant> expiryInside(String token) {
        String[] parts = token.split("\\.");
        if (!token.startsWith("eyJ") || parts.length != 3) {
            return Optional.empty();
        }
        try (var reader = Json.createReader(new StringReader(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)))) {
            return Optional.ofNullable(reader.readObject().getJsonNumber("exp"))
                    .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
        } catch (IllegalArgumentException | JsonException | ClassCastException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
