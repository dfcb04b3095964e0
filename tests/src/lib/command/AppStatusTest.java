package lib.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code app status}: the app as the org has it, and the command that makes right what is wrong. */
@Execution(ExecutionMode.CONCURRENT)
class AppStatusTest {

    private static final String USER = "not-approved@demo.example";

    @TempDir
    Path folder;

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());

    @Test
    void it_fits_a_terminal_and_json_has_the_whole_fingerprint() {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        Sfjwt.Run run = run("app", "status").exitsWith(0);
        run.out().lines().forEach(line -> assertTrue(line.length() <= 100, line));
        JsonObject app = run("app", "status", "--json").exitsWith(0).json().getJsonObject("app");
        assertTrue(app.getString("certificateSha256").matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), app::toString);
    }

    @Test
    void of_several_apps_it_is_the_one_that_jwt_json_logs_in_with() throws Exception {
        run("app", "create", "--user", USER, "--yes", "--name", "First").exitsWith(0);
        run("app", "create", "--user", USER, "--yes", "--name", "Second", "-c", "second.json").exitsWith(0);
        assertTrue(run("app", "status").exitsWith(0).out().startsWith("First (First)"));
        assertTrue(run("app", "status", "-c", "second.json").exitsWith(0).out().startsWith("Second (Second)"));
        Files.writeString(folder.resolve("empty.json"), "{}");
        run("app", "status", "-c", "empty.json", "--json").failsWith(2, "app_ambiguous");
    }

    @ParameterizedTest
    @ValueSource(strings = {"isEnabled", "isOauthPluginEnabled"})
    void each_switch_of_an_app_counts(String which) throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        DeployedBySomeoneElse.switchOff(org, "sfjwt", which);
        Sfjwt.Run run = run("app", "status").exitsWith(6);
        assertTrue(run.out().contains("the app is off"), run::toString);
        followed(run, "change what is wrong: ");
        run("app", "status").exitsWith(0);
    }

    @Test
    void whom_the_policy_lets_in_counts_with_what_opens_the_app() throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        DeployedBySomeoneElse.app(org, "Theirs");
        DeployedBySomeoneElse.policy(org, "Theirs", "Theirs_oauthPlcy", "sfjwt_Access");
        Files.writeString(folder.resolve("empty.json"), "{}");
        Sfjwt.Run run = run("app", "status", "--name", "Theirs", "-c", "empty.json").exitsWith(0);
        assertTrue(run.out().contains("permission set sfjwt_Access  " + USER), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "frozen"})
    void a_user_who_may_not_log_in_differs(String user) throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replace(USER, user + "@demo.example"));
        JsonObject failure = run("app", "status", "--json").failsWith(6, "app_differs");
        assertTrue(failure.getString("error").endsWith(": user"), failure::toString);
        assertTrue(failure.getString("fix").startsWith("Setup > Users"), failure::toString);
    }

    @Test
    void scopes_differ_only_where_nobody_can_log_in_with_them() throws Exception {
        run("app", "create", "--user", USER, "--yes", "--scopes", "web,refresh_token").exitsWith(0);
        run("app", "status").exitsWith(0);
        for (String none : List.of("OfflineAccess, RefreshToken", "RefreshToken")) {
            DeployedBySomeoneElse.scopes(org, "sfjwt", none);
            Sfjwt.Run run = run("app", "status").exitsWith(6);
            assertTrue(run.out().contains("differs  scopes"), run::toString);
            followed(run, "change what is wrong: ");
            run("app", "status").exitsWith(0);
        }
    }

    @Test
    void the_command_that_makes_the_app_works_as_it_is_printed() throws Exception {
        Sfjwt.Run run = run("app", "status").exitsWith(2);
        assertTrue(run.err().contains("make it: sfjwt app create --user USERNAME"), run::toString);
        run("app", "create", "--user", USER, "--name", "Old", "--yes", "-c", "prod/jwt.json", "--key-file",
                "prod/server.key").exitsWith(0);
        followed(run("app", "status", "--name", "New", "-c", "prod/jwt.json").exitsWith(4), "make it: ");
        run("app", "status", "--name", "New", "-c", "prod/jwt.json").exitsWith(0);
    }

    @Test
    void the_command_that_mends_it_works_as_it_is_printed() throws Exception {
        run("app", "create", "--user", USER, "--yes", "--scopes", "api,refresh_token").exitsWith(0);
        DeployedBySomeoneElse.switchOff(org, "sfjwt");
        Sfjwt.Run run = run("app", "status").exitsWith(6);
        followed(run, "change what is wrong: ");
        run("app", "status").exitsWith(0);
        assertTrue(run("app", "status").out().contains("Api, RefreshToken"));
    }

    @Test
    void an_app_that_sfjwt_did_not_make_is_taken_over_by_the_command_that_is_printed() throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        DeployedBySomeoneElse.app(org, "Theirs");
        Sfjwt.Run run = run("rotate", "--name", "Theirs", "--yes").exitsWith(2);
        Sfjwt.Run adopted = followed(run, "or take the app over: ");
        assertTrue(adopted.args().contains("--adopt"), adopted::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u55b6\u696d", "The integration of our data warehouse in all of Europe and of Asia"})
    void a_label_that_sfjwt_would_not_give_is_no_reason_to_fail(String label) throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        DeployedBySomeoneElse.app(org, "Theirs", label);
        followed(run("rotate", "--name", "Theirs", "--yes").exitsWith(2), "or take the app over: ");
    }

    @Test
    void a_file_that_is_named_has_to_be_there() {
        Sfjwt.Run run = run("app", "status", "-c", "misspelt.json").exitsWith(3);
        assertTrue(run.err().contains("misspelt.json does not exist"), run::toString);
    }

    @Test
    void a_user_of_another_org_is_to_be_corrected() throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replace(USER, "nobody@demo.example"));
        Sfjwt.Run run = run("app", "status").exitsWith(6);
        assertTrue(run.err().contains("correct --username"), run::toString);
    }

    /** A second login beside the one that is wrong would leave it wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ci"})
    void a_login_url_of_another_org_is_corrected_where_it_stands(String profile) throws Exception {
        List<String> to = profile.isEmpty() ? List.of() : List.of("--to-profile", profile);
        sfjwt().run(List.of("app", "create", "--user", USER, "--yes"), to.toArray(String[]::new)).exitsWith(0);
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replace(org.url().toString(), "https://acme.my.salesforce.com"));
        List<String> status = profile.isEmpty() ? List.of("app", "status") : List.of("app", "status", "--of-profile",
                profile);
        Sfjwt.Run run = sfjwt().run(status).exitsWith(6);
        assertTrue(run.out().contains("is https://acme.my.salesforce.com, not"), run::toString);
        String fix = run.err().replaceAll("\\s+", " ").strip();
        sfjwt().followed(fix.substring(fix.lastIndexOf("correct it: ") + "correct it: ".length())).exitsWith(0);
        sfjwt().run(status).exitsWith(0);
    }

    @Test
    void a_key_that_is_gone_is_named_here_and_by_the_command_that_mends_the_rest() throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        Files.delete(folder.resolve("certs/server.key"));
        Sfjwt.Run run = run("app", "status").exitsWith(6);
        assertTrue(run.out().contains("certs/server.key is not there"), run::toString);
        JsonObject failure = run("app", "create", "--user", USER, "--yes", "--json").failsWith(3, "file_missing");
        assertTrue(failure.getString("error").contains("not its key"), failure::toString);
        run("generate-certs", "--force").exitsWith(0);
        run("app", "create", "--user", USER, "--yes", "--adopt").exitsWith(0);
        run("app", "status").exitsWith(0);
    }

    @Test
    void a_jwt_json_without_a_user_is_not_said_to_be_missing() throws Exception {
        run("app", "create", "--user", USER, "--yes").exitsWith(0);
        Files.writeString(folder.resolve("jwt.json"), "{}");
        Sfjwt.Run run = run("app", "status").exitsWith(0);
        assertTrue(run.out().contains("jwt.json names no user to compare with"), run::toString);
    }

    private Sfjwt.Run followed(Sfjwt.Run said, String lead) throws Exception {
        String text = said.err().replaceAll("\\s+", " ").strip();
        assertTrue(text.contains(lead), said::toString);
        return sfjwt().followed(text.substring(text.lastIndexOf(lead) + lead.length()), "--yes");
    }

    private Sfjwt.Run run(String... words) {
        return sfjwt().run(words);
    }

    private Sfjwt sfjwt() {
        return new Sfjwt(folder).administering(org);
    }
}
