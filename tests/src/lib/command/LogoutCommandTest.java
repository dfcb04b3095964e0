package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.demo.RecordedRequest;
import org.junit.jupiter.api.Test;

class LogoutCommandTest extends AtDemoOrg {

    private static final String REVOKE = "/services/oauth2/revoke";

    private String logIn(String... more) {
        return sfjwt().run(List.of("get-token", "--token-only"), more).exitsWith(0).out().strip();
    }

    private long entries() throws IOException {
        try (var files = Files.list(folder.resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(".json")).count();
        }
    }

    @Test
    void the_token_is_revoked_in_the_body_and_forgotten() throws Exception {
        String token = logIn();
        Sfjwt.Run run = sfjwt().run("logout", "--verbose").exitsWith(0);
        assertTrue(run.out().startsWith("revoked and deleted: integration@demo.example at http://"), run::toString);
        assertFalse((run.out() + run.err()).contains(token.substring(20)), run::toString);
        RecordedRequest sent = demo.org.requests().getLast();
        assertEquals("POST " + REVOKE, sent.method() + " " + sent.path());
        assertEquals("", sent.query());
        assertEquals("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8), sent.text());
        assertEquals(0, entries());
        assertFalse(logIn().equals(token));
        assertEquals(2, demo.logins());
    }

    @Test
    void with_nothing_stored_there_is_nothing_to_do() {
        assertEquals("", sfjwt().run("logout").exitsWith(0).out());
        assertEquals("", sfjwt().run("logout", "--all").exitsWith(0).out());
        assertEquals("", demo.sfjwt().run("logout", "--all").exitsWith(0).out());
        assertEquals(0, sfjwt().run("logout", "--json").exitsWith(0).json().getJsonArray("ended").size());
    }

    @Test
    void a_logins_tokens_are_those_of_all_its_keys_and_no_others() throws Exception {
        logIn();
        Files.writeString(folder.resolve("same.key"), Files.readString(folder.resolve("certs/server.key")) + "\n");
        logIn("--key-file", "same.key");
        logIn("--login-url", demo.org.url().toString().replace("127.0.0.1", "localhost"));
        assertEquals(3, entries());
        assertEquals(2, sfjwt().run("logout", "--json").exitsWith(0).json().getJsonArray("ended").size());
        assertEquals(1, entries());
        // needs no jwt.json
        var all = new Sfjwt(folder.resolve("certs")).with("SFJWT_STORE_DIR", folder.resolve("store").toString());
        assertEquals(1, all.run("logout", "--all", "--json").exitsWith(0).json().getJsonArray("ended").size());
        assertEquals(0, entries());
    }

    @Test
    void a_token_that_has_ended_already_is_no_failure() throws Exception {
        logIn();
        demo.org.faults().next(1, REVOKE, Answer.of(400, "application/json",
                "{\"error\":\"invalid_token\",\"error_description\":\"token is invalid or has been revoked\"}"));
        Sfjwt.Run run = sfjwt().run("logout").exitsWith(0);
        assertTrue(run.out().startsWith("had ended, deleted: "), run::toString);
        assertEquals(0, entries());
    }

    @Test
    void it_is_deleted_even_when_revoking_fails_and_the_exit_code_tells() throws Exception {
        logIn();
        demo.org.faults().next(1, REVOKE, Answer.of(400, "application/json", "{\"error\":\"unsupported_token_type\"}"));
        Sfjwt.Run run = sfjwt().run("logout").exitsWith(4);
        assertTrue(run.err().contains("was not revoked: HTTP 400, ") && run.err().contains("deleted all the same"),
                run::toString);
        assertEquals(0, entries());

        logIn();
        demo.org.faults().next(1, REVOKE, Answer.hangUp());
        var json = sfjwt().run("logout", "--json").exitsWith(5).json();
        assertEquals("not_revoked", json.getString("code"));
        assertEquals(1, json.getJsonArray("problems").size());
        assertEquals(0, entries());

        logIn();
        demo.org.faults().next(9, REVOKE, Answer.empty(302).with("Location", "https://example.com/"));
        sfjwt().run("logout").exitsWith(5);
        assertEquals(0, entries());
    }

    @Test
    void a_store_that_is_not_looked_into_is_no_success() throws Exception {
        logIn();
        Files.setPosixFilePermissions(folder.resolve("store"), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String[] args : new String[][] {{"logout", "--json"}, {"logout", "--all", "--json"}}) {
            var json = sfjwt().run(args).exitsWith(3).json();
            assertEquals("store_unsafe", json.getString("code"));
            assertTrue(json.getString("error").contains("chmod 700"), json::toString);
        }
        Files.setPosixFilePermissions(folder.resolve("store"), PosixFilePermissions.fromString("rwx------"));
        assertEquals(1, sfjwt().run("logout", "--json").exitsWith(0).json().getJsonArray("ended").size());
    }

    @Test
    void all_and_one_login_are_not_meant_together() throws Exception {
        logIn();
        for (String one : List.of("--config=jwt.json", "--profile=prod", "--username=a@b.example")) {
            sfjwt().run("logout", "--all", one, "--json").failsWith(2, "all_and_one");
        }
        assertEquals(1, entries());
    }

    @Test
    void what_cannot_be_read_is_said_and_deleted_where_it_is_our_own() throws Exception {
        logIn();
        Path damaged = folder.resolve("store/" + "0".repeat(64) + ".json");
        Files.writeString(damaged, "{\"key\":\"" + "0".repeat(64) + "\"}");
        sfjwt().run("logout").exitsWith(0);
        assertTrue(Files.exists(damaged), "whose it is cannot be told");
        Sfjwt.Run run = sfjwt().run("logout", "--all").exitsWith(3);
        assertTrue(run.err().contains("could not be read, so its token was not revoked"), run::toString);
        assertFalse(Files.exists(damaged));
    }

    @Test
    void of_many_failures_a_few_are_said_and_json_has_all() throws Exception {
        logIn();
        for (String digit : List.of("0", "1", "2", "3", "4")) {
            Files.writeString(folder.resolve("store/" + digit.repeat(64) + ".json"),
                    "{\"key\":\"" + digit.repeat(64) + "\"}");
        }
        var json = sfjwt().run("logout", "--all", "--json").exitsWith(3).json();
        assertEquals(5, json.getJsonArray("problems").size());
        assertTrue(json.getString("error").contains("; and 2 more; what was stored"), json::toString);
    }
}
