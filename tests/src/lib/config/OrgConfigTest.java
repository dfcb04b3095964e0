package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrgConfigTest {

    @Test
    void without_a_word_about_it_the_org_is_a_production_org_and_the_assertion_lives_for_300_seconds() {
        OrgConfig config = Settings.config(Settings.complete(Path.of("k")));
        assertEquals(LoginUrl.PRODUCTION, config.loginUrl());
        assertFalse(config.sandbox());
        assertEquals("https://login.salesforce.com", config.audience());
        assertEquals(300, config.expiresIn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "3MVG9 x", "3MVG9x\n", "3MVG9\u00A0x", "3MVG9\u200Bx", "3MVG9x\uFEFF", "3MVG9…",
            "3MVG9é", "a\u001Bb"})
    void a_consumer_key_is_what_the_copy_button_gives(String key) {
        refused("bad_consumer_key", () -> GivenValue.consumerKey(Settings.of(key, "--consumer-key")), "--consumer-key");
    }

    @Test
    void a_consumer_key_whose_letters_stand_in_a_row_is_not_taken_for_a_secret() {
        String key = "3MVG9A1bC2dE3fG4hI5jK6lM7nO8pQ9rS0tU1vW2xY3zA4bC5dE6fG7hI8jK9lM0nO1pQ2rS3tU4vW5xY6zA";
        assertEquals(key, GivenValue.consumerKey(Settings.of(key)));
    }

    @Test
    void a_consumer_key_of_ones_own_making_is_as_good() {
        assertEquals("aB+/=._-~!", GivenValue.consumerKey(Settings.of("aB+/=._-~!")));
    }

    /** The last line of a private key, handed over alone where the quotes around the key were forgotten. */
    @ParameterizedTest
    @CsvSource({"q3VtIGxvcmVtIGlwc3Vt7A==, true", "Zm9v/YmFyYmF6, true", "Zm9v+YmFyYmF6, true", "Zm9vYmFyYmF6, false",
        "my-own-key, false", "3MVG9Kip4IKAJXfebqe2CL4.qG7hdwqZ3DHO5CmEH0jwFz_8VhE8vcf6mM4AkV1Qn0R9d, false"})
    void a_consumer_key_that_looks_like_base64_is_warned_about_and_not_shown(String key, boolean odd) {
        List<Warning> warnings = Settings.config(Settings.complete(Path.of("k"))
                .withConsumerKey(Settings.of(key, "SFJWT_CONSUMER_KEY"))).warnings();
        assertEquals(odd ? List.of("consumer_key_odd") : List.of(), warnings.stream().map(Warning::code).toList());
        assertTrue(!odd || warnings.getFirst().toString().startsWith("SFJWT_CONSUMER_KEY has a +, / or = in it")
                && !warnings.toString().contains(key), warnings::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ci", "@acme", "ci@", "ci@@acme", "a@b@c", "ci @acme", "ci@acme\n", "ci@acme\u00A0",
            "ci\u200D@acme", "ci@acme\u2060", "ci\t@acme", "<ci@acme.example>",
            "mailto:ci@acme.example", "ci@acme\u2026"})
    void a_username_has_one_at_and_nothing_invisible(String username) {
        refused("bad_username", () -> GivenValue.username(Settings.of(username, "SFJWT_USERNAME")), "SFJWT_USERNAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci@acme.example", "o'neill+ci@acme.example.dev", "a@b", "jürgen@例え.example"})
    void usernames_that_there_are(String username) {
        assertEquals(username, GivenValue.username(Settings.of(username)));
    }

    @Test
    void the_message_names_the_value_the_character_and_the_place() {
        Failure failure = assertThrows(Failure.class,
                () -> GivenValue.username(Settings.of("ci\u200B@acme", "\"subject\" in /w/jwt.json")));
        assertEquals("\"subject\" in /w/jwt.json \"ci\u200B@acme\" has an invisible character (ZERO WIDTH SPACE) in it",
                failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 299, 300})
    void expiry_within_bounds(int seconds) {
        assertEquals(seconds, GivenValue.expiresIn(Settings.of(seconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 301, 3600, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void expiry_out_of_bounds(int seconds) {
        refused("bad_expires_in", () -> GivenValue.expiresIn(Settings.of(seconds, "--expires-in")),
                "--expires-in is " + seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://login.salesforce.com/", "https://acme.my.site.com/customers//",
        "https://Acme.My.Salesforce.com", "http://127.0.0.1:4000/", "https://gs1.salesforce.com"})
    void an_audience_is_sent_as_it_was_typed(String given) {
        assertEquals(given, GivenValue.audience(Settings.of(given)));
    }

    @ParameterizedTest
    @CsvSource({"https://login.salesforce.com, false", "https://test.salesforce.com, true",
        "https://acme.my.salesforce.com, false", "https://acme.my.salesforce.com/, true",
        "https://acmee.my.salesforce.com, true", "https://Acme.my.salesforce.com, true"})
    void an_unusual_audience_is_a_warning(String given, boolean unusual) {
        OrgConfig config = Settings.config(Settings.where("flag", "https://acme.my.salesforce.com", null, given)
                .over(Settings.complete(Path.of("k"))));
        assertEquals(unusual, config.audienceWarning().isPresent());
        config.audienceWarning().ifPresent(said -> assertTrue(said.contains(given), said));
        assertEquals(List.of(given), config.audiences().candidates());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "login.salesforce.com", "https://", "https://me:canary@x", "https://x?canary",
            "https://x#canary", "https://x /canary", "ftp://x", "https://x/a@canary"})
    void what_is_no_audience_is_refused_without_its_secrets(String audience) {
        Failure failure = refused("bad_audience", () -> GivenValue.audience(Settings.of(audience, "--audience")),
                "--audience");
        assertFalse(failure.getMessage().contains("me:canary") || failure.getMessage().contains("?canary"));
    }

    @Test
    void all_that_is_missing_is_said_at_once_with_every_way_to_give_it() {
        Failure failure = assertThrows(Failure.class, () -> OrgConfig.of(OrgSettings.NONE,
                new OrgConfig.WhenMissing("; there is no jwt.json", Fix.of("give it"))));
        assertEquals("config_incomplete", failure.code());
        for (String way : new String[] {"--consumer-key", "SFJWT_CONSUMER_KEY", "consumerKey", "--username",
            "SFJWT_USERNAME", "subject", "--key-file", "SFJWT_PRIVATE_KEY,", "SFJWT_PRIVATE_KEY_FILE",
            "privateKeyFile", "; there is no jwt.json"}) {
            assertTrue(failure.getMessage().contains(way), way + ": " + failure.getMessage());
        }
        assertEquals("give it", failure.fix().toString().toString());
    }

    private static Failure refused(String code, Executable call, String named) {
        Failure failure = assertThrows(Failure.class, call);
        assertEquals(code, failure.code());
        assertTrue(failure.getMessage().startsWith(named), failure::getMessage);
        return failure;
    }
}
