package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.keys.KeySource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourcesTest {

    private static final Map<String, String> ENOUGH = Map.of("SFJWT_CONSUMER_KEY", "k", "SFJWT_USERNAME", "env@x",
            "SFJWT_PRIVATE_KEY_FILE", "env.key");

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("jwt.json");
    }

    @Test
    void what_is_missing_may_stand_there_under_another_name() throws Exception {
        Files.writeString(file, "{\"clientId\": \"3MVG\"}");
        Failure failure = assertThrows(Failure.class, () -> sources(OrgSettings.NONE, Map.of(), true).resolve());
        assertTrue(failure.getMessage().contains("\"clientId\", which is not read: did you mean \"consumerKey\"?"),
                failure.getMessage());
    }

    @Test
    void the_environment_alone_is_enough() {
        OrgConfig config = sources(OrgSettings.NONE, ENOUGH, false).resolve();
        assertEquals("env@x", config.username());
        assertEquals(new KeySource.InFile(folder.resolve("env.key")), config.key());
        assertEquals("https://login.salesforce.com", config.audience());
    }

    @Test
    void flags_win_over_the_environment_and_that_over_the_file() throws Exception {
        Files.writeString(file, """
                {"consumerKey": "file", "subject": "file@x", "privateKeyFile": "file.key", "expiresIn": 60,
                 "loginUrl": "https://file.my.salesforce.com"}""");
        var flags = OrgSettings.NONE.withConsumerKey(Settings.of("flag"));
        var environment = Map.of("SFJWT_USERNAME", "env@x", "SFJWT_CONSUMER_KEY", "env");
        OrgConfig config = sources(flags, environment, false).resolve();
        var url = new LoginUrl(URI.create("https://file.my.salesforce.com"));
        assertEquals(new OrgConfig("flag", "env@x", url, false, Audiences.of(url, false), 60,
                new KeySource.InFile(folder.resolve("file.key")), null, List.of()), config);
    }

    @Test
    void a_file_that_was_asked_for_must_be_there() {
        assertEquals("file_missing",
                assertThrows(Failure.class, sources(OrgSettings.NONE, ENOUGH, true)::resolve).code());
    }

    @Test
    void a_broken_file_is_named_even_if_it_is_only_the_default() throws Exception {
        Files.writeString(file, "{");
        assertEquals("config_not_json",
                assertThrows(Failure.class, sources(OrgSettings.NONE, ENOUGH, false)::resolve).code());
    }

    @Test
    void what_is_missing_is_said_with_where_it_was_looked_for() throws Exception {
        Failure without = assertThrows(Failure.class, sources(OrgSettings.NONE, Map.of(), false)::resolve);
        assertTrue(without.getMessage().endsWith("; there is no " + file), without::getMessage);
        assertTrue(without.fix().toString().contains("sfjwt setup-config"), () -> without.fix().toString());

        Files.writeString(file, "{\"subject\": \"a@b\", \"privateKeyFile\": \"k\"}");
        Failure with = assertThrows(Failure.class, sources(OrgSettings.NONE, Map.of(), false)::resolve);
        assertTrue(with.getMessage().startsWith("missing: the consumer key"), with::getMessage);
        assertFalse(with.getMessage().contains("username"), with::getMessage);
        assertTrue(with.fix().toString().contains("add it to " + file), () -> with.fix().toString());
    }

    @Test
    void variables_that_are_set_to_nothing_are_pointed_out() {
        Failure failure = assertThrows(Failure.class, sources(OrgSettings.NONE,
                Map.of("SFJWT_CONSUMER_KEY", "", "SFJWT_PRIVATE_KEY", " \n"), false)::resolve);
        assertTrue(failure.getMessage().contains("set but empty: SFJWT_CONSUMER_KEY, SFJWT_PRIVATE_KEY"),
                failure::getMessage);
    }

    private ConfigSources sources(OrgSettings flags, Map<String, String> environment, boolean asked) {
        return new ConfigSources(flags, new Environment(environment, folder), file, asked);
    }
}
