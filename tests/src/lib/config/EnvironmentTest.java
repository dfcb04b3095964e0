package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.failure.Failure;
import lib.keys.KeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static final Path FOLDER = Path.of("/acme");
    private static final String PEM = "-----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----";

    @Test
    void every_variable_is_read_and_remembers_its_name() {
        OrgSettings settings = settings(Map.of("SFJWT_CONSUMER_KEY", "k", "SFJWT_USERNAME", "a@b", "SFJWT_PRIVATE_KEY",
                PEM, "SFJWT_LOGIN_URL", "https://acme.my.salesforce.com", "SFJWT_SANDBOX", "false", "SFJWT_AUDIENCE",
                "https://login.salesforce.com"));
        assertEquals(OrgSettings.NONE.withConsumerKey(new Setting<>("k", "SFJWT_CONSUMER_KEY"))
                .withUsername(new Setting<>("a@b", "SFJWT_USERNAME"))
                .withKey(new Setting<>(new KeySource.InVariable(PEM, "SFJWT_PRIVATE_KEY"), "SFJWT_PRIVATE_KEY"))
                .withLoginUrl(new Setting<>("https://acme.my.salesforce.com", "SFJWT_LOGIN_URL"))
                .withSandbox(new Setting<>(false, "SFJWT_SANDBOX"))
                .withAudience(new Setting<>("https://login.salesforce.com", "SFJWT_AUDIENCE")), settings);
    }

    @Test
    void line_ends_of_a_pasted_secret_do_not_matter() {
        OrgSettings settings = settings(Map.of("SFJWT_CONSUMER_KEY", "k\n", "SFJWT_USERNAME", "\uFEFFa@b\r\n",
                "SFJWT_PRIVATE_KEY_FILE", "certs/server.key\n"));
        assertEquals("k", settings.consumerKey().value());
        assertEquals("a@b", settings.username().value());
        assertEquals(new KeySource.InFile(FOLDER.resolve("certs/server.key")), settings.key().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\t\r\n"})
    void empty_is_not_set(String nothing) {
        var variables = new HashMap<String, String>();
        for (String name : List.of("CONSUMER_KEY", "USERNAME", "PRIVATE_KEY", "PRIVATE_KEY_FILE", "LOGIN_URL",
                "SANDBOX", "AUDIENCE", "KEY_PASSPHRASE")) {
            variables.put("SFJWT_" + name, nothing);
        }
        var environment = new Environment(variables, FOLDER);
        assertEquals(OrgSettings.NONE, environment.settings());
        assertEquals(variables.keySet(), Set.copyOf(environment.empty()));
        assertNull(environment.trimmed("SFJWT_KEY_PASSPHRASE"));
    }

    @Test
    void an_empty_key_does_not_clash_with_a_key_file() {
        assertEquals(new KeySource.InFile(Path.of("/k")),
                settings(Map.of("SFJWT_PRIVATE_KEY", "", "SFJWT_PRIVATE_KEY_FILE", "/k")).key().value());
    }

    @Test
    void two_keys_are_one_too_many() {
        Failure failure = refused(Map.of("SFJWT_PRIVATE_KEY", PEM, "SFJWT_PRIVATE_KEY_FILE", "/k"));
        assertEquals("two_keys", failure.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "1", "yes", " Yes\n"})
    void words_for_a_sandbox(String word) {
        assertEquals(true, settings(Map.of("SFJWT_SANDBOX", word)).sandbox().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "0", "no"})
    void words_for_no_sandbox(String word) {
        assertEquals(false, settings(Map.of("SFJWT_SANDBOX", word)).sandbox().value());
    }

    @Test
    void another_word_is_refused_by_name() {
        Failure failure = refused(Map.of("SFJWT_SANDBOX", "on\u001b[2J"));
        assertEquals("bad_sandbox", failure.code());
        assertEquals("SFJWT_SANDBOX is \"on[2J\"", failure.getMessage());
    }

    /** In CI the secrets get mixed up; then a message that repeats the value would put the key into the log. */
    @ParameterizedTest
    @ValueSource(strings = {"SFJWT_CONSUMER_KEY", "SFJWT_USERNAME", "SFJWT_PRIVATE_KEY_FILE", "SFJWT_LOGIN_URL",
            "SFJWT_SANDBOX", "SFJWT_AUDIENCE"})
    void a_key_in_the_wrong_variable_never_appears(String variable) {
        String flat = PEM.replace("\n", "\\n");
        for (String key : List.of(PEM, flat, Base64.getEncoder().encodeToString(PEM.getBytes()),
                "MIIEcanary" + "A".repeat(1600))) {
            var variables = new HashMap<>(Map.of("SFJWT_CONSUMER_KEY", "k", "SFJWT_USERNAME", "a@b",
                    "SFJWT_PRIVATE_KEY_FILE", "/k"));
            variables.put(variable, key);
            Failure failure = refused(variables);
            var all = new StringWriter();
            failure.printStackTrace(new PrintWriter(all));
            all.write(failure.fix() + "" + failure.json());
            assertFalse(all.toString().contains("canary"), all::toString);
            assertFalse(all.toString().contains(key.substring(30, 50)), all::toString);
        }
    }

    @Test
    void no_toString_holds_the_key() {
        var environment = new Environment(Map.of("SFJWT_CONSUMER_KEY", "k", "SFJWT_USERNAME", "a@b",
                "SFJWT_PRIVATE_KEY", PEM, "OTHER", "canary"), FOLDER);
        var sources = new ConfigSources(OrgSettings.NONE, environment, FOLDER.resolve("nowhere.json"), false);
        for (Object object : List.of(environment, environment.settings(), environment.trimmed("SFJWT_PRIVATE_KEY"),
                environment.settings().key().value(), sources, sources.resolve())) {
            assertFalse(object.toString().contains("canary"), object.getClass() + ": " + object);
        }
    }

    private static OrgSettings settings(Map<String, String> variables) {
        return new Environment(variables, FOLDER).settings();
    }

    private static Failure refused(Map<String, String> variables) {
        return assertThrows(Failure.class, () -> Settings.config(settings(variables)));
    }
}
