package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lib.cli.AtDemoOrg;
import lib.cli.CommonFlags;
import lib.cli.Output;
import lib.cli.Sfjwt;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.demo.DemoUser;
import lib.doctor.Doctor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest extends AtDemoOrg {

    @Test
    void offline_it_ends_before_the_network() {
        Sfjwt.Run run = sfjwt().run("doctor", "--offline").exitsWith(0);
        assertTrue(run.out().contains("On this machine") && !run.out().contains("The way to Salesforce"),
                run::toString);
        assertTrue(run.out().endsWith("Next: sfjwt get-token\n"), run::toString);
        assertEquals(0, demo.org.requests().size());
        run = sfjwt().run("doctor", "--offline", "--expires-in", "301", "--json").exitsWith(6);
        assertTrue(run.json().getJsonArray("checks").toString().contains("301"), run::toString);
        sfjwt().run("doctor", "--offline", "--wait", "1m", "--json").failsWith(2, "offline_and_wait");
    }

    @Test
    void json_is_one_document_healthy_or_not() {
        Sfjwt.Run run = sfjwt().run("doctor", "--json").exitsWith(0);
        assertEquals("", run.err());
        assertTrue(run.json().getBoolean("healthy"));
        assertEquals("sfjwt get-token", run.json().getString("next"));
        assertEquals(30, run.json().getJsonArray("checks").size());
        var first = run.json().getJsonArray("checks").getJsonObject(0);
        assertEquals("config offline ok", first.getString("check") + " " + first.getString("phase") + " "
                + first.getString("state"));

        run = sfjwt().run("doctor", "--json", "--username", DemoUser.NOT_APPROVED.username()).exitsWith(6);
        assertEquals("", run.err());
        var json = run.json();
        assertFalse(json.getBoolean("healthy"));
        assertEquals("checks_failed", json.getString("code"));
        assertEquals(6, json.getInt("exitCode"));
        assertEquals(json.getString("next"), json.getString("fix"));
        assertEquals(30, json.getJsonArray("checks").size());
        var diagnosis = json.getJsonObject("diagnosis");
        assertEquals("user_not_admin_approved", diagnosis.getString("refusal"));
        assertEquals("invalid_app_access", diagnosis.getString("salesforceError"));
        assertEquals("the user's permission", diagnosis.getString("stoppedAt"));
        assertEquals(json.getString("next"), diagnosis.getJsonArray("causes").getJsonObject(0).getString("fix"));
    }

    @Test
    void warnings_alone_are_no_failure() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("certs/server.key"), PosixFilePermissions.fromString("rw-r--r--"));
        Sfjwt.Run run = sfjwt().run("doctor").exitsWith(0);
        assertTrue(run.out().contains("\nwarning  key file mode"), run::toString);
        assertTrue(run.out().endsWith("Next: chmod 600 certs/server.key\n"), run::toString);
    }

    @Test
    void nothing_to_go_by_is_exit_6_too(@TempDir Path empty) {
        Sfjwt.Run run = new Sfjwt(empty).run("doctor").exitsWith(6);
        assertTrue(run.err().contains("1 of 30 checks failed: config"), run::toString);
    }

    @Test
    void wrong_options_are_exit_2() {
        sfjwt().run("doctor", "--json", "--wait", "soon").failsWith(2, "bad_wait");
        sfjwt().run("doctor", "--json", "--timeout", "0").failsWith(2, "bad_timeout");
        assertEquals(0, demo.org.requests().size());
    }

    @Test
    void a_terminal_sees_marks() {
        Sfjwt.Run run = sfjwt().onTerminal().run("doctor", "--no-color", "--login-url", "http://127.0.0.1:1",
                "--consumer-key", "my-app", "--retries", "0").exitsWith(6);
        for (String line : new String[] {"✔ key size", "! consumer key", "✘ connection", "- login"}) {
            assertTrue(run.out().contains("\n" + line), run::toString);
        }
        assertTrue(sfjwt().onTerminal().run("doctor").out().contains("\u001b[32m✔\u001b[0m key size "), run::toString);
    }

    @Test
    void text_of_a_server_reaches_no_terminal_as_it_is() {
        demo.org.faults().next(1, "/services/oauth2/userinfo", lib.demo.Answer.of(200, "application/json",
                "{\"preferred_username\": \"eve\\u001b[2J@demo\\u202e\"}"));
        Sfjwt.Run run = sfjwt().onTerminal().run("doctor").exitsWith(6);
        assertFalse(run.out().contains("\u001b[2J") || run.out().contains("\u202e"), run::toString);
    }

    @Test
    void waiting_says_so_once_a_minute_where_nothing_turns() {
        var err = new ByteArrayOutputStream();
        var surroundings = new Surroundings(Map.of(), folder, new ByteArrayOutputStream(), err, Terminal.NONE,
                Clock.systemUTC());
        var report = new DoctorReport(new Output(surroundings, new CommonFlags()));
        for (int left = 300; left > 0; left -= 20) {
            report.waits(new Doctor.Wait("user hasn't approved this consumer", (320 - left) / 20,
                    Duration.ofSeconds(20), Duration.ofSeconds(left)));
        }
        assertEquals("""
                user hasn't approved this consumer: login 2 in 20 s, 5 min left
                user hasn't approved this consumer: login 5 in 20 s, 4 min left
                user hasn't approved this consumer: login 8 in 20 s, 3 min left
                user hasn't approved this consumer: login 11 in 20 s, 2 min left
                user hasn't approved this consumer: login 14 in 20 s, 1 min left
                """, err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void waiting_turns_on_a_terminal() throws Exception {
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(true, true, StandardCharsets.UTF_8, Optional.empty());
        var surroundings = new Surroundings(Map.of(), folder, new ByteArrayOutputStream(), err, terminal,
                Clock.systemUTC());
        var out = new Output(surroundings, new CommonFlags());
        new DoctorReport(out).waits(new Doctor.Wait("no luck", 1, Duration.ofSeconds(20), Duration.ofSeconds(300)));
        Thread.sleep(400);
        out.finish();
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("no luck: login 2 in 20 s, 5 min left"),
                err::toString);
        assertTrue(err.toString(StandardCharsets.UTF_8).endsWith("\r\u001b[2K"), err::toString);
    }

    @Override
    protected Sfjwt sfjwt() {
        return demo.sfjwt().with("PATH", System.getenv("PATH"));
    }

}
