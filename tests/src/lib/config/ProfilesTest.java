package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which value wins: flag, named profile, environment, profile, top level. */
class ProfilesTest {

    private static final String FILE = """
            {"consumerKey": "top", "subject": "top@acme.example", "privateKeyFile": "top.key", "expiresIn": 60,
             "profiles": {
               "prod": {"subject": "ci@acme.example", "loginUrl": "https://acme.my.salesforce.com"},
               "dev": {"consumerKey": "dev", "subject": "ci@acme.example.dev", "sandbox": true,
                       "privateKeyFile": "dev/dev.key"}}}
            """;

    @TempDir
    Path folder;
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void a_profile_is_completed_by_the_top_level() throws Exception {
        OrgConfig prod = org("prod");
        assertEquals("top", prod.consumerKey());
        assertEquals("ci@acme.example", prod.username());
        assertEquals("https://acme.my.salesforce.com", prod.loginUrl().toString());
        assertEquals(60, prod.expiresIn());
        assertTrue(prod.key().toString().contains("top.key"), prod.key().toString());
        OrgConfig dev = org("dev");
        assertEquals("dev", dev.consumerKey());
        assertEquals(LoginUrl.SANDBOX, dev.loginUrl());
        assertTrue(dev.key().toString().contains(folder.resolve("dev/dev.key").toString()), dev.key().toString());
    }

    @Test
    void a_file_without_profiles_is_what_it_was() throws Exception {
        OrgConfig top = org(null);
        assertEquals("top@acme.example", top.username());
        assertEquals(LoginUrl.PRODUCTION, top.loginUrl());
    }

    @Test
    void the_environment_may_name_the_profile_and_a_flag_another_or_none() throws Exception {
        environment.put("SFJWT_PROFILE", "dev");
        assertEquals("ci@acme.example.dev", org(null).username());
        assertEquals("ci@acme.example", org("prod").username());
        assertEquals("top@acme.example", org("").username());
    }

    @Test
    void a_profile_named_by_a_flag_wins_over_a_variable_that_was_left_set() throws Exception {
        environment.putAll(Map.of("SFJWT_USERNAME", "other@acme.example", "SFJWT_CONSUMER_KEY", "other",
                "SFJWT_LOGIN_URL", "https://other.my.salesforce.com", "SFJWT_PRIVATE_KEY_FILE", "ci.key"));
        OrgConfig dev = org("dev");
        assertEquals("ci@acme.example.dev", dev.username());
        assertEquals("dev", dev.consumerKey());
        assertTrue(dev.key().toString().contains("ci.key"), "the key may come from there");
        assertEquals("https://acme.my.salesforce.com", org("prod").loginUrl().toString());
        assertEquals("other", org("prod").consumerKey(), "the profile has none, and the variable beats the top level");
        assertEquals("other@acme.example", org(null).username());
        environment.put("SFJWT_PROFILE", "dev");
        assertEquals("other@acme.example", org(null).username(), "one variable beats what another points to");
    }

    @Test
    void a_misspelt_profile_is_answered_with_those_there_are() throws Exception {
        Failure failure = assertThrows(Failure.class, () -> org("prdo"));
        assertEquals("profile_unknown", failure.code());
        assertTrue(failure.getMessage().startsWith("--profile \"prdo\" is not a profile in "), failure.getMessage());
        assertEquals("did you mean prod? the profiles there: prod, dev", failure.fix().toString().toString());
        environment.put("SFJWT_PROFILE", "qa");
        failure = assertThrows(Failure.class, () -> org(null));
        assertTrue(failure.getMessage().startsWith("SFJWT_PROFILE \"qa\""), failure.getMessage());
        assertEquals("the profiles there: prod, dev", failure.fix().toString().toString());
    }

    @Test
    void a_wrong_field_is_named_with_its_profile() {
        Failure failure = assertThrows(Failure.class, () -> of("{\"profiles\": {\"a\": {\"subject\": 1}}}", "a"));
        assertTrue(failure.getMessage().startsWith("\"subject\" of profile a in "), failure.getMessage());
        assertEquals("bad_config_field", code("{\"profiles\": []}", "a"));
        failure = assertThrows(Failure.class, () -> of("{\"profiles\": {\"a\": 1}}", "a"));
        assertEquals("bad_config_field", failure.code());
        assertEquals("profile a in " + folder.resolve("jwt.json") + " is not an object", failure.getMessage());
        assertEquals("profile_unknown", code("{}", "a"));
    }

    @Test
    void a_file_with_profiles_only_asks_which() {
        Failure failure = assertThrows(Failure.class, () -> of("{\"profiles\": {\"a\": {}, \"b\": {}}}", null));
        assertEquals("config_incomplete", failure.code());
        assertEquals("name one of these with --profile: a, b", failure.fix().toString());
    }

    @Test
    void a_profile_needs_the_file() {
        var sources = new ConfigSources(OrgSettings.NONE, new Environment(environment, folder),
                folder.resolve("jwt.json"), false).withProfile("prod");
        assertEquals("file_missing", assertThrows(Failure.class, sources::resolve).code());
    }

    @Test
    void the_top_level_is_an_org_where_it_names_a_user_or_stands_alone() throws Exception {
        assertEquals(List.of("", "prod", "dev"), json(FILE).orgs());
        assertEquals(List.of("a"), json("{\"consumerKey\": \"k\", \"profiles\": {\"a\": {}}}").orgs());
        assertEquals(List.of(""), json("{}").orgs());
    }

    /** It would be shown as the top level, and could not be chosen. */
    @Test
    void a_profile_without_a_name_is_passed_over_with_a_warning() throws Exception {
        JwtJson json = json("{\"subject\": \"a@b\", \"profiles\": {\"\": {}, \" \": {}, \"a\": {}}}");
        assertEquals(List.of("", "a"), json.orgs());
        assertEquals(2, json.warnings().stream().filter(one -> one.toString().endsWith("has a profile without a name, "
                + "which is not read")).count());
    }

    private OrgConfig org(String profile) throws Exception {
        return of(FILE, profile);
    }

    private String code(String file, String profile) {
        return assertThrows(Failure.class, () -> of(file, profile)).code();
    }

    private OrgConfig of(String file, String profile) throws Exception {
        return new ConfigSources(OrgSettings.NONE, new Environment(environment, folder), json(file).path(), true)
                .withProfile(profile).resolve();
    }

    private JwtJson json(String text) throws Exception {
        return JwtJson.read(Files.writeString(folder.resolve("jwt.json"), text));
    }
}
