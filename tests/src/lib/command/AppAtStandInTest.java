package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lib.app.StandIn;
import lib.cli.DemoFolder;
import lib.cli.Sfjwt;
import lib.keys.CertsProgress;
import lib.keys.GenerateCerts;
import lib.keys.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code app create} against a stand-in that shares nothing with the demo org, and against its odd answers. */
@Execution(ExecutionMode.CONCURRENT)
class AppAtStandInTest {

    @TempDir
    Path folder;

    @AutoClose
    private StandIn org;

    @BeforeEach
    void start() throws Exception {
        org = new StandIn();
        DemoFolder.copyKeys(folder.resolve("certs"));
    }

    @Test
    void the_whole_way_works_there_too() {
        assertTrue(create("--yes").exitsWith(0).out().contains("ci@acme.example is logged in"));
        long deploys = deploys();
        create("--yes").exitsWith(0);
        assertEquals(deploys, deploys(), "a second run deployed again");
    }

    @Test
    void where_policies_can_come_only_later_they_do() {
        org.policiesLater = true;
        create("--yes", "--dry-run").exitsWith(0);
        create("--yes").exitsWith(0);
        long deploys = deploys();
        create("--yes").exitsWith(0);
        assertEquals(deploys, deploys(), "a second run deployed again");
    }

    @Test
    void an_org_that_opens_apps_by_their_policy_alone_is_gone_on_with() {
        org.instead = call -> call.contains("FROM SetupEntityAccess") ? StandIn.Answer.json("{\"records\":[]}")
                : call.startsWith("POST sobjects/SetupEntityAccess") ? StandIn.Answer.refusal("INVALID_TYPE",
                        "sObject type is not supported") : null;
        Sfjwt.Run run = create("--yes").exitsWith(0);
        assertTrue(run.err().contains("the app's policy alone opens it to sfjwt_Access"), run::toString);
    }

    @Test
    void a_user_whose_license_does_not_allow_the_permission_set_is_told() {
        org.instead = call -> call.startsWith("POST sobjects/PermissionSetAssignment") ? StandIn.Answer.refusal(
                "FIELD_INTEGRITY_EXCEPTION", "Can't assign permission set. The user license doesn't allow the "
                        + "permission: X") : null;
        Sfjwt.Run run = create("--yes", "--json").exitsWith(4);
        assertEquals("permission_set_refused", run.json().getString("code"), run::toString);
        assertTrue(run.json().getString("error").contains("The user license doesn't allow"), run::toString);
    }

    @Test
    void a_permission_set_of_a_managed_package_is_found_by_its_prefix() {
        org.instead = call -> !call.contains(" FROM PermissionSet ") ? null : StandIn.Answer.json("{\"records\":["
                + (call.endsWith(" WHERE Name = 'Set' AND NamespacePrefix = 'PKG'")
                        ? "{\"Id\":\"0PS000000000001AAA\",\"Name\":\"Set\",\"NamespacePrefix\":\"pkg\"}" : "") + "]}");
        Sfjwt.Run run = create("--yes", "--permission-set", "PKG__Set").exitsWith(0);
        assertTrue(run.err().contains("given permission set pkg__Set"), run::toString);
        assertTrue(org.calls.stream().anyMatch(call -> call.contains(" FROM PermissionSetAssignment ") && call.contains(
                "PermissionSet.Name = 'Set' AND PermissionSet.NamespacePrefix = 'pkg'")), () -> org.calls.toString());
    }

    @Test
    void an_app_that_is_open_to_a_set_of_the_same_bare_name_is_opened_to_a_packages_set_too() {
        org.instead = call -> call.contains(" FROM PermissionSet ") ? StandIn.Answer.json(
                "{\"records\":[{\"Id\":\"0PS000000000001AAA\",\"Name\":\"Set\",\"NamespacePrefix\":\"pkg\"}]}")
                : call.contains("FROM SetupEntityAccess") ? StandIn.Answer.json("{\"records\":["
                        + (call.contains("ParentId = ") ? "" : "{\"Parent\":{\"Name\":\"Set\"}}") + "]}") : null;
        create("--yes", "--permission-set", "pkg__Set").exitsWith(0);
        assertTrue(org.calls.stream().anyMatch(call -> call.startsWith("POST sobjects/SetupEntityAccess")),
                () -> org.calls.toString());
    }

    @Test
    void whoever_has_the_permission_set_by_a_group_has_it() {
        create("--yes").exitsWith(0);
        org.instead = call -> !call.contains(" FROM PermissionSet") ? null : StandIn.Answer.json("{\"records\":["
                + (call.contains("GroupComponent WHERE PermissionSet.Name = 'sfjwt_Access'")
                        ? "{\"PermissionSetGroupId\":\"0PG000000000001AAA\"}"
                        : call.contains("PermissionSetGroupId = '0PG000000000001AAA'")
                                ? "{\"Id\":\"0Pa\",\"Assignee\":{\"Username\":\"ci@acme.example\"}}" : "") + "]}");
        Sfjwt.Run run = run("app", "status");
        assertTrue(run.out().contains("ci@acme.example has a permission set of the app"), run::toString);
        assertTrue(run.out().contains("permission set sfjwt_Access  ci@acme.example"), run::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"profiles\": {}}"})
    void an_app_that_somebody_else_makes_meanwhile_leaves_no_jwt_json_that_cannot_log_in(String before)
            throws Exception {
        Path config = folder.resolve("jwt.json");
        if (!before.isEmpty()) {
            Files.writeString(config, before);
        }
        boolean[] isMade = new boolean[1];
        org.instead = call -> {
            boolean isDeploy = call.startsWith("GET metadata/") && has(config, "consumerKey");
            isMade[0] |= isDeploy;
            return isDeploy ? failed("\"componentFailures\":[{\"componentType\":\"ExternalClientApplication\","
                            + "\"problem\":\"The Org Scoped External Client App must be in the format\"}]")
                    : isMade[0] && call.contains(" FROM ExternalClientApplication ") ? StandIn.Answer.json(
                            "{\"records\":[{\"Id\":\"0xI\",\"DeveloperName\":\"sfjwt\"}]}") : null;
        };
        create("--yes", "--json").failsWith(4, "app_made_meanwhile");
        assertEquals(before, Files.exists(config) ? Files.readString(config) : "");
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().contains(".json") && has(file, "consumerKey")));
        }
    }

    @Test
    void a_jwt_json_that_somebody_else_writes_meanwhile_is_not_replaced() throws Exception {
        Path config = folder.resolve("jwt.json");
        org.instead = call -> {
            if (call.startsWith("GET metadata/") && deploys() == 2) {
                write(config, "{\"consumerKey\": \"another\", \"subject\": \"ci@acme.example\"}");
            }
            return null;
        };
        create("--yes", "--json").failsWith(3, "config_elsewhere");
        assertTrue(has(config, "another"));
        assertEquals(2, deploys());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean has(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest login may not be in the history yet, and an older one came from an address that is let in. */
    @ParameterizedTest
    @CsvSource({"1440, ip_outside_ranges", "0, outside_login_hours"})
    void of_ip_ranges_and_login_hours_the_one_that_keeps_out_is_the_cause(int end, String cause) {
        create("--yes").exitsWith(0);
        String profile = "<x><records><loginHours>" + Arrays.stream(DayOfWeek.values()).map(day -> day.name()
                .toLowerCase(Locale.ROOT)).map(day -> "<" + day + "End>" + end + "</" + day + "End><" + day
                        + "Start>0</" + day + "Start>").collect(Collectors.joining()) + "</loginHours><loginIpRanges>"
                + "<description>a; b</description><endAddress>10.0.0.9</endAddress>"
                + "<startAddress>10.0.0.0</startAddress></loginIpRanges></records></x>";
        org.instead = call -> call.startsWith("POST Soap") ? new StandIn.Answer(200, "text/xml", profile)
                : call.contains(" FROM LoginHistory ") ? StandIn.Answer.json("{\"records\":[{\"LoginTime\":"
                        + "\"2026-11-01T08:00:00.000+0000\",\"Status\":\"Success\",\"SourceIp\":\"10.0.0.1\"}]}")
                : call.contains("TimeZoneSidKey") ? StandIn.Answer.json(
                        "{\"records\":[{\"TimeZoneSidKey\":\"Europe/Berlin\"}]}")
                : call.endsWith("oauth2/token") ? new StandIn.Answer(400, "application/json",
                        "{\"error\":\"invalid_grant\","
                        + "\"error_description\":\"ip restricted or invalid login hours\"}") : null;
        Sfjwt.Run run = run("doctor", "--admin", "--json").exitsWith(6);
        assertEquals(cause, run.json().getJsonObject("diagnosis").getJsonArray("causes").getJsonObject(0)
                .getString("id"), run::toString);
    }

    @Test
    void of_a_profile_without_ip_ranges_none_are_told() {
        create("--yes").exitsWith(0);
        org.instead = call -> call.startsWith("POST Soap") ? new StandIn.Answer(200, "text/xml", "<x><records>"
                + "<loginHours><mondayEnd>0</mondayEnd><mondayStart>0</mondayStart></loginHours></records></x>")
                : call.contains(" FROM LoginHistory ") ? StandIn.Answer.json("{\"records\":[{\"LoginTime\":"
                        + "\"2026-11-01T08:00:00.000+0000\",\"Status\":\"Success\",\"SourceIp\":\"10.0.0.1\"}]}")
                : call.contains("TimeZoneSidKey") ? StandIn.Answer.json("{\"records\":[]}")
                : call.endsWith("oauth2/token") ? new StandIn.Answer(400, "application/json",
                        "{\"error\":\"invalid_grant\","
                        + "\"error_description\":\"ip restricted or invalid login hours\"}") : null;
        Sfjwt.Run run = run("doctor", "--admin", "--json").exitsWith(6);
        assertTrue(run.out().contains("outside_login_hours") && run.out().contains("at certain hours only\""),
                run::toString);
    }

    @Test
    void an_expired_certificate_is_noticed_before_anything_is_made() throws Exception {
        new GenerateCerts(Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC)).run(
                new GenerateCerts.Request(folder.resolve("old"), Subject.DEFAULT, 30, 2048, false, false),
                CertsProgress.NONE);
        Sfjwt.Run run = create("--yes", "--json", "--key-file", "old/server.key").exitsWith(3);
        assertEquals("cert_expired", run.json().getString("code"), run::toString);
        assertTrue(run.json().getString("fix").contains("sfjwt generate-certs --reuse-key --force -o "), run::toString);
        assertEquals(0, deploys());
    }

    @Test
    void production_is_said_in_capitals() {
        Sfjwt.Run run = create().exitsWith(2);
        assertTrue(run.err().contains("in Acme (PRODUCTION, 127.0.0.1), for ci@acme.example, as root@acme.example?"),
                run::toString);
        assertEquals(0, deploys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A & <B> \"C\"", "Ünïcode Straße", "ends with ]]>", "9 lives"})
    void any_name_becomes_an_api_name_and_well_formed_xml(String name) {
        create("--yes", "--name", name).exitsWith(0);
    }

    @Test
    void a_quote_in_a_username_ends_no_string_of_a_query() {
        create("--yes", "--user", "o'brien@acme.example", "--dry-run").exitsWith(0);
        Sfjwt.Run run = create("--yes", "--user", "x' OR Username != 'x@acme.example").exitsWith(2);
        assertFalse(run.err().contains("is active"), run::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            We couldn't find permission sets called X           | permission_set_unknown | API name
            Not available for deploy for this organization      | eca_not_enabled        | External Client App Settings
            The Org Scoped External Client App must be          | app_elsewhere          | another --name
            INVALID_FIELD: certificate is not valid             | certificate_refused    | 4 KB
            DUPLICATE_VALUE: a value                            | policy_duplicate       | another --name
            DUPLICATE_DEVELOPER_NAME: used by a connected app   | app_name_taken         | another --name
            The name can only contain underscores and           | name_invalid           | letters and digits
            INSUFFICIENT_ACCESS: no                             | not_allowed            | Modify Metadata
            Element {x}y invalid at this location               | field_unknown          | sfjwt steps
            Invalid scope 'Wave'                                | scope_refused          | --scopes
            contactEmail: invalid email address: root           | email_refused          | --email
            Invalid plugin settings                             | session_timeout_refused | --session-timeout
            LIMIT_EXCEEDED: You have reached the maximum number | limit_reached          | External Client App Manager
            UNABLE_TO_LOCK_ROW: unable to obtain access         | org_busy               | again in a minute
            Unknown type name 'ExtlClntAppGlobalOauthSettings'  | settings_not_deployable | sfjwt steps
            Something that nobody has seen                      | deploy_failed          | Deployment Status
            """)
    void each_refusal_of_a_deploy_is_named_with_its_words_and_the_way_out(String problem, String code, String way) {
        fail("\"componentFailures\":[{\"componentType\":\"X\",\"fullName\":\"sfjwt\",\"fileName\":"
                + "\"externalClientApps/sfjwt.eca\",\"problem\":\"" + problem + "\",\"problemType\":\"Error\"}]");
        Sfjwt.Run run = create("--yes", "--json").exitsWith(4);
        assertEquals(code, run.json().getString("code"), run::toString);
        assertTrue(run.json().getString("error").contains("externalClientApps/sfjwt.eca: " + problem), run::toString);
        assertTrue(run.json().getString("fix").contains(way), run::toString);
        assertEquals(!code.equals("deploy_failed"), run.json().containsKey("at"), run::toString);
        assertFalse(Files.exists(folder.resolve("jwt.json")));
    }

    @Test
    void every_component_is_named_and_first_the_one_whose_meaning_is_known() {
        fail("\"componentFailures\":[{\"fileName\":\"a.ecaOauth\","
                + "\"problem\":\"no ExternalClientApplication named x\"},"
                + "{\"fileName\":\"x.eca\",\"problem\":\"Not available for deploy for this organization\"}]");
        Sfjwt.Run run = create("--yes").exitsWith(4);
        assertTrue(run.err().contains("refused x.eca: Not available for deploy for this organization; "
                + "a.ecaOauth: no ExternalClientApplication named x; nothing was changed"), run::toString);
        assertTrue(run.err().contains("fix: Setup > External Client App Settings"), run::toString);
    }

    @Test
    void of_thousands_of_refused_components_the_known_one_comes_first_and_the_rest_is_counted() {
        fail("\"componentFailures\":[" + "{\"fileName\":\"classes/A.cls\",\"problem\":\"invalid\"},".repeat(9_000)
                + "{\"fileName\":\"x.eca\",\"problem\":\"Not available for deploy for this organization\"}]");
        Sfjwt.Run run = create("--yes").exitsWith(4);
        assertTrue(run.err().contains("refused x.eca: Not available"), run::toString);
        assertTrue(run.err().contains("; and 8995 more; nothing was changed"), run::toString);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "errorMessage":"UNKNOWN_EXCEPTION: x" | the deploy: UNKNOWN_EXCEPTION: x
            "status":"Canceled","canceledByName":"Ada" | Canceled by Ada
            "details":{"runTestResult":{"failures":[{"name":"A","methodName":"b","message":"no"}]}} | A.b: no
            "details":{"runTestResult":{"codeCoverageWarnings":[{"message":"12 %"}]}} | the deploy: 12 %
            "status":"SucceededPartial","success":true,"details":{"componentFailures":{"fileName":"a"}} | the rest was
            """)
    void what_fails_a_deploy_as_a_whole_is_told(String result, String words) {
        org.instead = call -> call.startsWith("GET metadata/deployRequest/") ? StandIn.Answer.json(
                "{\"deployResult\":{\"done\":true," + result + "}}") : null;
        Sfjwt.Run run = create("--yes").exitsWith(4);
        assertTrue(run.err().contains(words), run::toString);
    }

    @Test
    void a_login_that_gets_no_answer_says_what_came_instead() {
        create("--yes").exitsWith(0);
        org.instead = call -> call.endsWith("oauth2/token") ? new StandIn.Answer(503, "text/html", "<h1>Down</h1>")
                : null;
        Sfjwt.Run run = create("--yes").exitsWith(5);
        assertTrue(run.err().contains("HTTP 503"), run::toString);
    }

    @Test
    void a_duplicate_without_a_name_is_not_tried_under_another_one() {
        fail("\"componentFailures\":[{\"componentType\":\"ExtlClntAppOauthConfigurablePolicies\",\"problem\":"
                + "\"DUPLICATE_VALUE: duplicate value found: x duplicates value on record with id: <unknown>\"}]");
        assertEquals("policy_duplicate", create("--dry-run", "--json").exitsWith(4).json().getString("code"));
        assertEquals(1, deploys());
    }

    @Test
    void policies_that_fail_by_themselves_too_are_not_taken_apart_again() {
        fail("\"componentFailures\":[{\"componentType\":\"ExtlClntAppConfigurablePolicies\",\"problem\":\"Not yet\"}]");
        assertEquals("deploy_failed", create("--dry-run", "--json").exitsWith(4).json().getString("code"));
        assertEquals(2, deploys());
    }

    @Test
    void one_failure_may_be_an_object_and_its_escapes_reach_no_terminal() {
        fail("\"componentFailures\":{\"fileName\":\"a.eca\",\"problem\":\"\\u001b[31mred\\nsfjwt: fix: rm\"}");
        Sfjwt.Run run = create("--yes").exitsWith(4);
        assertTrue(run.err().contains("red sfjwt: fix: rm"), run::toString);
        assertFalse(run.err().contains("\u001b"), run::toString);
        fail("\"componentFailures\":null");
        create("--yes", "--json").failsWith(4, "deploy_failed");
    }

    @Test
    void what_is_no_answer_is_told_and_the_next_run_goes_on() {
        for (StandIn.Answer odd : List.of(new StandIn.Answer(503, "text/html", "<h1>Down</h1>"),
                new StandIn.Answer(200, "text/html", "<h1>Log in</h1>"), new StandIn.Answer(302, "text/plain", ""),
                StandIn.Answer.json("{\"deployResult\":"), StandIn.Answer.json("[]"),
                new StandIn.Answer(0, "", ""))) {
            org.instead = call -> call.startsWith("GET metadata/deployRequest/") ? odd : null;
            Sfjwt.Run run = create("--yes", "--json");
            assertTrue(run.exit() == 4 || run.exit() == 5, run::toString);
            assertFalse(run.json().getString("fix").isEmpty(), run::toString);
        }
        org.instead = _ -> null;
        create("--yes").exitsWith(0);
    }

    @Test
    void a_connection_that_breaks_behind_the_deploy_is_gone_on_from() {
        int[] deploys = new int[1];
        org.instead = call -> call.startsWith("GET metadata/") && ++deploys[0] >= 3 ? new StandIn.Answer(0, "", "")
                : null;
        assertEquals(5, create("--yes").exit());
        org.instead = _ -> null;
        create("--yes").exitsWith(0);
    }

    @Test
    void an_org_that_cannot_be_asked_for_the_consumer_key_is_not_one_that_hides_it() {
        create("--yes").exitsWith(0);
        org.instead = call -> call.startsWith("GET apps/") ? new StandIn.Answer(503, "text/html", "<h1>Down</h1>")
                : null;
        create("--yes", "--retries", "0").exitsWith(5);
    }

    @Test
    void an_org_that_shows_no_apps_says_which_permission_is_missing() {
        org.instead = call -> call.contains("FROM ExternalClientApplication") ? StandIn.Answer.refusal("INVALID_TYPE",
                "sObject type 'ExternalClientApplication' is not supported.") : null;
        Sfjwt.Run run = create("--yes", "--json").exitsWith(4);
        assertEquals("eca_not_shown", run.json().getString("code"), run::toString);
        assertTrue(run.json().getString("fix").contains("View all External Client Apps"), run::toString);
    }

    @Test
    void a_busy_org_is_asked_again_how_the_deploy_goes() {
        int[] asked = new int[1];
        org.instead = call -> call.startsWith("GET metadata/") && ++asked[0] % 2 == 1
                ? new StandIn.Answer(503, "text/html", "<h1>Down</h1>") : null;
        create("--yes").exitsWith(0);
    }

    @Test
    void a_name_that_salesforce_would_not_take_is_refused_before_anything_is_sent() {
        Sfjwt.Run run = create("--yes", "--json", "--name", "An integration of our data warehouse in Europe")
                .exitsWith(2);
        assertEquals("bad_app_name", run.json().getString("code"), run::toString);
        assertEquals(0, org.calls.size());
    }

    private void fail(String details) {
        org.instead = call -> call.startsWith("GET metadata/deployRequest/") ? failed(details) : null;
    }

    private static StandIn.Answer failed(String details) {
        return StandIn.Answer.json("{\"deployResult\":{\"done\":true,\"success\":false,\"status\":\"Failed\","
                + "\"details\":{" + details + "}}}");
    }

    private long deploys() {
        return org.calls.stream().filter("POST metadata/deployRequest"::equals).count();
    }

    private Sfjwt.Run create(String... options) {
        var args = new ArrayList<>(List.of("app", "create"));
        args.addAll(List.of(options).contains("--user") ? List.of() : List.of("--user", "ci@acme.example"));
        args.addAll(List.of(options).contains("--dry-run") ? List.of() : List.of("--wait", "20s"));
        args.addAll(List.of(options));
        return run(args.toArray(String[]::new));
    }

    private Sfjwt.Run run(String... args) {
        return new Sfjwt(folder).with("SF_ACCESS_TOKEN", StandIn.TOKEN).with("SF_ORG_INSTANCE_URL", org.url())
                .run(args);
    }
}
