package lib.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write for GitHub, read by its runner's rules. */
class GithubTest {

    private static final List<String> HOSTILE = List.of("plain", "100% sure", "%0A::set-env name=X::y",
            "a:b,c=d", "line\nbreak", "crlf\r\nbreak", "it's \"quoted\"", "ümläut 🔑", "::stop-commands::x", "EOF",
            "A<<B", "A=B", "");

    @TempDir
    Path folder;

    @Test
    void any_value_survives_the_env_file_and_sets_nothing_else() throws Exception {
        for (String value : HOSTILE) {
            Path file = Files.writeString(folder.resolve("env"), "EARLIER=1"); // no line break at its end
            new GithubFile("GITHUB_ENV", file).append(List.of(new Variable("SF_X", value, true),
                    new Variable("SF_Y", "y", false)));
            assertEquals(Map.of("EARLIER", "1", "SF_X", value, "SF_Y", "y"), Runner.variables(Files.readString(file)));
        }
    }

    @Test
    void the_delimiter_is_another_each_time() throws Exception {
        Path file = Files.createFile(folder.resolve("env"));
        new GithubFile("GITHUB_ENV", file).append(List.of(new Variable("SF_X", "x", true)));
        String first = Files.readString(file);
        Files.writeString(file, "");
        new GithubFile("GITHUB_ENV", file).append(List.of(new Variable("SF_X", "x", true)));
        assertNotEquals(first, Files.readString(file));
    }

    @Test
    void a_file_that_the_runner_did_not_make_is_none() {
        for (var environment : List.of(Map.<String, String>of(), Map.of("GITHUB_ENV", ""),
                Map.of("GITHUB_ENV", "no"))) {
            Failure failure = assertThrows(Failure.class, () -> GithubFile.of("GITHUB_ENV", environment, folder));
            assertEquals("not_on_github", failure.code());
        }
        assertFalse(Files.exists(folder.resolve("no")));
    }

    @Test
    void an_annotation_is_one_line_that_says_what_was_said() {
        for (String words : HOSTILE) {
            String line = WorkflowCommand.error("title: " + words, words);
            assertEquals(1, line.lines().count(), line);
            Runner.Command command = Runner.commands(line).getFirst();
            assertEquals("error", command.name());
            assertEquals("title: " + words, command.properties().get("title"));
            assertEquals(words, command.data());
        }
    }

    @Test
    void every_line_of_a_secret_is_masked_but_short_ones() {
        List<String> masks = WorkflowCommand.mask("-----BEGIN\r\n100%secret\n\nab\n  indented  \n");
        assertEquals(List.of("-----BEGIN", "100%secret", "indented"), masks.stream()
                .map(line -> Runner.commands(line).getFirst().data()).toList());
        assertEquals(List.of(), WorkflowCommand.mask(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::error::x", "  ::add-mask::x", "\u00a0::set-output name=a::b", "ok\n::stop-commands::x",
        "Salesforce said ##[add-path]/tmp", "##[error]x", "::::x", "\u2003::debug::x"})
    void foreign_words_are_no_commands(String words) {
        assertFalse(Runner.commands(words).isEmpty(), "the test itself: " + words);
        assertEquals(List.of(), Runner.commands(WorkflowCommand.harmless(words)));
        assertEquals("std::vector, http://x and a::b", WorkflowCommand.harmless("std::vector, http://x and a::b"));
    }

    @Test
    void azure_finds_no_command_in_foreign_words_either() {
        assertFalse(WorkflowCommand.harmless("x ##vso[task.setvariable variable=PATH]y").contains("##vso["));
    }

    @Test
    void a_summary_at_no_possible_path_is_a_failure() {
        assertEquals("bad_path", assertThrows(Failure.class, () -> FailureReport.summarize(
                Failure.usage("some_code", "a", "b"), Map.of("GITHUB_STEP_SUMMARY", "a\0b"), Path.of(""))).code());
    }

    @Test
    void the_summary_has_no_markup_but_its_own() {
        String hostile = "<script>x</script> **b** [l](http://e.example) ![i](x) `c` @user #1 a|b ~s~ &amp; "
                + "https://e.example";
        String markdown = FailureReport.markdown(Failure.usage("some_code", hostile, "fix\nit")
                .because(List.of(new Cause("one", hostile, Fix.of("one")), new Cause("two", "two", Fix.of("three")))));
        assertTrue(markdown.startsWith("### sfjwt: some\\_code\n\n**Error:** &lt;script\\>x&lt;/script\\> "
                + "\\*\\*b\\*\\* \\[l\\]\\(http&#58;//e.example\\) \\!\\[i\\]\\(x\\) \\`c\\` "
                + "\\@user \\#1 a\\|b \\~s\\~ &amp;amp; https&#58;//e.example\n\n**Fix:** fix it\n\n"), markdown);
        assertTrue(markdown.contains("\n1. two<br>three\n"), markdown);
    }
}
