package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import lib.demoadmin.Habits.Habit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The doctor with an administrator's eyes: one cause, the true one, with a command that mends it. */
@Execution(ExecutionMode.CONCURRENT)
class DoctorAdminTest {

    private static final String USER = "not-approved@demo.example";
    private static final String DATA = "/services/data/v68.0";

    @TempDir
    Path folder;

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());

    @BeforeEach
    void makeTheApp() {
        admin().run("app", "create", "--name", "CI login", "--user", USER, "--yes").exitsWith(0);
    }

    @Test
    void where_all_is_well_the_org_says_so() {
        JsonObject result = admin().run("doctor", "--admin", "--json").exitsWith(0).json();
        assertTrue(check(result, "consumer_key").contains("as app create chooses one"), result::toString);
        assertTrue(check(result, "login_history").contains("Success (CI_login, from 127.0.0.1)"), result::toString);
        assertTrue(check(result, "permission").contains("CI_login_Access"), result::toString);
        assertTrue(check(result, "app_certificate").contains("it is the one here"), result::toString);
    }

    @Test
    void without_a_session_nothing_is_said_of_what_an_administrator_can_see() throws Exception {
        unassign();
        JsonObject result = new Sfjwt(folder).with("SF_ACCESS_TOKEN", "00Dxx0000000000!ended")
                .with("SF_ORG_INSTANCE_URL", org.url().toString()).run("doctor", "--admin", "--json").exitsWith(6)
                .json();
        assertTrue(check(result, "all_in_all").startsWith("needs an administrator's session"), result::toString);
    }

    @Test
    void an_option_that_doctor_does_not_have_is_no_org() {
        Sfjwt.Run run = admin().run("doctor", "--admin", "--no-store").exitsWith(2);
        assertTrue(run.err().contains("doctor has no option --no-store"), run::toString);
    }

    @Test
    void a_permission_set_that_was_taken_away_is_the_cause_and_app_create_gives_it_back() throws Exception {
        unassign();
        JsonObject diagnosis = refused("permission_set_not_assigned");
        String fix = diagnosis.getJsonArray("causes").getJsonObject(0).getString("fix");
        assertTrue(fix.contains("sfjwt app create --user " + USER + " --name 'CI login'"), fix);
        admin().run("app", "create", "--user", USER, "--name", "CI login", "--yes").exitsWith(0);
        admin().run("doctor", "--admin").exitsWith(0);
    }

    /** As printed, it is run in a shell; it adds a profile where jwt.json is another login. */
    @Test
    void the_repair_for_another_user_than_the_one_in_jwt_json_works_as_it_is_printed() throws Exception {
        String other = "integration@demo.example";
        String printed = printed(admin().run("doctor", "--admin", "--username", other).exitsWith(6));
        assertEquals("sfjwt app create --user " + other + " --name 'CI login' --to-profile integration", printed);
        followed(printed);
        admin().run("doctor", "--admin", "--profile", "integration").exitsWith(0);
        admin().run("doctor", "--admin").exitsWith(0);
    }

    @Test
    void the_repair_names_the_file_the_key_and_the_profile_of_the_login() throws Exception {
        admin().run("app", "create", "--user", USER, "--yes", "-c", "my prod/jwt.json", "--to-profile", "a",
                "--key-file", "my prod/certs/server.key").exitsWith(0);
        DeployedBySomeoneElse.switchOff(org, "sfjwt");
        Files.copy(folder.resolve("certs/server.crt"), folder.resolve("corp.pem"));
        String printed = printed(admin().run("doctor", "--admin", "-c", "my prod/jwt.json", "--profile", "a",
                "--cacert", "corp.pem").exitsWith(6));
        assertEquals("sfjwt app create --user " + USER + " --cacert corp.pem -c 'my prod/jwt.json' "
                + "--to-profile a --key-file 'my prod/certs/server.key'", printed);
        followed(printed);
        admin().run("doctor", "--admin", "-c", "my prod/jwt.json", "--profile", "a").exitsWith(0);
    }

    @Test
    void a_repair_leaves_what_is_not_wrong_as_it_is() throws Exception {
        admin().run("app", "create", "--name", "CI login", "--user", USER, "--yes", "--scopes", "api,refresh_token",
                "--ip-relaxation", "bypass", "--session-timeout", "30").exitsWith(0);
        unassign();
        String printed = printed(admin().run("doctor", "--admin").exitsWith(6));
        assertEquals("sfjwt app create --user " + USER + " --name 'CI login' --scopes 'api,refresh_token' "
                + "--ip-relaxation Bypass --session-timeout 30", printed);
        Sfjwt.Run run = followed(printed);
        assertTrue(run.err().contains("is as it should be"), run::toString);
    }

    @Test
    void an_app_that_is_missing_is_made_beside_those_of_other_logins() throws Exception {
        admin().run("app", "create", "--user", "integration@demo.example", "--yes", "-c", "other/jwt.json",
                "--key-file", "other/server.key").exitsWith(0);
        change("\"[0-9a-f]{64}\"", "\"" + "f".repeat(64) + "\"");
        Files.delete(folder.resolve("certs/server.crt"));
        String printed = admin().run("doctor", "--admin").exitsWith(6).out()
                .replaceFirst("(?s).*make it here: (.*?)\n\n.*", "$1").replaceAll("\\s+", " ");
        assertEquals("sfjwt app create --user " + USER + " --name 'sfjwt 2'", printed);
        followed(printed);
        admin().run("whoami").exitsWith(0);
        admin().run("whoami", "-c", "other/jwt.json").exitsWith(0);
    }

    @Test
    void a_key_that_is_in_no_file_is_nothing_for_app_create() throws Exception {
        String key = Files.readString(folder.resolve("certs/server.key"));
        unassign();
        Sfjwt.Run run = admin().with("SFJWT_PRIVATE_KEY", key).run("doctor", "--admin").exitsWith(6);
        assertFalse(run.out().contains("sfjwt app create"), run::toString);
        assertTrue(run.out().contains("Manage Assignments"), run::toString);
    }

    @Test
    void another_consumer_key_than_the_apps_is_the_cause() throws Exception {
        change("\"[0-9a-f]{64}\"", "\"" + "f".repeat(64) + "\"");
        refused("app_has_other_consumer_key");
        followed(printed(admin().run("doctor", "--admin").exitsWith(6)));
        admin().run("doctor", "--admin").exitsWith(0);
    }

    @Test
    void a_consumer_key_that_the_org_does_not_show_is_not_taken_for_right() throws Exception {
        org.admin().habits().set(Habit.CREDENTIALS_CLOSED, true);
        change("\"[0-9a-f]{64}\"", "\"" + "f".repeat(64) + "\"");
        JsonObject result = admin().run("doctor", "--admin", "--json").exitsWith(6).json();
        assertTrue(result.getJsonObject("diagnosis").getJsonArray("causes").size() > 1, result::toString);
        assertTrue(check(result, "app_in_the_org").contains("does not show its Consumer Key"), result::toString);
    }

    /** What it may not see is no fault of the login's. */
    @Test
    void what_the_org_does_not_show_is_a_warning() {
        org.admin().habits().set(Habit.SOAP_CLOSED, true);
        JsonObject result = admin().run("doctor", "--admin", "--json").exitsWith(0).json();
        assertTrue(check(result, "app_settings").contains("does not show"), result::toString);
        org.faults().next(99, DATA + "/query", Answer.json(400, Json.createArrayBuilder().add(Json.createObjectBuilder()
                .add("errorCode", "INVALID_TYPE").add("message", "sObject type is not supported")).build()));
        admin().run("doctor", "--admin").exitsWith(6);
    }

    private Sfjwt.Run followed(String command) throws Exception {
        return admin().followed(command, "--yes");
    }

    private static String printed(Sfjwt.Run doctor) {
        String lead = "let sfjwt mend it: ";
        assertTrue(doctor.out().replaceAll("\\s+", " ").contains(lead), doctor::toString);
        return doctor.out().replaceAll("\\s+", " ").replaceFirst(".*?" + lead + "(.*?); or do it in .*", "$1");
    }

    @Test
    void another_certificate_at_the_app_is_the_cause() throws Exception {
        Files.createDirectory(folder.resolve("second"));
        admin().run("app", "create", "--name", "CI login", "--user", USER, "--yes", "--adopt", "-c", "second.json",
                "--key-file", "second/server.key").exitsWith(0);
        refused("app_has_other_certificate");
        change(USER, "frozen@demo.example");
        refused("app_has_other_certificate"); // a frozen user explains no refused signature
    }

    @Test
    void a_certificate_that_was_replaced_in_setup_is_the_cause_and_app_create_brings_it_back() throws Exception {
        new Sfjwt(folder).run("generate-certs", "-o", "other").exitsWith(0);
        DeployedBySomeoneElse.certificate(org, "CI_login", consumerKey(), Files.readString(
                folder.resolve("other/server.crt")));
        JsonObject cause = refused("app_certificate_replaced").getJsonArray("causes").getJsonObject(0);
        assertEquals("app_certificate_replaced", cause.getString("id"));
        Sfjwt.Run run = admin().run("app", "create", "--name", "CI login", "--user", USER, "--yes").exitsWith(0);
        assertTrue(run.err().contains("certificate deployed again"), run::toString);
    }

    private String consumerKey() throws Exception {
        return Files.readString(folder.resolve("jwt.json")).replaceFirst("(?s).*\"consumerKey\": \"([^\"]+)\".*", "$1");
    }

    @Test
    void an_app_that_was_switched_off_is_the_cause() throws Exception {
        DeployedBySomeoneElse.switchOff(org, "CI_login");
        refused("app_disabled");
    }

    @Test
    void of_two_apps_with_one_certificate_it_is_the_one_that_jwt_json_logs_in_with() throws Exception {
        admin().run("app", "create", "--name", "A twin", "--user", USER, "--to-profile", "twin", "--yes").exitsWith(0);
        DeployedBySomeoneElse.switchOff(org, "CI_login");
        refused("app_disabled");
    }

    @Test
    void a_user_that_is_not_there_or_frozen_is_the_cause() throws Exception {
        change(USER, "nobody@demo.example");
        refused("user_unknown");
        change("nobody@demo.example", "frozen@demo.example");
        refused("user_frozen");
        change("frozen@demo.example", "inactive@demo.example");
        refused("user_inactive");
    }

    @Test
    void the_profiles_ip_ranges_are_the_cause_and_their_words_the_evidence() throws Exception {
        String user = "ip-restricted@demo.example";
        change(USER, user);
        admin().run("app", "create", "--name", "CI login", "--user", user, "--yes", "--wait", "20s");
        JsonObject cause = refused("ip_outside_ranges").getJsonArray("causes").getJsonObject(0);
        assertTrue(cause.getString("why").contains("10.0.0.0"), cause::toString);
    }

    @Test
    void a_consumer_key_of_no_app_is_the_cause() throws Exception {
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replaceAll("\"[0-9a-f]{64}\"", "\"" + "f".repeat(64) + "\""));
        Files.delete(folder.resolve("certs/server.crt"));
        refused("app_not_in_org");
    }

    @Test
    void where_all_is_right_it_is_time_that_is_missing() {
        org.admin().habits().propagation(Duration.ofMinutes(10));
        refused("not_propagated");
    }

    @Test
    void without_a_right_to_look_the_checks_say_so_and_the_ranking_stays() {
        Sfjwt.Run run = new Sfjwt(folder).run("doctor", "--admin", "nobody-here", "--json");
        assertTrue(run.exit() == 6 || run.exit() == 127, run::toString);
        assertTrue(run.out().contains("sf"), run::toString);
    }

    /** Fails with this as the one cause. */
    private JsonObject refused(String cause) {
        JsonObject result = admin().run("doctor", "--admin", "--json").exitsWith(6).json();
        JsonObject diagnosis = result.getJsonObject("diagnosis");
        assertEquals(1, diagnosis.getJsonArray("causes").size(), diagnosis::toString);
        assertEquals(cause, diagnosis.getJsonArray("causes").getJsonObject(0).getString("id"), result::toString);
        return diagnosis;
    }

    private static String check(JsonObject result, String id) {
        return result.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("check").equals(id)).findFirst().orElseThrow().getString("text");
    }

    private void change(String old, String user) throws Exception {
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replaceAll(old, user));
    }

    private void unassign() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            String rows = client.send(request("/query?q=SELECT+Id+FROM+PermissionSetAssignment").build(),
                    BodyHandlers.ofString()).body();
            String id = rows.replaceFirst("(?s).*\"Id\":\"(\\w+)\".*", "$1");
            client.send(request("/sobjects/PermissionSetAssignment/" + id).DELETE().build(), BodyHandlers.ofString());
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(org.url() + DATA + path)).header("Authorization",
                "Bearer " + DemoOrg.ADMIN_TOKEN);
    }

    private Sfjwt admin() {
        return new Sfjwt(folder).administering(org);
    }
}
