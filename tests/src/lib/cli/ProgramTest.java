package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.keys.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** What goes wrong before a command runs ends like every other failure. */
class ProgramTest {

    private static final String LONG = "d".repeat(300);
    private static final String REPLACED = "\uFFFD";

    @TempDir
    Path folder;

    /** Picocli cannot make it, because it takes no surroundings. */
    @Command(name = "unmakeable")
    static final class Unmakeable {
        private Unmakeable(int unknown) {
            throw new IllegalStateException("never made with " + unknown);
        }
    }

    @ParameterizedTest
    @CsvSource({"SFJWT_STORE_DIR, LONG, get-token, 2", "SFJWT_STORE_DIR, LONG, whoami, 2",
        "SFJWT_USERNAME, REPLACED, get-token, 2", "ANY, thing, REPLACED, 2"})
    void each_early_part_ends_in_a_failure(String variable, String value, String arg, int exit) {
        Sfjwt sfjwt = new Sfjwt(folder).with(variable, filled(value));
        Sfjwt.Run text = sfjwt.run(filled(arg));
        assertEquals("", text.exitsWith(exit).out());
        assertTrue(text.err().startsWith("sfjwt: error: "), text::toString);
        assertFalse(text.err().contains("\tat "), text::toString);
        Sfjwt.Run json = sfjwt.run(filled(arg), "--json");
        assertEquals(exit, json.exitsWith(exit).json().getInt("exitCode"));
        assertEquals("", json.err());
    }

    /** A program whose look around fails. */
    static final class Blind {
        public static void main(String[] args) {
            System.exit(Program.run(Sfjwt.root(), () -> {
                throw new IllegalStateException("canary");
            }, args));
        }
    }

    @Test
    void a_look_around_that_fails_ends_in_a_failure_too() throws Exception {
        Sfjwt.Run text = ended(new ProcessBuilder(ChildJvm.command(List.of(), Blind.class, "steps"))).exitsWith(1);
        assertEquals("", text.out());
        assertTrue(text.err().startsWith("sfjwt: error: sfjwt has a bug: IllegalStateException\n"), text::toString);
        Sfjwt.Run json = ended(new ProcessBuilder(ChildJvm.command(List.of(), Blind.class, "steps", "--json")));
        json.failsWith(1, "internal");
        assertFalse((text.err() + json.out() + json.err()).contains("canary"), json::toString);
    }

    @Test
    void a_terminal_that_cannot_be_measured_or_written_to_ends_in_a_failure_too() {
        for (Terminal broken : List.of(new Terminal(true, true, StandardCharsets.UTF_8, Optional.empty(), () -> {
            throw new IllegalStateException("canary");
        }), new Terminal(true, true, Charset.forName("ISO-2022-CN"), Optional.empty()))) {
            Sfjwt.Run run = new Sfjwt(folder).on(broken).run("steps").exitsWith(1);
            assertTrue(run.err().startsWith("sfjwt: error: sfjwt has a bug: "), run::toString);
            assertFalse(run.err().contains("canary") || run.err().contains("\tat "), run::toString);
            run = new Sfjwt(folder).on(broken).run("steps", "--no-such-option").exitsWith(2);
            assertTrue(run.err().startsWith("sfjwt: error: unknown option: "), run::toString);
        }
    }

    /** In processes of their own: what a JVM makes of its environment is part of the way. */
    @ParameterizedTest
    @CsvSource({"HOME,", "HOME, relative", "HOME, /nowhere", "HOME, LONG", "HOME, /hömë", "XDG_CACHE_HOME, LONG",
        "XDG_CONFIG_HOME, ~/x", "TERM,", "COLUMNS, 99999999999", "COLUMNS, -1", "PAGER, no-such-pager", "LC_ALL, xx_XX",
        "GITHUB_ACTIONS, true", "JAVA_TOOL_OPTIONS, -Dstderr.encoding=none", "JAVA_TOOL_OPTIONS, -Duser.home=?"})
    void no_environment_is_a_bug(String variable, String value) throws Exception {
        ProcessBuilder builder = new Sfjwt(folder).with(variable, value == null ? "" : filled(value))
                .with("GITHUB_STEP_SUMMARY", "/hömë").process("get-token", "--json");
        builder.environment().putIfAbsent("LC_ALL", "C");
        assertEquals("config_incomplete", ended(builder).exitsWith(2).json().getString("code"));
    }

    /** In a container of a CI system HOME is often another folder than the user's own. */
    @Test
    void a_tilde_is_what_home_says() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        ended(new Sfjwt(folder).with("HOME", home.toString()).process("man", "~/pages")).exitsWith(0);
        assertTrue(Files.exists(home.resolve("pages/sfjwt.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whoami --format json", "orgs --format=JSON", "limits -o json",
        "doctor --output-format json"})
    void who_asks_for_json_as_elsewhere_is_told_how(String line) {
        Sfjwt.Run run = new Sfjwt(folder).run(line.split(" ")).exitsWith(2);
        assertTrue(run.err().contains("fix: for JSON, give --json; "), run::toString);
        assertFalse(new Sfjwt(folder).run("whoami", "--format", "sh").exitsWith(2).err().contains("--json"));
    }

    private static Sfjwt.Run ended(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Sfjwt.Run(process.waitFor(), out, err, builder.command());
    }

    @Test
    void a_command_that_cannot_be_made_is_a_bug_and_a_document() {
        Sfjwt.Run run = new Sfjwt(folder).run(Unmakeable.class, "--json").exitsWith(1);
        assertEquals("internal", run.json().getString("code"));
        assertEquals("", run.err());
    }

    @Test
    void json_behind_two_dashes_belongs_to_another_program() {
        assertEquals("", new Sfjwt(folder).run("exec", "--bad", "--", "node", "--json").exitsWith(2).out());
    }

    private static String filled(String word) {
        return word.equals("LONG") ? LONG : word.equals("REPLACED") ? REPLACED : word;
    }

    /** In Persian and in Arabic, Java's own numbers have other digits, which no id, header or file of ours may have. */
    @Test
    void in_any_language_the_output_is_the_same() throws Exception {
        var persian = new ArrayList<>(ChildJvm.command(List.of("-Duser.language=fa", "-Duser.country=IR",
                "-XX:TieredStopAtLevel=1"), Sfjwt.root(), "demo", "--no-color"));
        Process demo = new ProcessBuilder(persian).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, demo.waitFor(), said);
        assertFalse(said.matches("(?s).*[\\u0660-\\u0669\\u06F0-\\u06F9].*"), said);
    }
}
