package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lib.demo.DemoUser;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of failure: its exit code, its two lines, its one document. */
class FailureKindsTest {

    @TempDir
    Path folder;

    @Test
    void a_bug_is_one_line_and_exit_1() {
        Terminal.Questions broken = new Terminal.Questions() {
            @Override
            public String ask(String question) {
                throw new IllegalStateException("secret detail");
            }

            @Override
            public char[] askSecret(String question) {
                throw new StackOverflowError();
            }
        };
        Sfjwt.Run run = new Sfjwt(folder).onTerminal(broken).run("setup-config").exitsWith(1);
        assertTrue(run.err().contains("sfjwt has a bug: IllegalStateException"), run::toString);
        assertFalse(run.err().contains("secret detail") || run.err().contains("\tat "), run::toString);
        run = new Sfjwt(folder).onTerminal(broken).run("setup-config", "--verbose").exitsWith(1);
        assertTrue(run.err().contains("FailureKindsTest"), run::toString);
    }

    @Test
    void an_error_of_the_jvm_is_one_line_too() throws Exception {
        Openssl.run(folder, "genpkey", "-algorithm", "RSA", "-aes256", "-pass", "pass:x", "-out", "k");
        Terminal.Questions broken = new Terminal.Questions() {
            @Override
            public String ask(String question) {
                return null;
            }

            @Override
            public char[] askSecret(String question) {
                throw new StackOverflowError();
            }
        };
        Sfjwt.Run run = new Sfjwt(folder).onTerminal(broken).run("verify-key", "k").exitsWith(1);
        assertTrue(run.err().contains("sfjwt has a bug: StackOverflowError"), run::toString);
        run = new Sfjwt(folder).onTerminal(broken).run("verify-key", "k", "--json").exitsWith(1);
        assertEquals("internal", run.json().getString("code"));
    }

    @Test
    void wrong_values_exit_2() {
        check(2, "bad_subject", "generate-certs", "--country", "Utopia");
        check(2, "bad_days", "generate-certs", "--days", "0");
        check(2, "bad_key_size", "generate-certs", "--key-size", "1024");
        check(2, "config_incomplete", "setup-config");
        check(2, "bad_username", "setup-config", "--consumer-key", "k", "--username", "nobody");
        check(2, "bad_expires_in", "setup-config", "--consumer-key", "k", "--username", "a@b", "--expires-in", "301");
        check(2, "bad_login_url", "get-token", "--consumer-key", "k", "--username", "a@b", "--key-file", "k",
                "--login-url", "https://evil.example");
        check(2, "bad_timeout", "get-token", "--consumer-key", "k", "--username", "a@b", "--key-file", "k",
                "--timeout", "0");
        check(2, "bad_arguments", "verify-key");
        check(2, "bad_path", "verify-key", "");
    }

    @Test
    void files_exit_3() throws IOException {
        check(3, "file_missing", "verify-key", "nothing.key");
        check(3, "file_missing", "get-token", "-c", "nothing.json");
        check(3, "file_not_regular", "verify-key", ".");
        check(3, "file_not_regular", "get-token", "--key-file", "/");
        Files.writeString(folder.resolve("jwt.json"), "{");
        check(3, "config_not_json", "get-token");
        check(3, "file_exists", "setup-config");
        Files.writeString(folder.resolve("k"), "hello");
        check(3, "key_is_unrecognized", "verify-key", "k");
    }

    @Test
    void a_refusal_exits_4() throws IOException {
        try (var _ = new DemoFolder(folder)) {
            check(4, "user_not_admin_approved", "get-token", "--username", DemoUser.NOT_APPROVED.username());
        }
    }

    @Test
    void no_usable_answer_exits_5() throws IOException {
        DemoFolder.copyKeys(folder.resolve("certs"));
        check(5, "connection_refused", "get-token", "--consumer-key", "k", "--username", "a@b", "--key-file",
                "certs/server.key", "--login-url", "http://127.0.0.1:1", "--retries", "0");
    }

    @Test
    void a_check_that_finds_something_exits_6() throws IOException {
        DemoFolder.copyKeys(folder.resolve("certs"));
        new Sfjwt(folder).run("generate-certs", "-o", "other").exitsWith(0);
        check(6, "key_cert_mismatch", "verify-key", "certs/server.key", "--cert", "other/server.crt");
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(400));
        Sfjwt.Run run = new Sfjwt(folder).at(later).run("verify-key", "certs/server.key", "--cert", "certs/server.crt",
                "--json").exitsWith(6);
        assertEquals("cert_expired", run.json().getString("code"));
    }

    @Test
    void names_with_escape_sequences_reach_no_terminal() {
        Sfjwt.Run run = new Sfjwt(folder).onTerminal().run("verify-key", "x\u001b[2J\u009b31m.key").exitsWith(3);
        assertFalse(run.err().contains("\u001b[2J") || run.err().contains("\u009b"), run::toString);
        run = new Sfjwt(folder).run("verify-key", "x\u009b31m\u202e.key", "--json").exitsWith(3);
        assertTrue(run.out().chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7f), run::toString);
        assertTrue(run.json().getString("error").contains("x\u009b31m\u202e.key"));
    }

    private void check(int exit, String code, String... args) {
        Sfjwt.Run text = new Sfjwt(folder).run(args).exitsWith(exit);
        assertEquals("", text.out(), text::toString);
        List<String> lines = text.err().lines().toList();
        assertTrue(lines.get(0).startsWith("sfjwt: error: "), text::toString);
        assertTrue(lines.get(1).startsWith("sfjwt: fix: "), text::toString);

        Sfjwt.Run run = new Sfjwt(folder).run(List.of(args), "--json");
        var json = run.failsWith(exit, code);
        assertEquals(exit, json.getInt("exitCode"));
        assertEquals("sfjwt: error: " + json.getString("error"), lines.get(0));
        assertEquals("sfjwt: fix: " + json.getString("fix"), lines.get(1));
        assertEquals("", run.err(), run::toString);
    }
}
