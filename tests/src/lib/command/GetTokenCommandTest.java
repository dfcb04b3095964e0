package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.keys.Openssl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetTokenCommandTest extends AtDemoOrg {

    @Test
    void json_is_the_whole_answer_and_conveniences_without_the_assertion() {
        var json = demo.sfjwt().run("get-token", "--json").exitsWith(0).json();
        assertEquals("Bearer " + json.getString("access_token"), json.getString("authorization"));
        assertEquals(json.getString("instance_url"), json.getString("instanceUrl"));
        assertTrue(json.getString("frontdoorUrl").startsWith(json.getString("instance_url")
                + "/secur/frontdoor.jsp?sid=00D"));
        assertTrue(json.getString("id").contains("/id/"));
        assertFalse(json.containsKey("assertion"));
    }

    @Test
    void people_see_what_came_back_with_the_secrets_shortened() {
        Sfjwt.Run run = demo.sfjwt().run("get-token").exitsWith(0);
        for (String label : new String[] {"access_token", "instance_url", "token_type", "scope", "frontdoor URL"}) {
            assertTrue(run.out().contains(label), run::toString);
        }
        assertFalse(run.out().matches("(?s).*![A-Za-z0-9._]{20}.*"), run::toString);
        assertTrue(demo.sfjwt().run("get-token", "--show-secrets").out().matches("(?s).*![A-Za-z0-9._]{20}.*"));
    }

    /** It may be why it failed. */
    @Test
    void what_is_odd_about_the_config_is_said_when_the_login_fails_too() throws Exception {
        Path config = folder.resolve("jwt.json");
        Files.writeString(config, Files.readString(config).replaceFirst("\\{", "{\"audiance\": \"x\","));
        String[] refused = {"get-token", "--username", DemoUser.NOT_APPROVED.username()};
        Sfjwt.Run run = demo.sfjwt().run(refused).exitsWith(4);
        String odd = "config " + config + " has \"audiance\", which is not read: did you mean \"audience\"?";
        assertTrue(run.err().startsWith("sfjwt: warning: " + odd), run::toString);
        assertEquals(1, run.err().split("audiance", -1).length - 1, run::toString);
        var json = demo.sfjwt().run(List.of(refused), "--json").exitsWith(4).json();
        assertEquals(odd, json.getJsonArray("warnings").getString(0));
        assertEquals("config_odd", json.getJsonArray("warningCodes").getString(0));
        assertFalse(demo.sfjwt().run(List.of(refused), "-q").exitsWith(4).err().contains("audiance"));
    }

    @Test
    void quiet_prints_what_was_asked_for_only() {
        assertEquals("", demo.sfjwt().run("get-token", "-q").exitsWith(0).err());
    }

    @Test
    void nothing_but_the_two_parameters_is_sent() {
        demo.sfjwt().run("get-token", "--token-only").exitsWith(0);
        var request = demo.org.requests().getLast();
        assertEquals("/services/oauth2/token", request.path());
        assertTrue(new String(request.body()).matches(
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=[A-Za-z0-9_-]+\\."
                        + "[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"));
    }

    @Test
    void the_environment_alone_is_enough() throws Exception {
        String key = Files.readString(folder.resolve("certs/server.key"));
        for (String form : new String[] {key, key.replace("\n", "\\n"), key.replace("\n", "\r\n"),
            Base64.getEncoder().encodeToString(key.getBytes())}) {
            Path empty = Files.createTempDirectory(folder, "empty");
            new Sfjwt(empty).with("SFJWT_CONSUMER_KEY", DemoOrg.CONSUMER_KEY + "\n")
                    .with("SFJWT_USERNAME", DemoOrg.USERNAME)
                    .with("SFJWT_PRIVATE_KEY", form)
                    .with("SFJWT_LOGIN_URL", demo.org.url().toString())
                    .run("get-token", "--token-only").exitsWith(0);
        }
    }

    @Test
    void flags_win_over_the_environment_and_that_over_the_file() {
        Sfjwt.Run run = demo.sfjwt().with("SFJWT_USERNAME", DemoUser.INACTIVE.username()).run("get-token").exitsWith(4);
        assertTrue(run.err().contains("user is inactive"), run::toString);
        demo.sfjwt().with("SFJWT_USERNAME", DemoUser.INACTIVE.username())
                .run("get-token", "--username", DemoOrg.USERNAME).exitsWith(0);
    }

    @Test
    void a_secret_that_ci_does_not_hand_out_is_pointed_at(@TempDir Path empty) {
        Sfjwt.Run run = new Sfjwt(empty).with("SFJWT_PRIVATE_KEY", "").run("get-token").exitsWith(2);
        assertTrue(run.err().contains("set but empty: SFJWT_PRIVATE_KEY"), run::toString);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"INTEGRATION", "ADMIN"})
    void every_refusal_of_the_demo_org_has_a_cause_and_a_fix(DemoUser user) {
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--username", user.username()).exitsWith(4);
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("sfjwt: error: Salesforce refused: "), run::toString);
        assertTrue(run.err().contains("\nsfjwt: fix: "), run::toString);
        var json = demo.sfjwt().run("get-token", "--json", "--username", user.username()).exitsWith(4).json();
        assertEquals(4, json.getInt("exitCode"));
        assertFalse(json.getString("code").equals("refused"), json::toString);
        assertFalse(json.getJsonArray("causes").isEmpty());
    }

    @Test
    void a_wrong_clock_is_said_with_by_how_much_when_it_works_and_when_it_does_not() {
        demo.org.faults().date(Instant.now().minus(Duration.ofSeconds(192)));
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--token-only").exitsWith(0);
        assertTrue(run.err().matches("(?s).*this machine's clock is 3 min 1[0-9] s ahead of the server's.*"),
                run::toString);

        demo.org.faults().date(Instant.now());
        Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofHours(-2));
        run = demo.sfjwt().at(behind).run("get-token").exitsWith(4);
        assertTrue(run.err().contains("expired authorization code"), run::toString);
        assertTrue(run.err().contains("1. this machine's clock is 2 h 0 min behind the server's")
                || run.err().contains("1. this machine's clock is 1 h 59 min behind the server's"), run::toString);
        assertTrue(run.err().contains("sfjwt: fix: set the time zone"), run::toString);
    }

    @Test
    void an_encrypted_key_is_opened_by_file_environment_or_person() throws Exception {
        Openssl.run(folder, "pkcs8", "-topk8", "-in", "certs/server.key", "-out", "encrypted.key", "-passout",
                "pass:correct horse");
        Files.writeString(folder.resolve("pass.txt"), "correct horse\n");
        String[] command = {"get-token", "--token-only", "--key-file", "encrypted.key"};

        demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "correct horse").run(command).exitsWith(0);
        demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "correct horse\r\n").run(command).exitsWith(0);
        demo.sfjwt().onTerminal("correct horse").run(command).exitsWith(0);
        // two slips are forgiven
        demo.sfjwt().onTerminal("horse", "", "correct horse").run(command).exitsWith(0);
        demo.sfjwt().onTerminal("horse", "cow", "pig").run(command).exitsWith(3);
        demo.sfjwt().run("get-token", "--token-only", "--key-file", "encrypted.key", "--passphrase-file", "pass.txt")
                .exitsWith(0);
        Sfjwt.Run nobody = demo.sfjwt().run(command).exitsWith(2);
        assertTrue(nobody.err().contains("SFJWT_KEY_PASSPHRASE"), nobody::toString);
        Sfjwt.Run wrong = demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "wrong battery").run(command).exitsWith(3);
        assertFalse(wrong.err().contains("wrong battery"), wrong::toString);
    }

    @Test
    void quotes_that_ci_hands_on_are_no_part_of_a_value() {
        demo.sfjwt().with("SFJWT_USERNAME", "\"" + DemoOrg.USERNAME + "\"")
                .with("SFJWT_CONSUMER_KEY", "'" + DemoOrg.CONSUMER_KEY + "'").run("get-token").exitsWith(0);
    }

    @Test
    void what_the_locale_mangled_is_refused_by_name() {
        Sfjwt.Run run = demo.sfjwt().with("SFJWT_USERNAME", "zo\uFFFD@acme.example").run("get-token").exitsWith(2);
        assertTrue(run.err().contains("SFJWT_USERNAME holds characters"), run::toString);
        run = demo.sfjwt().run("generate-certs", "--name", "Zo\uFFFD", "--json").exitsWith(2);
        assertEquals("locale_ascii", run.json().getString("code"));
    }

    @Test
    void a_ca_file_is_looked_at_whatever_the_login_url() {
        demo.sfjwt().run("get-token", "--cacert", "none", "--json").failsWith(3, "file_missing");
        demo.sfjwt().run("get-token", "--cacert", "certs/server.key", "--json").failsWith(3, "bad_cacert");
    }

    @Test
    void a_token_of_another_type_than_bearer_is_not_used() {
        String answer = "{\"access_token\":\"a\",\"token_type\":\"MAC\",\"instance_url\":\"" + demo.org.url() + "\"}";
        demo.org.faults().next(1, Answer.of(200, "application/json", answer));
        assertEquals("", demo.sfjwt().run("get-token", "--token-only").exitsWith(5).out());
    }

    @Test
    void options_before_the_command_mean_the_same() {
        assertTrue(demo.sfjwt().run("--json", "get-token").exitsWith(0).json().containsKey("access_token"));
    }
}
