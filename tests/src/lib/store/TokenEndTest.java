package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import lib.config.LoginUrl;
import lib.token.TokenAnswer;
import org.junit.jupiter.api.Test;

class TokenEndTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static Optional<Instant> end(String token, JsonObject more) {
        var json = Json.createObjectBuilder(more).add("access_token", token)
                .add("instance_url", "https://acme.my.salesforce.com").build();
        return TokenEnd.of(TokenAnswer.of(json, LoginUrl.PRODUCTION), NOW);
    }

    private static String jwt(String claims) {
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes());
        return "eyJhbGciOiJSUzI1NiJ9." + payload + ".c2ln";
    }

    @Test
    void usually_nobody_knows() {
        assertEquals(Optional.empty(), end("00Dxx!AQ", JsonObject.EMPTY_JSON_OBJECT));
        assertEquals(Optional.empty(), end("00Dxx!AQ", Json.createObjectBuilder().add("expires_in", "soon").build()));
        assertEquals(Optional.empty(), end("00Dxx!AQ", Json.createObjectBuilder().add("expires_in", true).build()));
    }

    @Test
    void expires_in_counts_as_a_number_and_as_text() {
        assertEquals(Optional.of(NOW.plusSeconds(90)),
                end("00Dxx!AQ", Json.createObjectBuilder().add("expires_in", 90).build()));
        assertEquals(Optional.of(NOW.plusSeconds(90)),
                end("00Dxx!AQ", Json.createObjectBuilder().add("expires_in", "90").build()));
    }

    @Test
    void a_token_that_is_a_jwt_says_it_itself_and_the_earlier_end_counts() {
        String token = jwt("{\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + "}");
        assertEquals(Optional.of(NOW.plusSeconds(60)), end(token, JsonObject.EMPTY_JSON_OBJECT));
        assertEquals(Optional.of(NOW.plusSeconds(30)),
                end(token, Json.createObjectBuilder().add("expires_in", 30).build()));
        for (String odd : new String[] {"{}", "[]", "", "{\"exp\":\"x\"}", "{\"exp\":1e30}",
            "{\"exp\":10000000000000000}", "{\"exp\":18446744073709551676}", "{\"exp\":1e9999}", "{\"exp\":-1}",
            "{\"exp\":\"1e3\"}", "{\"exp\":\"\"}", "{\"exp\":true}",
            "{\"exp\":" + "9".repeat(3_000) + "}", "[".repeat(9_000), "{\"exp\":60}x",
            "{\"exp\":60,\"exp\":61}"}) {
            assertEquals(Optional.empty(), end(jwt(odd), JsonObject.EMPTY_JSON_OBJECT), odd);
        }
        long seconds = NOW.plusSeconds(60).getEpochSecond();
        for (String way : new String[] {"" + seconds, "\"" + seconds + "\"", seconds + "000",
            "\"" + seconds + "000\"", seconds + ".5"}) {
            assertEquals(Optional.of(NOW.plusSeconds(60)), end(jwt("{\"exp\":" + way + "}"),
                    JsonObject.EMPTY_JSON_OBJECT), way);
        }
        assertEquals(Optional.empty(), end("eyJ.%%%.x", JsonObject.EMPTY_JSON_OBJECT));
    }
}
