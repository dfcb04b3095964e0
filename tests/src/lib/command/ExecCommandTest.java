package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** exec in a process of its own, as its child inherits that process's streams. */
class ExecCommandTest extends AtDemoOrg {

    private Process start(String... args) throws Exception {
        return startWith(Map.of(), args);
    }

    private Process startWith(Map<String, String> variables, String... args) throws Exception {
        var builder = demo.sfjwt().with("SFJWT_STORE_DIR", "store").process(args);
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static String all(java.io.InputStream stream) throws Exception {
        return new String(stream.readAllBytes());
    }

    @Test
    void the_child_has_the_token_and_the_streams_and_its_exit_code_counts() throws Exception {
        Process process = start("exec", "--", "sh", "-c", "cat; echo $SF_ACCESS_TOKEN $SF_INSTANCE_URL "
                + "$SF_ORG_INSTANCE_URL $SF_API_VERSION; echo oops >&2; exit 43", "ignored", "--help");
        process.getOutputStream().write("from stdin\n".getBytes());
        process.getOutputStream().close();
        String out = all(process.getInputStream());
        assertEquals("oops\n", all(process.getErrorStream()));
        assertEquals(43, process.waitFor());
        String token = demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--token-only").out().strip();
        assertEquals("from stdin\n" + token + " " + demo.org.url() + " " + demo.org.url() + " 68.0\n", out);
        assertEquals(1, demo.logins());
    }

    @Test
    void a_profile_beside_all_is_refused_before_any_login() {
        assertTrue(demo.sfjwt().run("exec", "--all", "prod", "--", "true").exitsWith(2).err().contains("prod"));
        assertEquals(0, demo.logins());
    }

    @Test
    void a_stored_token_is_tried_before_the_child_relies_on_it() throws Exception {
        String token = demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--token-only").out().strip();
        demo.org.revoke(token);
        Process process = start("exec", "--", "sh", "-c", "echo $SF_ACCESS_TOKEN");
        String out = all(process.getInputStream()).strip();
        assertEquals(0, process.waitFor(), all(process.getErrorStream()));
        assertFalse(out.equals(token));
        assertTrue(out.startsWith("00DDEMO00000org!"), out);
        assertEquals(2, demo.logins());
    }

    @Test
    void what_follows_the_program_is_the_programs_with_and_without_the_dashes() throws Exception {
        for (String[] args : new String[][] {{"exec", "echo", "-n", "--json", "--", "-c"},
            {"exec", "--quiet", "--", "echo", "-n", "--json", "--", "-c"}}) {
            Process process = start(args);
            assertEquals("--json -- -c", all(process.getInputStream()), all(process.getErrorStream()));
        }
        demo.sfjwt().run("exec", "--no-such-option", "echo").exitsWith(2);
    }

    @Test
    void a_word_before_the_dashes_is_a_profile_and_never_run_as_a_program() {
        Path ran = folder.resolve("ran");
        Sfjwt.Run run = demo.sfjwt().run("exec", "touch", "--", ran.toString()).exitsWith(2);
        assertTrue(run.err().contains("\"touch\""), run::toString);
        assertFalse(Files.exists(ran));
    }

    @Test
    void a_variable_arrives_byte_by_byte_whatever_the_locale() throws Exception {
        var builder = demo.sfjwt().process("exec", "--no-store", "--", "sh", "-c", "printf %s \"$NAME\" | od -An -tx1");
        builder.command().addAll(0, List.of("sh", "-c",
                "LC_ALL=C NAME=$(printf '\\374\\303\\274') exec \"$@\"", "sh"));
        Process process = builder.start();
        assertEquals(" fc c3 bc\n", all(process.getInputStream()), all(process.getErrorStream()));
    }

    @Test
    void the_child_has_the_token_and_no_longer_the_key() throws Exception {
        String key = Files.readString(folder.resolve("certs/server.key"));
        Process process = startWith(Map.of("SFJWT_PRIVATE_KEY", key, "SFJWT_KEY_PASSPHRASE", "correct horse",
                "SFJWT_AUDIENCE", demo.org.url().toString()), "exec", "--", "env");
        String out = all(process.getInputStream());
        assertTrue(out.contains("\nSF_ACCESS_TOKEN=") && out.contains("\nSFJWT_AUDIENCE="),
                all(process.getErrorStream()));
        assertFalse(out.contains("SFJWT_PRIVATE_KEY") || out.contains("SFJWT_KEY_PASSPHRASE"));
    }

    @ParameterizedTest
    @CsvSource({"INT,7", "TERM,8", "HUP,9"})
    // a job in the background may have been started with SIGINT ignored, which its children inherit for good
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void the_child_gets_the_signals(String signal, int exit) throws Exception {
        // without a terminal, as in CI
        Process process = start("exec", "--", "sh", "-c", "trap 'echo INT; exit 7' INT; trap 'echo TERM; exit 8' TERM; "
                + "trap 'echo HUP; exit 9' HUP; echo ready; while :; do sleep 0.05; done");
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            assertEquals("ready", out.readLine());
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
            assertEquals(signal, out.readLine());
            assertTrue(process.waitFor(50, TimeUnit.SECONDS));
            assertEquals(exit, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void a_child_that_a_signal_ended_is_told_as_a_shell_does() throws Exception {
        Process process = start("exec", "--", "sh", "-c", "kill -9 $$");
        assertEquals(137, process.waitFor());
    }

    @Test
    void what_cannot_be_run_is_127_or_126() throws Exception {
        demo.sfjwt().run("exec", "--json", "--", "no-such-command").failsWith(127, "command_not_found");
        Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
        String script = folder.resolve("script").toString();
        demo.sfjwt().run("exec", "--json", "--", script).failsWith(126, "command_not_executable");
        demo.sfjwt().run("exec", "--", folder.toString()).exitsWith(126);
        demo.sfjwt().run("exec", "--", "").exitsWith(2);
    }

    @Test
    void on_github_the_token_is_masked_before_the_child_can_print_it() throws Exception {
        Process process = startWith(Map.of("GITHUB_ACTIONS", "true"), "exec", "--", "sh", "-c",
                "echo child >&2; echo $SF_ACCESS_TOKEN");
        String token = all(process.getInputStream()).strip();
        String err = all(process.getErrorStream());
        assertTrue(err.matches("(?s).*::add-mask::\\Q" + token + "\\E\n.*child\n"), err);
    }

    @Test
    void without_a_login_nothing_is_run() {
        demo.sfjwt().run("exec", "--username", "inactive@demo.example", "--", "touch", folder + "/ran").exitsWith(4);
        assertFalse(Files.exists(folder.resolve("ran")));
    }

    @Test
    void the_token_is_in_no_argument_and_no_output() throws Exception {
        Process process = start("exec", "--verbose", "--", "sh", "-c", "cat /proc/$PPID/cmdline /proc/$$/cmdline");
        String out = all(process.getInputStream()) + all(process.getErrorStream());
        assertEquals(0, process.waitFor(), out);
        String token = demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--token-only").out().strip();
        assertFalse(out.contains(token.substring(20)), out);
    }
}
