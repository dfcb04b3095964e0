package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import lib.cli.DemoFolder;
import lib.cli.Sfjwt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupConfigCommandTest {

    @TempDir
    Path folder;

    @BeforeEach
    void keys() throws Exception {
        DemoFolder.copyKeys(folder.resolve("certs"));
    }

    @Test
    void at_a_terminal_it_asks_for_what_is_missing_until_the_answer_is_good() throws Exception {
        Sfjwt.Run run = new Sfjwt(folder).onTerminal("https://evil.example",
                "https://acme.lightning.force.com/lightning/page/home", "my key", "3MVG9abc", "nobody",
                "ci@acme.example").run("setup-config").exitsWith(0);
        JsonObject json = written();
        assertEquals("3MVG9abc", json.getString("consumerKey"));
        assertEquals("ci@acme.example", json.getString("subject"));
        assertEquals("https://acme.my.salesforce.com", json.getString("loginUrl"));
        assertTrue(run.err().contains("\"my key\""), run::toString);
        assertTrue(run.err().contains("Setup > My Domain shows it"), run::toString);
        assertTrue(run.err().replaceAll("\\s+", " ").contains("is taken as https://acme.my.salesforce.com"),
                run::toString);
    }

    @Test
    void at_a_terminal_it_asks_nothing_that_was_given() {
        new Sfjwt(folder).onTerminal().run("setup-config", "--consumer-key", "k", "--username", "a@b").exitsWith(0);
    }

    @Test
    void an_end_of_input_is_no_answer_and_writes_nothing() {
        Sfjwt.Run run = new Sfjwt(folder).onTerminal("", "3MVG9abc", null).run("setup-config").exitsWith(2);
        assertTrue(run.err().contains("the username was not given"), run::toString);
        assertTrue(Files.notExists(folder.resolve("jwt.json")));
    }

    @Test
    void a_value_pasted_in_place_of_the_key_file_is_called_by_its_name_and_asked_for_again() throws Exception {
        Files.move(folder.resolve("certs"), folder.resolve("elsewhere"));
        Sfjwt.Run run = new Sfjwt(folder).onTerminal("", "k", "a@b.example",
                "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", null).run("setup-config").exitsWith(2);
        assertTrue((run.out() + run.err()).contains("the key file is a fingerprint, not the path of a private key"),
                run::toString);
    }

    @Test
    void a_key_file_that_is_not_there_is_asked_for() throws Exception {
        Files.move(folder.resolve("certs"), folder.resolve("elsewhere"));
        new Sfjwt(folder).onTerminal("", "k", "a@b.example", "nowhere/server.key", "elsewhere/server.key")
                .run("setup-config").exitsWith(0);
        assertEquals("elsewhere/server.key", written().getString("privateKeyFile"));
    }

    @Test
    void elsewhere_it_fails_with_the_flags_name() {
        Sfjwt.Run run = new Sfjwt(folder).run("setup-config", "--username", "a@b").exitsWith(2);
        assertTrue(run.err().contains("--consumer-key"), run::toString);
        assertTrue(!run.err().contains("--username,"), run::toString);
    }

    @Test
    void key_and_user_may_come_from_the_environment() throws Exception {
        new Sfjwt(folder).with("SFJWT_CONSUMER_KEY", "k").with("SFJWT_USERNAME", "a@b").run("setup-config", "--sandbox")
                .exitsWith(0);
        assertTrue(written().getBoolean("sandbox"));
    }

    @Test
    void an_existing_file_stays_without_force_and_is_kept_with_it() throws Exception {
        Files.writeString(folder.resolve("jwt.json"), "{\"mine\": 1.50, \"consumerKey\": \"old\"}");
        String[] command = {"setup-config", "--consumer-key", "k", "--username", "a@b"};
        new Sfjwt(folder).run(command).exitsWith(3);
        assertEquals("old", written().getString("consumerKey"));

        Sfjwt.Run run = new Sfjwt(folder).run("setup-config", "--consumer-key", "k", "--username", "a@b", "--force")
                .exitsWith(0);
        assertEquals("1.50", written().get("mine").toString());
        assertTrue(run.out().contains("kept from the old file: mine"), run::toString);
        try (var files = Files.list(folder)) {
            assertEquals(1, files.filter(file -> file.toString().endsWith(".bak")).count());
        }
    }

    @Test
    void one_value_is_changed_and_the_rest_stays() throws Exception {
        new Sfjwt(folder).run("setup-config", "--consumer-key", "old", "--username", "a@b", "--login-url",
                "https://acme.my.salesforce.com", "--audience", "https://login.salesforce.com", "--expires-in", "60")
                .exitsWith(0);
        new Sfjwt(folder).run("setup-config", "--force", "--consumer-key", "new").exitsWith(0);
        new Sfjwt(folder).onTerminal().run("setup-config", "--force", "--username", "c@d").exitsWith(0);
        JsonObject json = written();
        assertEquals("new", json.getString("consumerKey"));
        assertEquals("c@d", json.getString("subject"));
        assertEquals("https://acme.my.salesforce.com", json.getString("loginUrl"));
        assertEquals("https://login.salesforce.com", json.getString("audience"));
        assertEquals(60, json.getInt("expiresIn"));
    }

    @Test
    void what_is_there_is_offered() throws Exception {
        new Sfjwt(folder).run("setup-config", "--consumer-key", "old", "--username", "a@b", "--login-url",
                "https://acme.my.salesforce.com").exitsWith(0);
        new Sfjwt(folder).onTerminal("", "", "new@b").run("setup-config", "--force").exitsWith(0);
        JsonObject json = written();
        assertEquals("old", json.getString("consumerKey"));
        assertEquals("new@b", json.getString("subject"));
        assertEquals("https://acme.my.salesforce.com", json.getString("loginUrl"));
    }

    @Test
    void a_profile_asks_for_what_the_top_level_does_not_say_and_is_removed_alone() throws Exception {
        new Sfjwt(folder).run("setup-config", "--consumer-key", "k", "--username", "a@b", "--login-url",
                "https://acme.my.salesforce.com").exitsWith(0);
        new Sfjwt(folder).onTerminal().run("setup-config", "--profile", "one", "--username", "c@d").exitsWith(0);
        new Sfjwt(folder).run("setup-config", "--profile", "two", "--username", "e@f").exitsWith(0);
        assertEquals("https://acme.my.salesforce.com",
                written().getJsonObject("profiles").getJsonObject("one").getString("loginUrl"));
        Sfjwt.Run run = new Sfjwt(folder).run("setup-config", "--remove-profile", "one").exitsWith(0);
        assertTrue(run.out().startsWith("profile one removed from jwt.json\n"), run::toString);
        assertEquals(Set.of("two"), written().getJsonObject("profiles").keySet());
        assertEquals("a@b", written().getString("subject"));
        new Sfjwt(folder).run("setup-config", "--remove-profile", "one").exitsWith(2);
        new Sfjwt(folder).run("setup-config", "--remove-profile", "two").exitsWith(0);
        assertTrue(!written().containsKey("profiles"));
    }

    /** By the very command that is printed, and what is right in the file stays. */
    @ParameterizedTest
    @ValueSource(strings = {"'sandbox': 'no'", "'expiresIn': 99999999999", "'audience': 5", "'profiles': []",
        "'profiles': {'b': 5}", "'profiles': {'b': {'expiresIn': 'x'}}"})
    void what_is_of_the_wrong_type_is_mended_as_it_is_said(String field) throws Exception {
        Files.writeString(folder.resolve("jwt.json"), """
                {"consumerKey": "k", "subject": "a@b", "loginUrl": "https://acme.my.salesforce.com",
                 "privateKeyFile": "certs/server.key", %s}"""
                .formatted(field.replace('\'', '"')));
        var sfjwt = new Sfjwt(folder);
        String fix = problems(sfjwt).getFirst().getString("fix");
        sfjwt.followed(fix.substring(fix.indexOf("again: ") + "again: ".length()));
        assertEquals(List.of(), problems(sfjwt));
        assertEquals("k", written().getString("consumerKey"));
        assertEquals("https://acme.my.salesforce.com", written().getString("loginUrl"));
    }

    /** Of the file as a whole, or of its orgs. */
    private static List<JsonObject> problems(Sfjwt sfjwt) {
        JsonObject json = sfjwt.run("orgs", "--json").json();
        return json.containsKey("error") ? List.of(json) : json.getJsonArray("orgs").stream()
                .map(org -> org.asJsonObject().getJsonObject("problem")).filter(Objects::nonNull).toList();
    }

    @Test
    void a_file_that_was_found_above_is_the_one_that_is_mended() throws Exception {
        Files.writeString(folder.resolve("jwt.json"), """
                {"consumerKey": "k", "subject": "a@b", "privateKeyFile": "certs/server.key", "sandbox": "no"}""");
        Path below = Files.createDirectories(folder.resolve("src/main"));
        var sfjwt = new Sfjwt(below);
        String fix = sfjwt.run("get-token", "--json").failsWith(3, "bad_config_field").getString("fix");
        sfjwt.followed(fix.substring(fix.indexOf("again: ") + "again: ".length()));
        assertEquals(JsonValue.FALSE, written().get("sandbox"));
        assertTrue(Files.notExists(below.resolve("jwt.json")));
    }

    @Test
    void a_profile_that_is_none_can_be_removed() throws Exception {
        Files.writeString(folder.resolve("jwt.json"), """
                {"subject": "a@b", "profiles": {"a": null}}""");
        new Sfjwt(folder).run("setup-config", "--remove-profile", "a").exitsWith(0);
        assertEquals(Set.of("subject"), written().keySet());
    }

    @Test
    void a_line_of_a_key_is_not_the_name_of_a_profile_even_where_its_letters_would_do() {
        String line = "nZy5GKglwve5ZYvoeU6ZRpiCo56GMH1WTfTFUICQd9vzaqq6c3AXEvaia7riQdBS";
        Sfjwt.Run run = new Sfjwt(folder).run("setup-config", "--consumer-key", "k", "--username", "a@b", "--profile",
                line, "--json");
        run.failsWith(2, "bad_profile");
        assertFalse(run.out().contains(line), run::toString);
    }

    private JsonObject written() throws Exception {
        return Json.createReader(new StringReader(Files.readString(folder.resolve("jwt.json")))).readObject();
    }
}
