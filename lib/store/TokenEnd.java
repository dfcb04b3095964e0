package lib.store;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.json.ForeignJson;
import lib.token.TokenAnswer;

/**
 * When a token ends, where the answer tells: in {@code expires_in}, or inside a token that is itself a JWT.
 * Salesforce's answers to this flow usually do neither.
 */
public final class TokenEnd {

    /** What claims to end later says nothing of use, and an Instant of any size does not fit into milliseconds. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** The year 5138: what is more cannot be seconds. */
    private static final long LATEST_IN_SECONDS = 99_999_999_999L;

    private TokenEnd() {
    }

    /** The earlier of the two. */
    public static Optional<Instant> of(TokenAnswer answer, Instant now) {
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
        try {
            return ForeignJson.ifObject(Base64.getUrlDecoder().decode(parts[1]))
                    .flatMap(TokenEnd::exp)
                    .filter(end -> end.isAfter(Instant.EPOCH) && end.isBefore(LATEST));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Seconds (RFC 7519 section 2), as a number or as text; some issuers count milliseconds. */
    private static Optional<Instant> exp(JsonObject claims) {
        String text = claims.get("exp") instanceof JsonString string ? string.getString()
                : String.valueOf(claims.get("exp"));
        Matcher number = Pattern.compile("([0-9]{1,15})(\\.[0-9]{1,9})?").matcher(text);
        if (!number.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(number.group(1));
        return Optional.of(count > LATEST_IN_SECONDS ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count));
    }
}
