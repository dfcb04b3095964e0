package lib.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.config.Audiences;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.demo.Answer;
import lib.demo.AppPolicy;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Voice;
import lib.http.HttpOptions;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.refusal.Refusals;
import lib.refusal.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every refusal that the demo org can be brought to, and the first cause that it leads to. */
class DiagnosisTest {

    @TempDir
    Path folder;
    Clinic clinic;

    @AfterEach
    void close() {
        if (clinic != null) {
            clinic.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SELF_AUTHORIZED, user_not_approved, users authorize themselves, Admin approved users are pre-authorized",
        "DISABLED, app_not_in_org, is disabled there, enable the app",
        "BLOCKED, app_blocked, app is blocked, Unblock",
        "WITHOUT_SCOPES, no_scopes, no scope is selected, OAuth Scopes"})
    void the_apps_policy(AppPolicy policy, String refusal, String why, String fix) {
        clinic = new Clinic(folder);
        clinic.org.policy(policy);
        leadsTo(refusal, why, fix);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_APPROVED, user_not_admin_approved, profile, select the user's profile",
        "INACTIVE, user_inactive, deactivated or frozen, tick Active",
        "FROZEN, user_inactive, deactivated or frozen, Unfreeze",
        "IP_RESTRICTED, ip_or_hours, other IP addresses, Login IP Ranges",
        "BUSY, login_rate, new token for every call, until"})
    void the_user(DemoUser user, String refusal, String why, String fix) {
        clinic = new Clinic(folder);
        clinic.config.put("subject", user.username());
        leadsTo(refusal, why, fix);
    }

    @Test
    void an_app_that_is_not_in_the_org() {
        clinic = new Clinic(folder);
        try (DemoOrg empty = DemoOrg.start(0, Clock.systemUTC())) {
            clinic.config.put("loginUrl", empty.url().toString());
            leadsTo("app_not_in_org", "does not have the app", "create it");
        }
    }

    @Test
    void another_certificate_at_the_app() {
        clinic = new Clinic(folder);
        clinic.org.register(Clinic.bytes("other.crt"));
        Diagnosis diagnosis = leadsTo("assertion_invalid", "another certificate than server.crt, which belongs "
                + "to your key",
                "upload server.crt (SHA-256 ");
        assertEquals(List.of(Stage.REQUEST, Stage.APP), diagnosis.passed());
        assertFalse(mentions(diagnosis, "mangled") || mentions(diagnosis, "damaged"), diagnosis::toString);
    }

    /** In a circle it would be: upload server.crt, the very file that has expired. */
    @ParameterizedTest
    @CsvSource({"JWT validation failed, jwt_validation_failed", "invalid assertion, assertion_invalid"})
    void an_expired_certificate_is_renewed_before_anything_is_uploaded(String said, String refusal) {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(11));
        clinic = new Clinic(folder, later);
        clinic.clock = later;
        clinic.copy("server-soon.crt", "server.crt");
        clinic.org.faults().next(1, "/services/oauth2/token", Answer.json(400, Json.createObjectBuilder()
                .add("error", "invalid_grant").add("error_description", said).build()));
        Diagnosis diagnosis = leadsTo(refusal, "certificate has expired",
                "sfjwt generate-certs --reuse-key --force -o .; then");
        assertEquals("certificates", diagnosis.next().at().getString("step"));
    }

    @Test
    void another_key_here() {
        clinic = new Clinic(folder);
        clinic.copy("other.key", "server.key");
        leadsTo("assertion_invalid", "and server.crt is another one too", "use the key that was made with");
    }

    @Test
    void another_certificate_with_none_at_hand() throws Exception {
        clinic = new Clinic(folder);
        java.nio.file.Files.delete(folder.resolve("server.crt"));
        clinic.org.register(Clinic.bytes("other.crt"));
        leadsTo("assertion_invalid", "certificate", "upload");
    }

    @Test
    void a_wrong_consumer_key() {
        clinic = new Clinic(folder);
        clinic.config.put("consumerKey", DemoOrg.CONSUMER_KEY.replace("DEMO_D", "DEMO_E"));
        leadsTo("consumer_key_unknown", "misspelt", "copy button");
        clinic.config.put("consumerKey", "my-app");
        leadsTo("consumer_key_unknown", "my-app, 6 characters", "copy button");
    }

    @Test
    void a_wrong_audience() {
        clinic = new Clinic(folder);
        clinic.config.put("audience", "https://login.salesforce.com");
        Diagnosis diagnosis = leadsTo("audience_invalid", "set by hand to https://login.salesforce.com", "audience");
        assertTrue(diagnosis.passed().contains(Stage.SIGNATURE));
    }

    @ParameterizedTest
    @CsvSource({"10, behind", "-10, ahead of"})
    void a_wrong_clock(int minutes, String which) {
        clinic = new Clinic(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutes)));
        leadsTo("assertion_expired", which, "set the clock");
    }

    @Test
    void an_assertion_that_is_valid_too_briefly() {
        clinic = new Clinic(folder, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(30)));
        clinic.config.put("expiresIn", "5");
        Diagnosis diagnosis = leadsTo("assertion_expired", "valid for only 5 s", "300");
        assertFalse(mentions(diagnosis, "clock"), diagnosis::toString);
    }

    /** No demo org has such a host, so what the checks would find is laid before the diagnosis. */
    @ParameterizedTest
    @CsvSource({
        "https://acme--dev.sandbox.my.salesforce.com, user_not_approved, lacks the sandbox, Username in the sandbox",
        "https://acme.my.salesforce.com, audience_invalid, sandbox is set, remove --sandbox"})
    void a_sandbox_and_what_does_not_fit_it(String host, String refusal, String why, String fix) {
        clinic = new Clinic(folder);
        var http = HttpOptions.defaults(Map.of());
        var sources = new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), folder), folder, false);
        var evidence = new Evidence(
                new Doctor.Request(sources, null, http, Passphrase.NONE, WaitTime.NONE, false, Phase.ACCESS),
                Clock.systemUTC(), time -> { }, Doctor.Progress.NONE);
        var url = LoginUrl.parse(new Setting<>(host, "x"));
        evidence.add(Fact.CONFIG, new OrgConfig("3MVG", "ci@acme.example", url, true, Audiences.of(url, true), 300,
                new KeySource.InFile(folder), null, List.of()));
        OrgChecks.CHECKS.forEach(check -> check.examine(evidence));
        evidence.add(Fact.LOGIN_FAILURE, Failure.of(Kind.REFUSED, refusal, "no", "?"));
        Diagnosis diagnosis = Diagnosis.of(evidence).orElseThrow();
        assertTrue(diagnosis.causes().getFirst().why().contains(why), diagnosis::toString);
        assertTrue(diagnosis.causes().getFirst().fix().toString().contains(fix), diagnosis::toString);
    }

    @Test
    void an_unknown_user_is_refused_as_one_who_never_approved() {
        clinic = new Clinic(folder);
        clinic.config.put("subject", "ci@acme.example");
        Diagnosis diagnosis = leadsTo("user_not_approved", "authorize themselves", "pre-authorized");
        assertFalse(mentions(diagnosis, "sandbox was refreshed"), diagnosis::toString);
    }

    @Test
    void a_refusal_that_nobody_knows() {
        clinic = new Clinic(folder);
        clinic.org.faults().next(1, "/services/oauth2/token", Answer.json(400,
                Json.createObjectBuilder().add("error", "brand_new").add("error_description", "something").build()));
        Diagnosis diagnosis = leadsTo("refused", "does not know this refusal", "Login History");
        assertEquals(null, diagnosis.stage());
    }

    @Test
    void a_failed_check_that_the_refusal_disproves_does_not_come_first() {
        clinic = new Clinic(folder);
        clinic.copy("other.crt", "server.crt"); // an old file; the app has the right one
        clinic.config.put("subject", DemoUser.NOT_APPROVED.username());
        leadsTo("user_not_admin_approved", "profile", "select the user's profile");
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void every_stage_is_one_of_known_refusals(Stage stage) {
        assertTrue(Refusals.ALL.stream().anyMatch(row -> Stage.of(row.id()).filter(stage::equals).isPresent()));
    }

    /** A cause that is called otherwise in Refusals must not silently take a rule away. */
    @Test
    void every_rule_speaks_of_a_cause_that_the_table_has() {
        clinic = new Clinic(folder);
        for (Rules.Lead lead : Rules.LEADS) {
            assertTrue(causes(lead.refusals()).containsAll(lead.replaced()), lead::toString);
        }
        for (Rules.RuledOut rule : Rules.RULED_OUT) {
            assertTrue(causes(rule.refusals()).containsAll(rule.causes()), rule::toString);
        }
    }

    private static List<String> causes(Set<String> refusals) {
        return Refusals.ALL.stream().filter(row -> refusals.isEmpty() || refusals.contains(row.id()))
                .flatMap(row -> row.causes().stream()).map(Cause::id).toList();
    }

    private Diagnosis leadsTo(String refusal, String why, String fix) {
        Doctor.Result result = clinic.examine();
        Diagnosis diagnosis = result.diagnosis()
                .orElseThrow(() -> new AssertionError(result.json(Voice.PLAIN).toString()));
        assertEquals(refusal, diagnosis.refusal().code());
        Cause first = diagnosis.causes().getFirst();
        assertTrue(first.why().contains(why), diagnosis::toString);
        assertTrue(first.fix().toString().contains(fix), diagnosis::toString);
        assertEquals(first.fix(), result.next());
        assertEquals(first.fix(), result.failure().orElseThrow().fix());
        assertEquals(diagnosis.causes().size(), diagnosis.causes().stream().distinct().count());
        assertEquals(State.FAILED, Clinic.finding(result, "login").state());
        return diagnosis;
    }

    private static boolean mentions(Diagnosis diagnosis, String words) {
        return diagnosis.causes().stream().anyMatch(cause -> cause.why().contains(words));
    }
}
