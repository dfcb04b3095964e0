package lib.token;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lib.config.OrgConfig;

/**
 * What the assertion says: which app ({@code iss}) wants to log in as whom ({@code sub}), where ({@code aud}), and
 * until when one may believe it ({@code exp}).
 */
public record Claims(String iss, String sub, String aud, Instant exp) {

    /** With the likeliest audience. */
    public static Claims of(OrgConfig config, Instant now) {
        return of(config, config.audience(), now);
    }

    public static Claims of(OrgConfig config, String audience, Instant now) {
        return new Claims(config.consumerKey(), config.username(), audience,
                now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(config.expiresIn()));
    }

    /** As they are sent; {@code exp} in seconds since 1970 (RFC 7519 section 2, NumericDate). */
    public JsonObject json() {
        return Json.createObjectBuilder().add("iss", iss).add("sub", sub).add("aud", aud)
                .add("exp", exp.getEpochSecond()).build();
    }
}
