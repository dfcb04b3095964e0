package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.keys.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens for many orgs in one call: several files, a folder of them, all profiles of each. */
class ManyOrgsTest extends AtDemoOrg {

    private static final String TOKEN_ENDPOINT = "/services/oauth2/token";

    @BeforeEach
    void prepare() throws Exception {
        Files.createDirectory(folder.resolve("orgs"));
    }

    @Test
    void each_file_of_a_folder_is_an_org_in_the_order_of_names() throws Exception {
        write("orgs/b.json", DemoOrg.USERNAME);
        write("orgs/a.json", DemoUser.INACTIVE.username());
        Files.writeString(folder.resolve("orgs/broken.json"), "{");
        Files.writeString(folder.resolve("orgs/notes.txt"), "no config");
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--config-dir", "orgs", "--token-only").exitsWith(6);
        assertTrue(run.out().matches("orgs/b.json\t00D[^\t\n]+\n"), run::toString);
        List<String> errors = run.err().lines().filter(line -> line.startsWith("sfjwt: error: ")).toList();
        assertTrue(errors.get(0).startsWith("sfjwt: error: orgs/a.json: Salesforce refused: "), run::toString);
        assertTrue(errors.get(1).startsWith("sfjwt: error: orgs/broken.json: config "), run::toString);
        assertEquals("sfjwt: error: 2 of 3 orgs failed: orgs/a.json, orgs/broken.json", errors.get(2));

        JsonArray orgs = demo.sfjwt().run("get-token", "--config-dir", "orgs", "--json").exitsWith(6).json()
                .getJsonArray("orgs");
        assertTrue(orgs.getJsonObject(1).getString("config").endsWith("orgs/b.json"));
        assertTrue(orgs.getJsonObject(1).getJsonObject("token").getString("access_token").startsWith("00D"));
        assertEquals("user_inactive", orgs.getJsonObject(0).getJsonObject("failure").getString("code"));
        assertEquals("config_not_json", orgs.getJsonObject(2).getJsonObject("failure").getString("code"));
    }

    @Test
    void several_files_are_named_one_by_one_and_may_have_profiles() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoOrg.USERNAME);
        demo.sfjwt().run("setup-config", "-o", "orgs/b.json", "--profile", "bad", "--consumer-key",
                DemoOrg.CONSUMER_KEY, "--username", DemoUser.INACTIVE.username(), "--login-url",
                demo.org.url().toString(), "--key-file", "certs/server.key").exitsWith(0);
        JsonObject json = demo.sfjwt().run("get-token", "-c", "orgs/a.json", "-c", "orgs/b.json", "--json")
                .exitsWith(0).json();
        assertEquals(2, json.getJsonArray("orgs").size());
        Sfjwt.Run run = demo.sfjwt().run("get-token", "-c", "orgs/a.json", "-c", "orgs/b.json", "--all").exitsWith(4);
        assertEquals(List.of("orgs/a.json", "orgs/b.json"),
                run.out().lines().map(line -> line.replaceAll("\t.*", "")).toList());
        assertTrue(run.err().contains("1 of 3 orgs failed: orgs/b.json bad\n"), run::toString);
        run = demo.sfjwt().run("get-token", "-c", "orgs/a.json", "-c", "orgs/b.json", "--profile", "bad")
                .exitsWith(6);
        assertTrue(run.err().contains("orgs/a.json bad: "), run::toString);
        assertTrue(run.err().contains("\"bad\" is not a profile in "), run::toString);
    }

    @Test
    void a_file_that_is_named_twice_is_one_org() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoOrg.USERNAME);
        Sfjwt.Run run = demo.sfjwt().run("get-token", "-c", "orgs/b.json", "-c", "orgs/../orgs/b.json", "-c",
                folder + "/orgs/b.json", "--config-dir", "orgs").exitsWith(0);
        assertEquals(List.of("orgs/b.json", "orgs/a.json"),
                run.out().lines().map(line -> line.replaceAll("\t.*", "")).toList());
        assertEquals(2, demo.logins());
    }

    @Test
    void a_variable_does_not_make_them_all_the_same_org() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoOrg.USERNAME);
        demo.sfjwt().with("SFJWT_USERNAME", DemoUser.INACTIVE.username()).with("SFJWT_LOGIN_URL", "http://127.0.0.1:1")
                .run("get-token", "--config-dir", "orgs").exitsWith(0);
    }

    @Test
    void what_is_for_one_org_is_refused() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        for (String one : List.of("--username=a@b", "--consumer-key=k", "--login-url=localhost")) {
            demo.sfjwt().run("get-token", "--config-dir", "orgs", one, "--json").failsWith(2, "all_and_one");
        }
        demo.sfjwt().run("get-token", "--config-dir", "orgs", "--format", "sh").exitsWith(2);
        Sfjwt.Run run = demo.sfjwt().run("api", "limits", "-c", "orgs/a.json", "-c", "jwt.json", "--json").exitsWith(2);
        assertEquals("several_configs", run.json().getString("code"));
    }

    @Test
    void whoami_limits_doctor_and_exec_do_it_for_each() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoUser.INACTIVE.username());
        Sfjwt sfjwt = demo.sfjwt();
        Sfjwt.Run run = sfjwt.run("whoami", "--config-dir", "orgs").exitsWith(4);
        assertTrue(run.out().matches("ORG +USERNAME +ORG ID +INSTANCE\norgs/a.json +integration@demo.example .*\n"),
                run::toString);
        assertTrue(run.err().contains("error: orgs/b.json: Salesforce refused"), run::toString);
        JsonArray orgs = sfjwt.run("limits", "--config-dir", "orgs", "--json").exitsWith(4).json()
                .getJsonArray("orgs");
        assertEquals("68.0", orgs.getJsonObject(0).getJsonObject("limits").getString("apiVersion"));
        assertEquals("user_inactive", orgs.getJsonObject(1).getJsonObject("failure").getString("code"));
        run = sfjwt.run("doctor", "-c", "orgs/a.json", "-c", "orgs/b.json").exitsWith(6);
        assertTrue(run.out().contains("orgs/a.json: healthy"), run::toString);
        assertTrue(run.err().contains("error: orgs/b.json: 1 of "), run::toString);
        sfjwt.run("exec", "-c", "orgs/a.json", "-c", "jwt.json", "--", "true").exitsWith(0);
        sfjwt.run("exec", "-c", "orgs/a.json", "-c", "jwt.json", "--", "sh", "-c", "exit 7").exitsWith(7);
        sfjwt.run("exec", "-c", "orgs/a.json", "-c", "orgs/b.json", "--", "true").exitsWith(4);
    }

    @Test
    void exec_tells_whose_program_failed_and_how() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoUser.INACTIVE.username());
        write("orgs/c.json", DemoOrg.USERNAME);
        Path ran = folder.resolve("ran");
        Sfjwt.Run run = demo.sfjwt().run("exec", "-c", "orgs/a.json", "-c", "orgs/c.json", "--",
                "sh", "-c", "test -e " + ran + " && exit 7; touch " + ran).exitsWith(7);
        assertTrue(run.err().contains("== orgs/c.json ended with exit code 7"), run::toString);
        JsonArray orgs = demo.sfjwt().run("exec", "--config-dir", "orgs", "--json", "--", "sh", "-c", "exit 7")
                .failsWith(6, "orgs_failed").getJsonArray("orgs");
        assertEquals(7, orgs.getJsonObject(0).getJsonObject("program").getInt("exitCode"));
        assertEquals("user_inactive", orgs.getJsonObject(1).getJsonObject("failure").getString("code"));
    }

    @Test
    void a_json_file_of_another_program_is_passed_over() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        Files.writeString(folder.resolve("orgs/package.json"), "{\"name\": \"ours\", \"version\": \"1.0.0\"}");
        Files.writeString(folder.resolve("orgs/list.json"), "[1, 2]");
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--config-dir", "orgs", "--token-only").exitsWith(0);
        assertEquals(1, run.out().lines().count());
        assertTrue(run.err().contains("orgs/package.json is passed over"), run::toString);
        assertTrue(run.err().contains("orgs/list.json is passed over"), run::toString);
    }

    @Test
    void a_folder_that_is_none_or_holds_nothing_is_named() throws Exception {
        assertFolder(3, "folder_missing", "none");
        assertFolder(3, "not_a_folder", "jwt.json");
        assertFolder(3, "no_configs", "orgs");
        assertFolder(2, "bad_path", "");
    }

    private void assertFolder(int exit, String code, String name) {
        JsonObject json = demo.sfjwt().run("get-token", "--config-dir", name, "--json").exitsWith(exit).json();
        assertEquals(code, json.getString("code"));
        assertTrue(json.getString("error").contains(name), json::toString);
    }

    /** One after the other they would take 32 times a second, and time out. */
    @Test
    @Timeout(25)
    void some_travel_at_once_and_no_more_than_16() throws Exception {
        for (int i = 10; i < 42; i++) {
            write("orgs/" + i + ".json", DemoOrg.USERNAME);
        }
        demo.org.faults().next(32, TOKEN_ENDPOINT, Answer.json(200, jakarta.json.Json.createObjectBuilder()
                .add("access_token", "00DDEMO00000org!AQslow").add("instance_url", demo.org.url().toString())
                .build()).after(Duration.ofSeconds(1)));
        JsonArray orgs = demo.sfjwt().run("get-token", "--config-dir", "orgs", "--json").exitsWith(0).json()
                .getJsonArray("orgs");
        assertEquals(IntStream.range(10, 42).mapToObj(i -> i + ".json").toList(), orgs.getValuesAs(JsonObject.class)
                .stream().map(org -> Path.of(org.getString("config")).getFileName().toString()).toList());
        assertEquals(32, demo.logins());
    }

    @Test
    void the_same_login_in_many_files_is_made_once() throws Exception {
        for (int i = 0; i < 20; i++) {
            write("orgs/" + i + ".json", DemoOrg.USERNAME);
        }
        Sfjwt.Run run = demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--config-dir", "orgs",
                "--token-only").exitsWith(0);
        Set<String> tokens = new HashSet<>();
        run.out().lines().forEach(line -> tokens.add(line.replaceAll(".*\t", "")));
        assertEquals(1, tokens.size());
        assertEquals(1, demo.logins());
    }

    @Test
    void a_passphrase_is_asked_for_once_and_a_warning_is_said_once() throws Exception {
        Tool.run(folder, "openssl", "pkcs8", "-topk8", "-in", "certs/server.key", "-out", "secret.key", "-passout",
                "pass:correct horse");
        Files.setPosixFilePermissions(folder.resolve("secret.key"),
                java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoOrg.USERNAME);
        Sfjwt.Run run = demo.sfjwt().onTerminal("correct horse").run("get-token", "--config-dir", "orgs", "--key-file",
                "secret.key").exitsWith(0);
        assertEquals(2, run.out().lines().count());
        assertEquals(1, run.err().lines().filter(line -> line.contains("chmod 600")).count(), run::toString);
    }

    @Test
    void a_key_on_stdin_serves_them_all() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoOrg.USERNAME);
        demo.sfjwt().piping(Files.readAllBytes(folder.resolve("certs/server.key"))).run("get-token", "--config-dir",
                "orgs", "--key-file", "-").exitsWith(0);
        assertEquals(2, demo.logins());
    }

    @Test
    void verbose_lines_say_which_org_they_are_about() throws Exception {
        write("orgs/a.json", DemoOrg.USERNAME);
        write("orgs/b.json", DemoOrg.USERNAME);
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--config-dir", "orgs", "-v").exitsWith(0);
        assertTrue(run.err().contains("orgs/a.json: POST http") && run.err().contains("orgs/b.json: POST http"),
                run::toString);
        assertFalse(run.err().contains("!AQ"), run::toString);
    }

    private void write(String file, String username) {
        demo.sfjwt().run("setup-config", "-o", file, "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", username,
                "--login-url", demo.org.url().toString(), "--key-file", "certs/server.key").exitsWith(0);
    }
}
