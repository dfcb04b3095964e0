package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakenValueTest {

    private static final List<Consumer<Setting<String>>> PLACES = List.of(GivenValue::consumerKey, GivenValue::username,
            LoginUrl::parse, GivenValue::audience);

    private static Failure refusal(Consumer<Setting<String>> place, String value) {
        return assertThrows(Failure.class, () -> place.accept(new Setting<>(value, "SFJWT_X")), value);
    }

    /** Columns: a value, what it is called. */
    @ParameterizedTest
    @CsvSource({
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl, a signed assertion",
        "./certs/server.key, the path of a file",
        "/home/me/server.key, the path of a file",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709, 40 hex digits",
        "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU, a fingerprint",
        "00112233445566778899AABBCCDDEEFF:00112233445566778899AABBCCDDEEFF, the encrypted file of another tool",
        "$(CONSUMER_KEY), a variable that was never filled in",
        "${CONSUMER_KEY}, a variable that was never filled in",
        "${{ secrets.KEY }}, a variable that was never filled in",
        "#{CONSUMER_KEY}#, a variable that was never filled in",
        "null, a word for nothing",
        "undefined, a word for nothing",
        "YOUR_CONSUMER_KEY, the placeholder of an example",
        "op://vault/salesforce/key, the address of a secret",
        "***, a mask",
        "3MVG9Kip4IKA..., a shortened value",
        "3MVG9Kip4IKA…, a shortened value",
        "1A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C5D6E7F809, a Consumer Secret",
        "00D000000000001!AQcanary.token.of.a.session, an access token",
    })
    void is_called_by_its_name_wherever_it_stands(String value, String name) {
        for (Consumer<Setting<String>> place : PLACES) {
            Failure failure = refusal(place, value);
            assertTrue(failure.getMessage().startsWith("SFJWT_X ") && failure.getMessage().contains(name),
                    failure.getMessage());
            assertFalse(failure.fix().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJjYW5hcnkifQ.Y2FuYXJ5",
        "1A2B3C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B4C5D6E7F809",
        "00D000000000001!AQcanary.token.of.a.session", "5Aep861canary.canary.canary.canary"})
    void a_secret_in_the_wrong_place_is_not_repeated(String secret) {
        for (Consumer<Setting<String>> place : PLACES) {
            Failure failure = refusal(place, secret);
            assertFalse((failure.getMessage() + failure.fix() + failure.json()).contains(secret.substring(0, 12)),
                    failure.getMessage());
        }
    }

    @Test
    void a_value_of_another_place_is_none_of_this_one() {
        String key = "3MVG9Kip4IKAJXfebqe2CL4.Kip4IKAJXfebqe2CL4";
        assertTrue(refusal(GivenValue::username, key).getMessage().contains("is a Consumer Key"));
        assertTrue(refusal(GivenValue::consumerKey, "ci@acme.example").getMessage().contains("is a username"));
        assertTrue(refusal(GivenValue::consumerKey, "1b4e28ba-2fa1-11d2-883f-0016d3cca427").getMessage()
                .contains("is a UUID"));
        assertTrue(refusal(GivenValue::consumerKey, "{1B4E28BA-2FA1-11D2-883F-0016D3CCA427}").getMessage()
                .contains("is a UUID"));
        assertTrue(refusal(GivenValue::consumerKey, "https://acme.my.salesforce.com").getMessage()
                .contains("is a web address"));
        assertTrue(refusal(LoginUrl::parse, key).getMessage().contains("is a Consumer Key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3MVG9Kip4IKAJXfebqe2CL4\"", "'3MVG9Kip4IKAJXfebqe2CL4'", "3MVG9Kip4IKAJXfebqe2CL4\"",
        "\u201c3MVG9Kip4IKAJXfebqe2CL4\u201d"})
    void quotation_marks_are_to_be_left_out(String value) {
        assertTrue(refusal(GivenValue::consumerKey, value).getMessage().contains("quotation marks"), value);
    }

    @Test
    void of_a_whole_line_of_settings_the_name_is_said_alone() {
        for (Consumer<Setting<String>> place : PLACES) {
            for (String line : List.of("SFJWT_KEY=canary", "export KEY=\"canary\"", "A1=canary")) {
                Failure failure = refusal(place, line);
                assertTrue(failure.getMessage().contains("=…\" is a whole line"), failure.getMessage());
                assertFalse(failure.json().toString().contains("canary"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci@acme.example,", "ci@acme.example;", "ci@acme.example\\n", "ci@acme.example>",
        "ci@acme.example)"})
    void what_follows_a_username_in_its_file_is_none_of_it(String typed) {
        assertTrue(refusal(GivenValue::username, typed).getMessage().contains("that no username has"), typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci@acme.example.uat_1", "o'neil+ci=x@acme.example", "j\u00fcrgen@m\u00fcller.example"})
    void a_username_is_what_setup_shows(String username) {
        assertEquals(username, GivenValue.username(Settings.of(username)));
    }

    @Test
    void of_a_consumer_key_a_sign_that_salesforce_does_not_use_is_odd() {
        assertEquals("has a ; in it; Salesforce's own Consumer Keys have letters, digits, dots and _ only",
                GivenValue.oddConsumerKey("3MVG9Kip4IKAJXfebqe2CL4;").orElseThrow());
        assertTrue(GivenValue.oddConsumerKey("3MVG9Kip4IKA/Xfebqe2CL4,").orElseThrow().contains("base64"));
        assertTrue(GivenValue.oddConsumerKey("3MVG9DEMO.This_key-1").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3MVG9Kip4IKAJXfebqe2CL4", "3MVG9DEMO.This_key.DEMO_D",
        "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809", "my-own-key"})
    void a_consumer_key_is_what_its_app_says(String key) {
        assertEquals(key, GivenValue.consumerKey(Settings.of(key)));
    }
}
