package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import lib.keys.Openssl;
import lib.text.ShellQuote;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colour, marks and the spinner: on a terminal only. */
class TerminalTest {

    private static final String ESCAPE = "\u001b[";

    @TempDir
    Path folder;

    @Test
    void a_terminal_gets_colour_marks_and_a_spinner_that_leaves_no_trace() {
        Sfjwt.Run run = generate(new Sfjwt(folder).onTerminal(), "--key-size", "4096");
        assertTrue(run.err().contains("\u001b[32m✔\u001b[0m private key\n"), run::toString);
        assertTrue(run.err().contains("⠋"), run::toString);
        assertTrue(run.err().contains("\r\u001b[2K"), run::toString);
        assertTrue(run.out().contains(ESCAPE), run::toString);
    }

    @Test
    void nothing_turns_while_a_person_types() throws Exception {
        var err = new ByteArrayOutputStream();
        var printed = new ArrayList<Integer>();
        var person = new Terminal.Questions() {
            @Override
            public String ask(String question) {
                throw new AssertionError(question);
            }

            @Override
            public char[] askSecret(String question) {
                printed.add(err.size());
                LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
                printed.add(err.size());
                return "secret".toCharArray();
            }
        };
        try (var _ = new DemoFolder(folder)) {
            Openssl.run(folder, "rsa", "-aes256", "-passout", "pass:secret", "-in", "certs/server.key", "-out",
                    "encrypted.key");
            var terminal = new Terminal(true, true, StandardCharsets.UTF_8, Optional.of(person));
            assertEquals(0, new Program(Sfjwt.root(), new Surroundings(Map.of(), folder,
                    OutputStream.nullOutputStream(), err, terminal, Clock.systemUTC()))
                    .run("get-token", "--key-file", "encrypted.key"), err::toString);
        }
        assertEquals(2, printed.size());
        assertEquals(printed.getFirst(), printed.getLast(), err::toString);
    }

    /** At a terminal of the system's, which script(1) makes: Ctrl-D does not end the line of the question. */
    @ParameterizedTest
    @ValueSource(strings = {"", " | cat"})
    void a_failure_does_not_stand_behind_the_question_that_was_not_answered(String then) throws Exception {
        var sfjwt = new Sfjwt(folder).with("NO_COLOR", "1").process("setup-config");
        String line = sfjwt.command().stream().map(ShellQuote::sh).collect(Collectors.joining(" ")) + then;
        Process script = sfjwt.command("script", "-qec", line, "/dev/null").redirectErrorStream(true).start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.contains("com): \r\nsfjwt: error: the login URL was not given\r\n"), said);
    }

    /** Its other lines would answer the next questions, and what is left would be the shell's. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_key_that_is_pasted_at_a_question_is_one_answer() throws Exception {
        generate(new Sfjwt(folder));
        String key = Files.readString(folder.resolve("certs/server.key"));
        var sfjwt = new Sfjwt(folder).with("NO_COLOR", "1").process("setup-config");
        String line = sfjwt.command().stream().map(ShellQuote::sh).collect(Collectors.joining(" "));
        Process script = sfjwt.command("script", "-qec", line, "/dev/null").redirectErrorStream(true).start();
        var said = new ArrayList<String>();
        var typed = script.outputWriter();
        try (var shown = script.inputReader()) {
            typed.write("http://127.0.0.1:9\n" + key);
            typed.flush();
            for (String one = shown.readLine(); one != null; one = shown.readLine()) {
                said.add(one);
                if (one.contains("is a private key")) {
                    typed.close();
                }
            }
        }
        assertFalse(said.toString().matches("(?s).*(something else|Username|is the path).*"), said::toString);
    }

    @Test
    void answers_that_are_typed_before_they_are_asked_for_are_kept() throws Exception {
        generate(new Sfjwt(folder));
        var sfjwt = new Sfjwt(folder).with("NO_COLOR", "1").process("setup-config");
        String line = sfjwt.command().stream().map(ShellQuote::sh).collect(Collectors.joining(" ")) + " | cat";
        Process script = sfjwt.command("script", "-qec", line, "/dev/null").redirectErrorStream(true).start();
        try (var typed = script.outputWriter()) {
            typed.write("http://127.0.0.1:9\n3MVG9DEMOkey\nci@acme.example\n");
        }
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(Files.exists(folder.resolve("jwt.json")), said);
    }

    /** Both would read the terminal otherwise. */
    @Test
    void ctrl_c_at_the_pager_leaves_it_the_terminal() throws Exception {
        var sfjwt = new Sfjwt(folder).with("PAGER", "trap '' INT; cat >/dev/null; kill -INT $PPID; sleep 1; echo read")
                .process("steps");
        String line = sfjwt.command().stream().map(ShellQuote::sh).collect(Collectors.joining(" "))
                + "; echo ended";
        Process script = sfjwt.command("script", "-qec", line, "/dev/null").redirectErrorStream(true).start();
        script.getOutputStream().close();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.contains("read\r\nended"), said);
    }

    @Test
    void a_pipe_gets_none_of_it() {
        Sfjwt.Run run = generate(new Sfjwt(folder));
        assertFalse((run.out() + run.err()).matches("(?s).*[\u001b✔⠋\r].*"), run::toString);
        assertTrue(run.err().startsWith("private key\n"), run::toString);
    }

    @Test
    void no_color_and_ci_mean_no_colour_and_no_spinner() {
        Sfjwt.Run run = generate(new Sfjwt(folder).onTerminal().with("NO_COLOR", "1"));
        assertFalse((run.out() + run.err()).contains(ESCAPE), run::toString);
        run = generate(new Sfjwt(folder).onTerminal(), "--no-color", "--force");
        assertFalse((run.out() + run.err()).contains(ESCAPE), run::toString);
        run = generate(new Sfjwt(folder).onTerminal().with("CI", "true"), "--force", "--key-size", "4096");
        assertFalse(run.err().contains("⠋"), run::toString);
    }

    @Test
    void only_the_stream_that_is_a_terminal_is_styled() {
        var piped = new Terminal(false, true, StandardCharsets.UTF_8, Optional.empty());
        Sfjwt.Run run = generate(new Sfjwt(folder).on(piped));
        assertFalse(run.out().contains(ESCAPE), run::toString);
        assertTrue(run.err().contains(ESCAPE), run::toString);
    }

    @Test
    void a_terminal_that_cannot_show_a_check_mark_gets_none() {
        var ascii = new Terminal(true, true, StandardCharsets.US_ASCII, Optional.empty());
        Sfjwt.Run run = generate(new Sfjwt(folder).on(ascii));
        assertFalse((run.out() + run.err()).matches("(?s).*[✔…?].*"), run::toString);
    }

    @Test
    void json_is_never_styled_and_alone() {
        Sfjwt.Run run = generate(new Sfjwt(folder).onTerminal(), "--json");
        assertFalse((run.out() + run.err()).contains(ESCAPE), run::toString);
        assertEquals("", run.err());
        assertTrue(run.json().getBoolean("success"));
    }

    private static Sfjwt.Run generate(Sfjwt sfjwt, String... more) {
        return sfjwt.run(List.of("generate-certs"), more).exitsWith(0);
    }
}
