package lib.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import lib.cli.Sfjwt;
import lib.demo.DemoOrg;
import lib.demoadmin.Habits.Habit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code app create} against the demo org, from an empty folder to a login. */
@Execution(ExecutionMode.CONCURRENT)
class AppCreateTest {

    private static final String USER = "not-approved@demo.example";

    @TempDir
    Path folder;

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());

    @Test
    void from_an_empty_folder_to_a_login_with_one_command() {
        Sfjwt.Run run = create("--name", "CI login", "--yes").exitsWith(0);
        assertTrue(run.out().contains("It works: " + USER + " is logged in"), run::toString);
        for (String line : List.of("org The sfjwt demo org", "key and certificate made",
                "permission set CI_login_Access made", "app CI_login made", USER + " given permission set",
                "jwt.json written", "logged in as " + USER)) {
            assertTrue(run.err().contains(line), () -> line + "\n" + run);
        }
        assertEquals(USER, sfjwt().run("whoami", "--json").exitsWith(0).json().getString("preferred_username"));
        assertFalse((run.out() + run.err()).contains(DemoOrg.ADMIN_TOKEN), "the token is shown");
    }

    @Test
    void a_second_run_changes_nothing() throws Exception {
        create("--yes").exitsWith(0);
        byte[] config = Files.readAllBytes(folder.resolve("jwt.json"));
        byte[] key = Files.readAllBytes(folder.resolve("certs/server.key"));
        long deploys = deploys();
        Sfjwt.Run again = create("--yes", "--json").exitsWith(0);
        assertEquals(List.of(), List.copyOf(again.json().getJsonArray("changed")));
        assertEquals(deploys, deploys());
        assertArrayEquals(config, Files.readAllBytes(folder.resolve("jwt.json")));
        assertArrayEquals(key, Files.readAllBytes(folder.resolve("certs/server.key")));
    }

    @Test
    void where_nothing_has_to_be_changed_nobody_is_asked() {
        create("--yes").exitsWith(0);
        Sfjwt.Run run = create().exitsWith(0);
        assertTrue(run.err().contains("nothing has to be changed"), run::toString);
        assertTrue(run.out().contains("It works"), run::toString);
        assertFalse(run.err().contains("?"), run::toString);
        for (String change : List.of("--scopes=api", "--session-timeout=30", "--permission-set=sfjwt_Access "
                + "--ip-relaxation=bypass", "--key-file=other/server.key", "-c=other.json")) {
            Sfjwt.Run refused = create(change.split(" ")).exitsWith(2);
            assertTrue(refused.err().contains("nobody is there to answer"), refused::toString);
        }
    }

    @Test
    void a_general_login_url_in_jwt_json_is_the_users_own_org() throws Exception {
        create("--yes").exitsWith(0);
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, Files.readString(file).replace(org.url().toString(), "https://login.salesforce.com"));
        create("--yes").exitsWith(0);
        assertTrue(Files.readString(file).contains(org.url().toString()), Files.readString(file));
    }

    @Test
    void what_differs_is_changed_and_nothing_else() {
        create("--yes").exitsWith(0);
        Sfjwt.Run run = create("--yes", "--scopes", "api,refresh_token", "--ip-relaxation", "bypass").exitsWith(0);
        assertTrue(run.err().contains("app sfjwt changed: scopes, ipRelaxationPolicyType"), run::toString);
        assertTrue(run.err().contains("jwt.json is right"), run::toString);
    }

    @Test
    void a_dry_run_asks_the_org_and_changes_nothing() throws Exception {
        Sfjwt.Run run = create("--dry-run").exitsWith(0);
        assertTrue(run.out().contains("externalClientApps/sfjwt.eca"), run::toString);
        assertTrue(run.err().contains("nothing was changed"), run::toString);
        try (var files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
        create("--yes").exitsWith(0);
    }

    @ParameterizedTest
    @CsvSource({"POLICY_MADE_BY_ITSELF", "OWN_KEY_REFUSED", "SOAP_CLOSED"})
    void each_org_takes_it_in_its_own_form(Habit habit) {
        org.admin().habits().set(habit, true);
        create("--yes").exitsWith(0);
        create("--yes").exitsWith(0);
    }

    @Test
    void where_the_org_shows_no_consumer_key_a_person_pastes_it() {
        org.admin().habits().set(Habit.OWN_KEY_REFUSED, true);
        org.admin().habits().set(Habit.CREDENTIALS_CLOSED, true);
        Sfjwt.Run run = create("--yes").exitsWith(2);
        assertTrue(run.err().contains("does not show its Consumer Key"), run::toString);
        assertTrue(run.err().contains("--consumer-key KEY"), run::toString);
        assertFalse(Files.exists(folder.resolve("jwt.json")));

        org.admin().habits().set(Habit.CREDENTIALS_CLOSED, false);
        String key = consumerKey();
        org.admin().habits().set(Habit.CREDENTIALS_CLOSED, true);
        Sfjwt person = sfjwt().onTerminal("y", key);
        assertTrue(person.run("app", "create", "--user", USER).exitsWith(0).out().contains("It works"));
    }

    @Test
    void a_policy_that_takes_its_time_is_waited_for() {
        org.admin().habits().propagation(Duration.ofSeconds(8));
        Sfjwt.Run run = create("--yes", "--wait", "1m").exitsWith(0);
        assertTrue(run.err().contains("user hasn't approved this consumer: login 2"), run::toString);
    }

    @Test
    void nobody_is_asked_in_a_script_and_a_no_changes_nothing() {
        Sfjwt.Run run = create().exitsWith(2);
        assertTrue(run.err().contains("--yes"), run::toString);
        assertTrue(run.err().contains("Developer Edition"), run::toString);
        sfjwt().onTerminal("n").run("app", "create", "--user", USER).exitsWith(2);
        assertEquals(0, deploys());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --user nobody@demo.example | user_unknown | no user
            --user inactive@demo.example | inactive_user | Active
            --user frozen@demo.example | inactive_user | Unfreeze
            --permission-set Not_there | permission_set_unknown | API name
            --scopes apii | bad_scope | choose from
            --session-timeout 5 | bad_session_timeout | 1440
            --ip-relaxation no | bad_ip_relaxation | bypass
            --target-org a --profile b | two_admin_sessions | drop one
            """)
    void what_cannot_be_is_named_with_the_way_out(String options, String code, String words) {
        var failure = create(("--yes --json " + options).split(" ")).json();
        assertEquals(code, failure.getString("code"), failure::toString);
        assertTrue((failure.getString("error") + failure.getString("fix")).contains(words), failure::toString);
    }

    @Test
    void an_app_that_somebody_else_made_is_not_touched_unless_adopted() throws Exception {
        create("--yes").exitsWith(0);
        DeployedBySomeoneElse.app(org, "Theirs");
        Sfjwt.Run run = create("--yes", "--name", "Theirs", "-c", "theirs.json").exitsWith(4);
        assertTrue(run.err().contains("sfjwt did not make"), run::toString);
        create("--yes", "--name", "Theirs", "-c", "theirs.json", "--adopt").exitsWith(0);
    }

    /** The names that another tool gives to what belongs to an app. */
    @Test
    void the_parts_of_an_adopted_app_keep_their_names() throws Exception {
        create("--yes").exitsWith(0);
        DeployedBySomeoneElse.app(org, "Theirs");
        DeployedBySomeoneElse.policy(org, "Theirs", "Theirs_OAuthPolicy", "sfjwt_Access");
        DeployedBySomeoneElse.part(org, "ExtlClntAppConfigurablePolicies", "extlClntAppPolicies/Theirs_Policy.ecaPlcy",
                "<externalClientApplication>Theirs</externalClientApplication><isEnabled>true</isEnabled>");
        Sfjwt.Run run = create("--yes", "--name", "Theirs", "-c", "theirs.json", "--adopt").exitsWith(0);
        assertTrue(run.err().contains("the org calls parts of it Theirs_OAuthPolicy, Theirs_Policy"), run::toString);
    }

    @Test
    void an_app_that_another_key_logs_in_with_keeps_its_certificate_unless_adopted() throws Exception {
        create("--yes").exitsWith(0);
        long deploys = deploys();
        for (String mode : List.of("--yes", "--dry-run")) {
            var failure = elsewhere().run("app", "create", "--user", "integration@demo.example", mode, "--json")
                    .failsWith(4, "app_in_use");
            assertTrue(failure.getString("fix").contains("--adopt"), failure::toString);
        }
        assertEquals(deploys, deploys());
        sfjwt().run("get-token", "--fresh", "--token-only").exitsWith(0);
        elsewhere().run("app", "create", "--user", "integration@demo.example", "--yes", "--adopt").exitsWith(0);
    }

    @Test
    void the_key_of_a_login_that_is_here_may_be_replaced() throws Exception {
        create("--yes").exitsWith(0);
        for (String file : List.of("certs/server.key", "certs/server.crt", "certs/server.csr")) {
            Files.delete(folder.resolve(file));
        }
        assertTrue(create("--yes").exitsWith(0).err().contains("app sfjwt changed: certificate"));
    }

    @Test
    void names_that_are_one_to_salesforce_are_not_taken_for_two() throws Exception {
        create("--yes").exitsWith(0);
        var failure = create("--yes", "--name", "SFJWT", "--json").failsWith(2, "app_name_taken");
        assertTrue(failure.getString("fix").contains("write it as sfjwt"), failure::toString);
        assertTrue(create("--yes", "--permission-set", "SFJWT_access").exitsWith(0).err()
                .contains("app sfjwt is as it should be"));
    }

    @Test
    void another_consumer_key_than_the_apps_is_not_written_down() throws Exception {
        create("--yes").exitsWith(0);
        byte[] config = Files.readAllBytes(folder.resolve("jwt.json"));
        create("--yes", "--consumer-key", "3MVG9of.another.app", "--json").failsWith(2, "consumer_key_other");
        assertArrayEquals(config, Files.readAllBytes(folder.resolve("jwt.json")));
    }

    @Test
    void whom_else_a_policy_lets_in_stays_whatever_the_policy_is_called() throws Exception {
        create("--yes", "--name", "Other", "-c", "other.json").exitsWith(0);
        DeployedBySomeoneElse.app(org, "Theirs");
        create("--yes", "-c", "usual.json").exitsWith(0);
        DeployedBySomeoneElse.policy(org, "Theirs", "A_name_of_its_own", "sfjwt_Access, Other_Access");
        String[] theirs = "--yes --name Theirs -c theirs.json --permission-set sfjwt_Access".split(" ");
        create(Stream.concat(Stream.of(theirs), Stream.of("--adopt")).toArray(String[]::new)).exitsWith(0);
        long deploys = deploys();
        create(theirs).exitsWith(0);
        assertEquals(deploys, deploys(), "a second run deployed again");
        create(Stream.concat(Stream.of(theirs), Stream.of("--ip-relaxation", "bypass")).toArray(String[]::new))
                .exitsWith(0);
        String status = sfjwt().run("app", "status", "--name", "Theirs", "-c", "theirs.json").out();
        assertTrue(status.contains("permission set Other_Access"), status);
    }

    private Sfjwt elsewhere() throws Exception {
        return new Sfjwt(Files.createDirectories(folder.resolve("elsewhere"))).administering(org);
    }

    @Test
    void a_jwt_json_of_another_login_is_not_replaced() {
        create("--yes").exitsWith(0);
        Sfjwt.Run run = create("--yes", "--user", "integration@demo.example").exitsWith(3);
        assertTrue(run.err().contains("--to-profile"), run::toString);
        create("--yes", "--user", "integration@demo.example", "--to-profile", "second").exitsWith(0);
        assertEquals("integration@demo.example", sfjwt().run("whoami", "--profile", "second", "--json").exitsWith(0)
                .json().getString("preferred_username"));
    }

    @Test
    void a_profile_of_ours_whose_user_is_an_administrator_will_do() {
        create("--yes", "--user", "admin@demo.example", "--name", "Admin", "--to-profile", "admin").exitsWith(0);
        Sfjwt.Run made = new Sfjwt(folder).run("app", "create", "--user", USER, "--profile", "admin", "--yes")
                .exitsWith(0);
        assertTrue(made.err().endsWith("Next: sfjwt get-token\n"), made::toString);
        Sfjwt.Run run = new Sfjwt(folder).run("app", "create", "--user", USER, "--yes").exitsWith(2);
        assertTrue(run.err().contains("--target-org"), run::toString);
    }

    @Test
    void a_session_that_has_ended_is_named() {
        Sfjwt.Run run = new Sfjwt(folder).with("SF_ACCESS_TOKEN", "00D!ended").with("SF_ORG_INSTANCE_URL",
                org.url().toString()).run("app", "create", "--user", USER, "--yes", "--json").exitsWith(2);
        assertEquals("admin_token_unusable", run.json().getString("code"));
        run = new Sfjwt(folder).with("SF_ACCESS_TOKEN", "00Dxx0000000000!ended").with("SF_ORG_INSTANCE_URL",
                org.url().toString()).run("app", "create", "--user", USER, "--yes", "--json").exitsWith(4);
        assertEquals("admin_session_ended", run.json().getString("code"));
        assertTrue(run.json().getString("fix").contains("sf org login web --instance-url " + org.url() + ";"),
                run::toString);
    }

    @Test
    void a_token_is_sent_to_no_other_host() {
        Sfjwt.Run run = new Sfjwt(folder).with("SF_ACCESS_TOKEN", DemoOrg.ADMIN_TOKEN)
                .with("SF_ORG_INSTANCE_URL", "https://acme.my.salesforce.com.evil.example")
                .run("app", "create", "--user", USER, "--yes").exitsWith(2);
        assertTrue(run.err().contains("the token was not sent"), run::toString);
    }

    private String consumerKey() {
        var settings = sfjwt().run("app", "create", "--user", USER, "--yes", "--json", "-c", "other.json");
        return settings.exitsWith(0).json().getString("consumerKey");
    }

    private long deploys() {
        return org.requests().stream().filter(one -> one.path().endsWith("/deployRequest")).count();
    }

    private Sfjwt.Run create(String... options) {
        return sfjwt().run(List.of(options).contains("--user") ? List.of("app", "create")
                : List.of("app", "create", "--user", USER), options);
    }

    private Sfjwt sfjwt() {
        return new Sfjwt(folder).administering(org);
    }
}
