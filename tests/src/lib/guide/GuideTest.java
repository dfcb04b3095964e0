package lib.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lib.config.Audiences;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Fix;
import lib.failure.Text;
import lib.failure.Voice;
import lib.guide.Guide.Field;
import lib.guide.Guide.Phase;
import lib.guide.Guide.Step;
import lib.guide.Guide.Task;
import lib.keys.KeySource;
import lib.refusal.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuideTest {

    private static final Guide PLAIN = Guide.of(null);

    @Test
    void the_steps_go_from_nothing_to_a_token_and_on_to_the_Salesforce_CLI() {
        assertEquals(List.of("certificates", "app", "config", "token", "sf"),
                PLAIN.steps().stream().map(Step::id).toList());
        assertEquals(List.of(1, 2, 3, 4, 5), PLAIN.steps().stream().map(Step::number).toList());
        assertEquals(List.of("A", "B", "C"), step("app").phases().stream().map(Phase::letter).toList());
    }

    @Test
    void every_field_of_the_app_has_its_value() {
        List<Field> fields = step("app").phases().stream().flatMap(phase -> phase.tasks().stream())
                .flatMap(task -> task.fields().stream()).toList();
        assertEquals(List.of(
                new Field("External Client App Name", "sfjwt"),
                new Field("API Name", "sfjwt"),
                new Field("Contact Email", "your e-mail address", Guide.Use.OWN),
                new Field("Distribution State", "Local"),
                new Field("Callback URL", "http://localhost:1717/OauthRedirect"),
                new Field("Scope", "Manage user data via APIs (api)"),
                new Field("Scope", "Manage user data via Web browsers (web)"),
                new Field("Scope", "Perform requests at any time (refresh_token, offline_access)"),
                new Field("Certificate", "certs/server.crt", Guide.Use.CERTIFICATE),
                new Field("Permitted Users", "Admin approved users are pre-authorized"),
                new Field("Consumer Key", "3MVG9… (about 85 characters)", Guide.Use.CONSUMER_KEY)), fields);
    }

    @Test
    void every_click_is_named_as_Setup_names_it() {
        assertNames("A", "External Client App Manager", "New External Client App", "Basic Information",
                "API (Enable OAuth Settings)", "Enable OAuth", "Selected OAuth Scopes", "Flow Enablement",
                "Enable JWT Bearer Flow", "never upload it", "Create");
        assertNames("B", "Policies", "Edit", "OAuth Policies", "OK", "App Policies", "Select Profiles",
                "Select Permission Sets", "Manage Assignments", "Save");
        assertNames("C", "Settings", "OAuth Settings", "Consumer Key and Secret", "Copy the Consumer Key",
                "about ten minutes");
    }

    @Test
    void without_a_config_the_commands_have_placeholders() {
        assertEquals(List.of("sfjwt generate-certs --org 'My Company' --email you@example.com"),
                commands("certificates"));
        assertEquals(List.of("sfjwt setup-config --consumer-key YOUR_CONSUMER_KEY --username you@example.com "
                + "--key-file certs/server.key --login-url https://YOUR_DOMAIN.my.salesforce.com"),
                commands("config"));
        assertEquals(List.of("sfjwt get-token", "TOKEN=$(sfjwt get-token --token-only)"), commands("token"));
        assertEquals(List.of("sf org login jwt --username you@example.com --jwt-key-file certs/server.key --client-id "
                        + "YOUR_CONSUMER_KEY --instance-url https://login.salesforce.com --alias my-org --set-default",
                "sfdx force:auth:jwt:grant --username you@example.com --jwtkeyfile certs/server.key --clientid "
                        + "YOUR_CONSUMER_KEY --instanceurl https://login.salesforce.com --setalias my-org "
                        + "--setdefaultusername"), commands("sf"));
    }

    static Stream<OrgConfig> configs() {
        return Stream.of(
                config("https://acme.my.salesforce.com", false, null, 300),
                config("https://acme.my.salesforce.com", true, null, 300),
                config("https://acme--dev.sandbox.my.salesforce.com", true, null, 60),
                config("https://acme.my.site.com/customers", false, "https://login.salesforce.com", 300),
                config("http://127.0.0.1:4000", false, null, 300));
    }

    @ParameterizedTest
    @MethodSource("configs")
    void with_a_config_a_shell_hands_its_very_values_to_each_command(OrgConfig config) throws Exception {
        Guide guide = Guide.of(config);
        List<String> setup = words(guide.steps().get(2).commands().getFirst().toString());
        assertEquals(List.of("sfjwt", "setup-config"), setup.subList(0, 2));
        assertEquals(config, written(setup));

        String key = ((KeySource.InFile) config.key()).path().toString();
        assertEquals(List.of("sf", "org", "login", "jwt", "--username", config.username(), "--jwt-key-file", key,
                "--client-id", config.consumerKey(), "--instance-url", config.loginUrl().toString(), "--alias",
                "my-org", "--set-default"), words(guide.steps().get(4).commands().get(0).toString()));
        assertEquals(List.of("sfdx", "force:auth:jwt:grant", "--username", config.username(), "--jwtkeyfile", key,
                "--clientid", config.consumerKey(), "--instanceurl", config.loginUrl().toString(), "--setalias",
                "my-org", "--setdefaultusername"), words(guide.steps().get(4).commands().get(1).toString()));
    }

    @Test
    void a_key_in_a_variable_is_not_printed() {
        var config = new OrgConfig("k", "a@b", LoginUrl.PRODUCTION, false,
                Audiences.of(LoginUrl.PRODUCTION, false), 300,
                new KeySource.InVariable("canary", "SFJWT_PRIVATE_KEY"), null, List.of());
        assertFalse(Guide.of(config).json(Voice.PLAIN, Voice.PLAIN).toString().contains("canary"));
    }

    @Test
    void troubleshooting_is_the_table_that_get_token_reads() {
        assertEquals(Refusals.ALL, PLAIN.troubleshooting());
        assertTrue(PLAIN.references().stream().allMatch(link -> link.url().startsWith("https://")));
    }

    @Test
    void as_json_it_says_the_same() {
        JsonObject json = PLAIN.json(Voice.PLAIN, Voice.PLAIN);
        assertEquals(List.of("steps", "recipes", "troubleshooting", "references"), List.copyOf(json.keySet()));
        JsonObject app = json.getJsonArray("steps").getJsonObject(1);
        assertEquals(List.of("number", "id", "title", "text", "phases", "commands"), List.copyOf(app.keySet()));
        JsonObject scopes = app.getJsonArray("phases").getJsonObject(0).getJsonArray("tasks").getJsonObject(4);
        assertEquals("Manage user data via APIs (api)",
                scopes.getJsonArray("fields").getJsonObject(0).getString("value"));
        assertEquals(commands("sf").get(0),
                json.getJsonArray("steps").getJsonObject(4).getJsonArray("commands").getString(0));
        assertEquals(Refusals.ALL.size(), json.getJsonArray("troubleshooting").size());
        assertEquals(PLAIN.references().size(), json.getJsonArray("references").size());
    }

    private static List<String> commands(String id) {
        return step(id).commands().stream().map(Text::toString).toList();
    }

    private static Step step(String id) {
        return PLAIN.steps().stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    private static void assertNames(String letter, String... words) {
        String text = String.join(" ", step("app").phases().stream().filter(phase -> phase.letter().equals(letter))
                .flatMap(phase -> phase.tasks().stream()).map(Task::text).toList());
        for (String word : words) {
            assertTrue(text.contains(word), word + " is not in phase " + letter + ": " + text);
        }
    }

    /** A key file and a user with all that a shell could trip over. */
    private static OrgConfig config(String url, boolean sandbox, String audience, int expiresIn) {
        var loginUrl = LoginUrl.parse(new Setting<>(url, "test"));
        return new OrgConfig("3MVG9.$(id)`id`\"x\"\\", "o'neill+ci$HOME@acme.example", loginUrl, sandbox,
                audience == null ? Audiences.of(loginUrl, sandbox) : Audiences.given(audience), expiresIn,
                new KeySource.InFile(Path.of("/home/o'neill & co/my keys/*.key")), null, List.of());
    }

    /** What setup-config would make of the words of a command. */
    private static OrgConfig written(List<String> words) {
        String audience = value(words, "--audience");
        String expiresIn = value(words, "--expires-in");
        OrgConfig read = OrgConfig.of(OrgSettings.NONE.withConsumerKey(setting(value(words, "--consumer-key")))
                        .withUsername(setting(value(words, "--username")))
                        .withKey(new Setting<>(new KeySource.InFile(Path.of(value(words, "--key-file"))), "test"))
                        .withLoginUrl(setting(value(words, "--login-url")))
                        .withSandbox(words.contains("--sandbox") ? setting(true) : null)
                        .withAudience(audience == null ? null : setting(audience))
                        .withExpiresIn(expiresIn == null ? null : setting(Integer.valueOf(expiresIn))),
                new OrgConfig.WhenMissing("", Fix.of("give it")));
        // without the warning that no Consumer Key has such signs in it
        return new OrgConfig(read.consumerKey(), read.username(), read.loginUrl(), read.sandbox(), read.audiences(),
                read.expiresIn(), read.key(), read.otherKey(), List.of());
    }

    private static String value(List<String> words, String option) {
        int at = words.indexOf(option);
        return at < 0 ? null : words.get(at + 1);
    }

    private static <T> Setting<T> setting(T value) {
        return new Setting<>(value, "test");
    }

    private static List<String> words(String command) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
