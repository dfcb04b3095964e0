package lib.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import lib.failure.Voice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools and CI systems are given: one text for the guide, the dashboard and the README. */
class RecipesTest {

    private static final Recipes FULL = new Recipes("3MVG9'x", "o'neill@acme.example", "/home/o'neill/my keys/a.key",
            "https://acme.my.salesforce.com", false, "https://login.salesforce.com", "prod", true);

    private static String code(Recipes recipes, Shell shell, String id) {
        return recipes.all(shell, Voice.PLAIN).stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow()
                .code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github", "gitlab", "azure", "jenkins"})
    void the_README_shows_this_very_text(String id) throws Exception {
        String readme = Files.readString(Path.of(System.getProperty("sfjwt.repository"), "README.md"));
        String code = code(Recipes.WITHOUT_VALUES, Shell.SH, id);
        assertTrue(readme.contains("\n" + code + "```\n"), () -> "README.md does not have:\n" + code);
    }

    @ParameterizedTest
    @CsvSource({"github, SFJWT_AUDIENCE: https://login.salesforce.com", "gitlab, SFJWT_CONSUMER_KEY: '3MVG9''x'",
        "azure, SFJWT_USERNAME: 'o''neill@acme.example'"})
    void known_values_stand_in_the_pipeline_quoted_as_yaml_wants_it(String id, String line) {
        String code = code(FULL, Shell.SH, id);
        assertTrue(code.contains("\n      " + line.strip()) || code.contains("\n    " + line.strip()), code);
        assertFalse(code.contains("secrets.SFJWT_CONSUMER_KEY"), code);
        assertTrue(code.contains("SFJWT_PRIVATE_KEY") || id.equals("gitlab"), code);
    }

    /** A colon and a blank in a value that is not quoted begin another one, and the CI system refuses the file. */
    @Test
    void what_is_yaml_can_be_read_as_yaml() throws Exception {
        var yaml = new ObjectMapper(new YAMLFactory());
        for (Recipes recipes : List.of(Recipes.WITHOUT_VALUES, FULL)) {
            for (String id : List.of("github", "gitlab", "azure")) {
                assertTrue(yaml.readTree(code(recipes, Shell.SH, id)).isObject(), id);
            }
        }
        String readme = Files.readString(Path.of(System.getProperty("sfjwt.repository"), "README.md"));
        var blocks = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(readme).results().toList();
        assertFalse(blocks.isEmpty());
        for (MatchResult block : blocks) {
            assertTrue(yaml.readTree(block.group(1)).isContainerNode(), block.group(1));
        }
    }

    /** The page saves them under the name of the file that the CI system reads. */
    @Test
    void each_is_a_whole_file() throws Exception {
        var yaml = new ObjectMapper(new YAMLFactory());
        assertTrue(yaml.readTree(code(FULL, Shell.SH, "github")).hasNonNull("on"), "GitHub wants an event");
        assertTrue(yaml.readTree(code(FULL, Shell.SH, "azure")).hasNonNull("pool"), "Azure has no default");
        assertTrue(code(FULL, Shell.SH, "jenkins").startsWith("node {\n  checkout scm\n"), "sh needs an agent");
    }

    @Test
    void a_jenkins_value_stays_within_its_quotes() {
        assertTrue(code(FULL, Shell.SH, "jenkins").contains("'SFJWT_USERNAME=o\\'neill@acme.example'"));
    }

    @Test
    void a_shell_hands_on_the_very_values() throws Exception {
        assertEquals(List.of("sf", "org", "login", "jwt", "--username", "o'neill@acme.example", "--jwt-key-file",
                "/home/o'neill/my keys/a.key", "--client-id", "3MVG9'x", "--instance-url",
                "https://acme.my.salesforce.com", "--alias", "prod", "--set-default"),
                lines("printf '%s\\n' " + code(FULL, Shell.SH, "sf")));
        assertEquals(List.of("3MVG9'x", "o'neill@acme.example", "/home/o'neill/my keys/a.key"),
                lines(code(FULL, Shell.SH, "environment") + "\nprintf '%s\\n' \"$SFJWT_CONSUMER_KEY\" "
                        + "\"$SFJWT_USERNAME\" \"$SFJWT_PRIVATE_KEY_FILE\""));
        assertTrue(code(FULL, Shell.POWERSHELL, "environment").contains("$env:SFJWT_CONSUMER_KEY = '3MVG9''x'"));
    }

    @Test
    void yaml_takes_for_a_string_what_is_one() {
        for (String bare : List.of("abc", "https://a.b/c", "ci@acme.example", "${{ secrets.X }}",
                "$(SFJWT_USERNAME)")) {
            assertEquals(bare, Yaml.string(bare));
        }
        for (String other : List.of("true", "No", "12", "3MVG9", "a b", "x: y", "ends-", "", "@x", "a#b", "${{ x")) {
            assertEquals("'" + other + "'", Yaml.string(other));
        }
        assertEquals("'it''s'", Yaml.string("it's"));
    }

    private static List<String> lines(String script) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", script).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
}
