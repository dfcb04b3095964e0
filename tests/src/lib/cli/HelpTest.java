package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import lib.catalog.Verb;
import lib.ci.Format;
import lib.config.Environment;
import lib.failure.Kind;
import lib.refusal.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void every_command_has_help_with_examples(Verb verb) {
        Sfjwt.Run run = new Sfjwt(folder).run(verb.word(), "--help").exitsWith(0);
        assertEquals("", run.err());
        assertTrue(run.out().contains("Examples:\n  sfjwt " + verb.word()), run::toString);
        assertTrue(run.out().lines().allMatch(line -> line.length() <= 100), run::toString);
    }

    @Test
    void follow_up_commands_are_written_as_this_run_was_called() {
        String out = new Sfjwt(folder).with("SFJWT_COMMAND", "tests/jbang sfjwt").run().exitsWith(0).out();
        assertTrue(out.contains("  tests/jbang sfjwt generate-certs"), out);
        assertTrue(out.startsWith("sfjwt sets up"), out);
        assertEquals(new Sfjwt(folder).run().out(), new Sfjwt(folder).with("SFJWT_COMMAND", " ").run().out());
    }

    @Test
    void the_version_is_one_line() {
        assertTrue(new Sfjwt(folder).run("--version").exitsWith(0).out().matches("sfjwt [0-9.]+\n"));
        assertTrue(new Sfjwt(folder).run("-V").exitsWith(0).out().matches("sfjwt [0-9.]+\n"));
    }

    @Test
    void with_json_help_and_version_are_documents() {
        var help = new Sfjwt(folder).run("get-token", "--help", "--json").exitsWith(0).json();
        assertEquals("get-token", help.getString("command"));
        assertTrue(help.getJsonArray("options").stream().anyMatch(option -> option.asJsonObject().getJsonArray("names")
                .toString().equals("[\"-c\",\"--config\"]")), help::toString);
        assertEquals(help, new Sfjwt(folder).run("help", "get-token", "--json").exitsWith(0).json());
        assertEquals(Verb.values().length,
                new Sfjwt(folder).run("--json", "--help").exitsWith(0).json().getJsonArray("commands").size());
        assertTrue(new Sfjwt(folder).run("--version", "--json").exitsWith(0).json().getString("version")
                .matches("[0-9.]+"));
    }

    @Test
    void help_shows_a_commands_help_or_all() {
        assertEquals(new Sfjwt(folder).run("get-token", "--help").out(),
                new Sfjwt(folder).run("help", "get-token").exitsWith(0).out());
        assertEquals(new Sfjwt(folder).run("--help").out(), new Sfjwt(folder).run("help").exitsWith(0).out());
    }

    @Test
    void help_on_topics_is_data() {
        var errors = new Sfjwt(folder).run("help", "errors", "--json").exitsWith(0).json().getJsonArray("refusals");
        assertEquals(Refusals.ALL.size(), errors.size());
        String text = new Sfjwt(folder).run("help", "errors").exitsWith(0).out();
        Refusals.ALL.forEach(refusal -> refusal.said()
                .forEach(words -> assertTrue(text.contains(words.error()), words::toString)));

        var formats = new Sfjwt(folder).run("help", "formats", "--json").exitsWith(0).json().getJsonArray("formats");
        assertEquals(Format.words(), formats.stream().map(one -> one.asJsonObject().getString("name")).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 10_000})
    void a_log_that_powershell_wrote_is_read(int lines) {
        String log = "\uFEFF" + "a line of a build that goes well\r\n".repeat(lines)
                + "sf : Error (JwtGrantError): invalid_grant: audience is invalid\r\n";
        var found = new Sfjwt(folder).piping(log.getBytes(StandardCharsets.UTF_16LE)).run("help", "errors", "--json")
                .exitsWith(0).json().getJsonArray("refusals");
        assertEquals("audience_invalid", found.getJsonObject(0).getString("id"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 10_000})
    void the_log_of_a_build_says_at_its_end_why_it_failed(int lines) {
        String log = "a line of a build that goes well\n".repeat(lines)
                + "##[error] invalid_grant: audience is invalid\n";
        var found = new Sfjwt(folder).piping(log.getBytes()).run("help", "errors", "--json").exitsWith(0).json()
                .getJsonArray("refusals");
        assertEquals("audience_invalid", found.getJsonObject(0).getString("id"));
        assertEquals(1, found.size());
    }

    @Test
    void every_variable_and_exit_code_has_help() throws Exception {
        String variables = new Sfjwt(folder).run("help", "environment").exitsWith(0).out();
        for (var field : Environment.class.getFields()) {
            assertTrue(variables.contains(field.get(null) + " "), field.getName());
        }
        var codes = new Sfjwt(folder).run("help", "exit-codes", "--json").exitsWith(0).json().getJsonArray("exitCodes");
        var numbers = codes.stream().map(one -> one.asJsonObject().getInt("code")).toList();
        Arrays.stream(Kind.values()).forEach(kind -> assertTrue(numbers.contains(kind.exit()), kind.toString()));
    }

    /** Picocli formats every description for it, and where it cannot it says so on the process's own stderr. */
    @Test
    void a_percent_sign_in_a_description_is_doubled() throws Exception {
        Process process = new Sfjwt(folder).process("completion", "fish")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals("", new String(process.getErrorStream().readAllBytes()));
        assertEquals(0, process.waitFor());
    }

    @Test
    void a_command_is_called_what_its_class_is() throws Exception {
        for (Verb verb : Verb.values()) {
            assertEquals(verb.word(), Class.forName(verb.className()).getAnnotation(CommandLine.Command.class).name());
        }
    }

    @Test
    void an_unknown_option_is_named_without_what_follows_it() {
        Sfjwt.Run run = new Sfjwt(folder).run("get-token", "--passphrase", "hunter2").exitsWith(2);
        assertTrue(run.err().contains("\"--passphrase\""), run::toString);
        assertFalse(run.err().contains("hunter2"), run::toString);
        run = new Sfjwt(folder).run("get-token", "--token=hunter2", "--json").exitsWith(2);
        assertFalse((run.out() + run.err()).contains("hunter2"), run::toString);
        assertEquals(2, run.json().getInt("exitCode"));
    }
}
