package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lib.ci.Runner;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several orgs in one jwt.json: written, listed, logged in to. */
class OrgsTest extends AtDemoOrg {

    @Test
    void a_profile_is_added_beside_what_is_there_and_replaced_by_force_only() throws Exception {
        Path file = folder.resolve("jwt.json");
        JsonObject before = written();
        add("inactive", DemoUser.INACTIVE.username()).exitsWith(0);
        Sfjwt.Run run = add("good", DemoOrg.USERNAME).exitsWith(0);
        assertTrue(run.out().contains("jwt.json written: profile good"), run::toString);
        assertTrue(run.err().contains("Next: sfjwt get-token --profile good"), run::toString);
        JsonObject profiles = written().getJsonObject("profiles");
        assertEquals(List.of("inactive", "good"), List.copyOf(profiles.keySet()));
        assertEquals(before, Json.createObjectBuilder(written()).remove("profiles").build());
        assertEquals("certs/server.key", profiles.getJsonObject("good").getString("privateKeyFile"));

        Files.writeString(file, Files.readString(file).replace("\"good\": {", "\"good\": {\"mine\": 1.50,"));
        run = add("good", DemoUser.INACTIVE.username()).exitsWith(3);
        assertTrue(run.err().contains("has a profile good already"), run::toString);
        assertEquals(DemoOrg.USERNAME, profile("good").getString("subject"));
        run = add("good", DemoUser.INACTIVE.username(), "--force").exitsWith(0);
        assertEquals(DemoUser.INACTIVE.username(), profile("good").getString("subject"));
        assertEquals("1.50", profile("good").get("mine").toString());
        assertTrue(written().getJsonObject("profiles").containsKey("inactive"));
        assertTrue(run.out().contains("backup jwt.json."), run::toString);

        String kept = Files.readString(file);
        demo.sfjwt().run("setup-config", "--force", "--consumer-key", "k", "--username", "a@b").exitsWith(0);
        assertEquals(Json.createReader(new StringReader(kept)).readObject().get("profiles"), written().get("profiles"));
    }

    @Test
    void a_new_key_names_the_logins_that_end_with_the_one_before() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        Sfjwt.Run run = demo.sfjwt().run("generate-certs", "--force").exitsWith(0);
        assertTrue(run.err().contains("fail until the new certificate is in their app: jwt.json ("
                + DemoOrg.USERNAME + "), jwt.json, profile good (" + DemoOrg.USERNAME + ")"), run::toString);
        assertTrue(run.err().contains("Next: Setup > External Client App Manager > your app > Settings > Edit > Enable "
                + "JWT Bearer Flow: upload certs/server.crt"), run::toString);
        assertFalse(run.err().contains("setup-config"), run::toString);
        run = demo.sfjwt().run("generate-certs", "--force", "--reuse-key").exitsWith(0);
        assertTrue(run.err().contains("JWT Bearer Flow: upload certs/server.crt"), run::toString);
        assertFalse(run.err().contains("fail until"), run::toString);
        run = demo.sfjwt().run("generate-certs", "--output", "other").exitsWith(0);
        assertFalse(run.err().contains("fail until"), run::toString);
        run = demo.sfjwt().run("generate-certs", "--force", "--json").exitsWith(0);
        assertTrue(run.out().contains("jwt.json, profile good"), run::toString);
    }

    @Test
    void a_profile_says_its_login_url_so_that_it_gets_no_other() throws Exception {
        demo.sfjwt().run("setup-config", "--profile", "prod", "--consumer-key", "k", "--username", "a@b").exitsWith(0);
        assertEquals("https://login.salesforce.com", profile("prod").getString("loginUrl"));
    }

    @Test
    void the_first_profile_may_make_the_file_and_the_environment_may_name_it() {
        String config = folder.resolve("certs/other.json").toString();
        demo.sfjwt().with("SFJWT_PROFILE", "dev").run("setup-config", "-o", config, "--consumer-key", "k",
                "--username", "a@b.dev", "--sandbox").exitsWith(0);
        JsonObject orgs = demo.sfjwt().run("orgs", "-c", config, "--json").exitsWith(0).json();
        assertEquals("dev", orgs.getJsonArray("orgs").getJsonObject(0).getString("profile"));
    }

    @Test
    void a_profile_that_a_person_named_is_written_again() throws Exception {
        Path config = folder.resolve("jwt.json");
        Files.writeString(config, Files.readString(config).replaceFirst("}\\s*$",
                ", \"profiles\": {\"Acme (prod)\": {\"sandbox\": true}}}"));
        add("Acme (prod)", DemoOrg.USERNAME, "--force").exitsWith(0);
        assertTrue(Files.readString(config).contains("\"Acme (prod)\""), Files.readString(config));
    }

    @Test
    void a_file_that_is_broken_is_no_place_for_a_profile_and_a_name_must_be_one() throws Exception {
        add("a b", DemoOrg.USERNAME, "--json").failsWith(2, "bad_profile");
        Files.writeString(folder.resolve("jwt.json"), "{\"profiles\": {");
        add("x", DemoOrg.USERNAME, "--force", "--json").failsWith(3, "config_not_json");
        assertEquals("{\"profiles\": {", Files.readString(folder.resolve("jwt.json")));
    }

    @Test
    void certificates_that_end_soon_are_a_check_that_found_something() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        demo.sfjwt().run("orgs", "--expiring", "300d").exitsWith(0);
        Sfjwt.Run run = demo.sfjwt().run("orgs", "--expiring", "400").exitsWith(6);
        assertTrue(run.err().contains("2 certificates expire within 400 days: (top level) (36"), run::toString);
        assertTrue(run.err().contains("fix: make a new certificate for the same key, then upload it: "
                + "sfjwt generate-certs --reuse-key --force"), run::toString);
        var json = demo.sfjwt().run("orgs", "--expiring", "400d", "--json").exitsWith(6).json();
        assertEquals(2, json.getJsonArray("files").getJsonObject(0).getJsonArray("orgs").size());
        demo.sfjwt().run("orgs", "--expiring", "soon").exitsWith(2);
    }

    /** Opening a named pipe as a folder would wait for whoever writes to it. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_where_the_folder_is_meant_is_refused() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor());
        for (String command : List.of("orgs", "doctor", "get-token")) {
            demo.sfjwt().run(command, "--config-dir", "pipe", "--json").failsWith(3, "not_a_folder");
        }
    }

    /** A nightly job that looks for what ends must not pass over what it could not look at. */
    @Test
    void what_nobody_looked_at_is_named_and_hides_nothing() throws Exception {
        Path orgs = Files.createDirectories(folder.resolve("orgs"));
        Files.copy(folder.resolve("certs/server.key"), orgs.resolve("server.key"));
        Files.copy(folder.resolve("certs/server.key"), folder.resolve("alone.key"));
        String config = Files.readString(folder.resolve("jwt.json"));
        Files.writeString(orgs.resolve("a.json"), config.replace("certs/server.key", "../certs/server.key"));
        Files.writeString(orgs.resolve("b.json"), config.replace("certs/server.key", "../alone.key"));
        Sfjwt.Run run = demo.sfjwt().run("orgs", "--config-dir", "orgs", "--expiring", "30d").exitsWith(0);
        assertTrue(run.err().contains("warning: no certificate is known of orgs/b.json; "), run::toString);
        Files.writeString(orgs.resolve("c.json"), "{\"consumerKey\": ");
        run = demo.sfjwt().run("orgs", "--config-dir", "orgs", "--expiring", "400d").exitsWith(6);
        assertTrue(run.err().contains("1 certificate expires within 400 days: orgs/a.json (36"), run::toString);
        assertTrue(run.err().contains("is known of orgs/b.json, orgs/c.json (config "), run::toString);
        demo.sfjwt().run("orgs", "--config-dir", "orgs", "--expiring", "30d", "--json").failsWith(3, "config_not_json");
        run = demo.sfjwt().run("orgs", "--config-dir", "orgs").exitsWith(0);
        assertTrue(run.out().contains("\n(top level)  cannot be used: config ") && run.out().contains("orgs/a.json\n"),
                run::toString);
        demo.sfjwt().run("orgs", "-c", "orgs/c.json", "--json").failsWith(3, "config_not_json");
    }

    @Test
    void exec_takes_a_profile_in_front_of_the_program() throws Exception {
        add("bad", DemoUser.INACTIVE.username()).exitsWith(0);
        demo.sfjwt().run("exec", "bad", "--", "true").exitsWith(4);
        demo.sfjwt().run("exec", "sh", "-c", "exit 5").exitsWith(5);
        demo.sfjwt().run("exec", "sh", "-c", "exit 6", "--", "x").exitsWith(6);
        Sfjwt.Run behind = demo.sfjwt().run("exec", "bad", "--timeout=5", "--", "true").exitsWith(2);
        assertTrue(behind.err().contains("--timeout stands behind the profile bad"), behind::toString);
    }

    @Test
    void orgs_are_listed_with_what_one_wants_to_know() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        add("gone", DemoOrg.USERNAME).exitsWith(0);
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replaceAll("(?s)(\"gone\".*?\"expiresIn\": )300", "$1999"));
        Sfjwt.Run run = demo.sfjwt().run("orgs").exitsWith(0);
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(0).matches("PROFILE +HOST +USER +KEY +CERTIFICATE UNTIL +LAST LOGIN"), run::toString);
        assertTrue(lines.get(1).matches("\\(top level\\)  127.0.0.1  integration@demo.example  certs/server.key  "
                + "[0-9]+ [A-Z][a-z]+ 20[0-9]{2} +-"), run::toString);
        assertTrue(lines.get(2).startsWith("good         127.0.0.1  "), run::toString);
        assertTrue(lines.get(3).startsWith("gone         cannot be used: "), run::toString);

        JsonObject good = demo.sfjwt().run("orgs", "--json").exitsWith(0).json().getJsonArray("orgs").getJsonObject(1);
        assertEquals("good", good.getString("profile"));
        assertEquals("127.0.0.1", good.getString("host"));
        assertEquals(DemoOrg.USERNAME, good.getString("username"));
        assertTrue(good.getString("keyFile").endsWith("certs/server.key"));
        assertTrue(good.getJsonObject("certificate").getInt("daysLeft") > 360);
        assertEquals(JsonValue.NULL, good.get("lastLogin"));
    }

    @Test
    void a_key_store_shows_its_certificate_to_orgs_and_doctor() throws Exception {
        Tool.run(folder, "openssl", "pkcs12", "-export", "-inkey", "certs/server.key", "-in", "certs/server.crt",
                "-passout", "pass:changeit", "-out", "acme.p12");
        Files.setPosixFilePermissions(folder.resolve("acme.p12"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("jwt.json"), written().toString().replace("certs/server.key", "acme.p12"));
        Sfjwt known = demo.sfjwt().with("SFJWT_KEY_PASSPHRASE", "changeit");
        JsonObject org = known.run("orgs", "--json").exitsWith(0).json().getJsonArray("orgs").getJsonObject(0);
        assertTrue(org.getJsonObject("certificate").getString("path").endsWith("acme.p12"), org::toString);
        org = demo.sfjwt().run("orgs", "--json").exitsWith(0).json().getJsonArray("orgs").getJsonObject(0);
        assertEquals(JsonValue.NULL, org.get("certificate"), "nobody is asked for a passphrase");
        Sfjwt.Run run = known.run("doctor");
        assertTrue(run.out().contains("acme.p12: SHA-256 "), run::toString);
    }

    @Test
    void the_last_login_is_the_one_that_the_store_knows() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        add("inactive", DemoUser.INACTIVE.username()).exitsWith(0);
        demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--profile", "good").exitsWith(0);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(7));
        Sfjwt.Run run = demo.sfjwt().at(later).with("SFJWT_STORE_DIR", "store").run("orgs").exitsWith(0);
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(2).startsWith("good ") && lines.get(2).endsWith(" 7 min ago"), run::toString);
        assertTrue(lines.get(3).startsWith("inactive ") && lines.get(3).endsWith(" -"), run::toString);
        var orgs = demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("orgs", "--json").exitsWith(0).json()
                .getJsonArray("orgs");
        Instant said = Instant.parse(orgs.getJsonObject(1).getString("lastLogin"));
        assertEquals(7, Duration.between(said, later.instant()).toMinutes(), orgs::toString);
    }

    @Test
    void a_certificate_that_is_due_is_said_once() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(340));
        Sfjwt.Run run = demo.sfjwt().at(later).run("orgs").exitsWith(0);
        assertEquals(1, run.err().lines().count(), run::toString);
        assertTrue(run.err().contains("server.crt expires in 2"), run::toString);
        run = demo.sfjwt().at(Clock.offset(later, Duration.ofDays(90))).run("orgs").exitsWith(0);
        assertTrue(run.out().contains(", expired"), run::toString);
    }

    @Test
    void every_org_gets_a_token_and_one_that_fails_stops_no_other() throws Exception {
        add("bad", DemoUser.INACTIVE.username()).exitsWith(0);
        add("good", DemoOrg.USERNAME).exitsWith(0);
        Sfjwt.Run run = demo.sfjwt().run("get-token", "--all", "--token-only").exitsWith(4);
        assertTrue(run.out().matches("\\(top level\\)\t00D[^\t\n]+\ngood\t00D[^\t\n]+\n"), run::toString);
        assertTrue(run.err().startsWith("sfjwt: error: bad: Salesforce refused: "), run::toString);
        assertTrue(run.err().contains("sfjwt: error: 1 of 3 orgs failed: bad\n"), run::toString);

        run = demo.sfjwt().run("get-token", "--all").exitsWith(4);
        assertFalse(run.out().matches("(?s).*![A-Za-z0-9._]{20}.*"), run::toString);
        assertTrue(run.out().contains("good\t" + demo.org.url() + "\t00D"), run::toString);

        run = demo.sfjwt().run("get-token", "--all", "--json").exitsWith(4);
        assertEquals("", run.err());
        JsonObject json = run.json();
        assertEquals("orgs_failed", json.getString("code"));
        assertEquals(JsonValue.NULL, json.getJsonArray("orgs").getJsonObject(0).get("profile"));
        assertEquals("user_inactive", json.getJsonArray("orgs").getJsonObject(1).getJsonObject("failure")
                .getString("code"));
        assertTrue(json.getJsonArray("orgs").getJsonObject(2).getJsonObject("token").getString("access_token")
                .startsWith("00D"));
    }

    @Test
    void the_exit_code_is_0_when_all_work_and_6_when_they_fail_in_different_ways() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        JsonObject json = demo.sfjwt().run("get-token", "--all", "--json").exitsWith(0).json();
        assertEquals(2, json.getJsonArray("orgs").size());
        add("bad", DemoUser.INACTIVE.username()).exitsWith(0);
        add("keyless", DemoOrg.USERNAME).exitsWith(0);
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replaceAll("(?s)(\"keyless\".*?)server.key", "$1nothing.key"));
        demo.sfjwt().run("get-token", "--all").exitsWith(6);
    }

    @Test
    void all_is_not_one() {
        for (String one : List.of("--profile=x", "--username=a@b", "--consumer-key=k", "--login-url=localhost")) {
            demo.sfjwt().run("get-token", "--all", "--json", one).failsWith(2, "all_and_one");
        }
        demo.sfjwt().run("get-token", "--all", "--format", "sh").exitsWith(2);
    }

    @Test
    void variables_for_one_org_do_not_reach_the_others() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        demo.sfjwt().with("SFJWT_USERNAME", DemoUser.INACTIVE.username()).run("get-token", "--all").exitsWith(0);
    }

    @Test
    void on_github_all_tokens_are_masked_first() throws Exception {
        add("good", DemoOrg.USERNAME).exitsWith(0);
        Sfjwt.Run run = demo.sfjwt().with("GITHUB_ACTIONS", "true").run("get-token", "--all", "--token-only")
                .exitsWith(0);
        assertFalse(Runner.shown(run.err() + run.out()).contains("00D"), run::toString);
    }

    @Test
    void steps_fills_in_a_profile() {
        add("good", "steps@demo.example").exitsWith(0);
        assertTrue(demo.sfjwt().run("steps", "--profile", "good").exitsWith(0).out().contains("steps@demo.example"));
        demo.sfjwt().run("steps", "--profile", "god", "--json").failsWith(2, "profile_unknown");
    }

    private Sfjwt.Run add(String profile, String username, String... more) {
        return demo.sfjwt().run(List.of("setup-config", "--profile", profile, "--consumer-key", DemoOrg.CONSUMER_KEY,
                "--username", username, "--login-url", demo.org.url().toString()), more);
    }

    private JsonObject profile(String name) throws Exception {
        return written().getJsonObject("profiles").getJsonObject(name);
    }

    private JsonObject written() throws Exception {
        return Json.createReader(new StringReader(Files.readString(folder.resolve("jwt.json")))).readObject();
    }
}
