package lib.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.config.Audiences;
import lib.config.LoginUrl;
import lib.config.Setting;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.refusal.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the other audience is tried, and which of two refusals is told. */
class AudienceSearchTest {

    private static final String OWN = "https://acme.my.salesforce.com";
    private static final String LOGIN = "https://login.salesforce.com";
    private static final Audiences BOTH = Audiences.of(LoginUrl.parse(new Setting<>(OWN, "test")), false);
    private static final TokenEndpoint.Exchanged TOKEN = new TokenEndpoint.Exchanged(null, Optional.empty());

    private final List<String> asked = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    private static Failure refusal(String code) {
        return Failure.of(Kind.REFUSED, code, "Salesforce refused: " + code, "fix it");
    }

    private AudienceSearch.Found run(Audiences audiences, Map<String, Failure> refusals) {
        return new AudienceSearch(log::add).run(audiences, audience -> {
            asked.add(audience);
            if (refusals.containsKey(audience)) {
                throw refusals.get(audience);
            }
            return TOKEN;
        });
    }

    @Test
    void one_login_where_the_first_works() {
        assertEquals(new AudienceSearch.Found(OWN, TOKEN, Optional.empty()), run(BOTH, Map.of()));
        assertEquals(List.of(OWN), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience_invalid", "app_not_in_org", "user_not_approved"})
    void the_other_one_after_a_refusal_that_the_audience_explains(String code) {
        Failure refused = refusal(code);
        var found = run(BOTH, Map.of(OWN, refused));
        assertEquals(new AudienceSearch.Found(LOGIN, TOKEN, Optional.of(refused)), found);
        assertEquals(List.of(OWN, LOGIN), asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"assertion_invalid", "consumer_key_unknown", "user_not_admin_approved", "user_invalid",
        "assertion_expired", "login_rate", "unknown_error", "server_error"})
    void no_second_login_after_another_refusal(String code) {
        Failure refused = refusal(code);
        assertSame(refused, assertThrows(Failure.class, () -> run(BOTH, Map.of(OWN, refused))));
        assertEquals(List.of(OWN), asked);
    }

    @Test
    void no_second_login_with_an_audience_that_was_given() {
        assertThrows(Failure.class, () -> run(Audiences.given(OWN), Map.of(OWN, refusal("audience_invalid"))));
        assertEquals(List.of(OWN), asked);
    }

    /** Columns: what the likeliest audience is answered, what the other one, and which of the two is told. */
    @ParameterizedTest
    @CsvSource({
        "user_not_approved, audience_invalid, user_not_approved",
        "app_not_in_org, audience_invalid, app_not_in_org",
        "audience_invalid, audience_invalid, audience_invalid",
        "user_not_approved, user_not_approved, user_not_approved",
        "user_not_approved, app_not_in_org, user_not_approved",
        "user_not_approved, user_not_admin_approved, user_not_admin_approved",
        "app_not_in_org, user_not_approved, user_not_approved",
        "app_not_in_org, assertion_invalid, assertion_invalid",
        "audience_invalid, user_not_approved, user_not_approved",
        "audience_invalid, ip_or_hours, ip_or_hours",
        "audience_invalid, app_not_in_org, audience_invalid",
        "audience_invalid, assertion_expired, assertion_expired",
        "audience_invalid, authentication_failure, authentication_failure",
        "audience_invalid, refused, refused",
        "audience_invalid, consumer_key_unknown, audience_invalid",
        "user_not_approved, user_invalid, user_not_approved",
        "user_not_approved, unknown_error, user_not_approved",
    })
    void the_refusal_is_told_that_says_more(String first, String second, String told) {
        Failure one = refusal(first);
        Failure two = refusal(second);
        Failure thrown = assertThrows(Failure.class, () -> run(BOTH, Map.of(OWN, one, LOGIN, two)));
        assertEquals(told, thrown.code());
        assertSame(thrown == one ? two : one, thrown.getSuppressed()[0]);
        assertTrue(log.stream().anyMatch(line -> line.contains(OWN) && line.contains(first)), log::toString);
        assertTrue(log.stream().anyMatch(line -> line.contains(LOGIN) && line.contains(second)), log::toString);
    }

    @Test
    void an_answer_that_did_not_come_leaves_it_open_and_may_pass() {
        Failure lost = Failure.of(Kind.UNREACHABLE, "timed_out", "no answer", "try again").retryable(true);
        assertSame(lost, assertThrows(Failure.class,
                () -> run(BOTH, Map.of(OWN, refusal("user_not_approved"), LOGIN, lost))));
    }

    private static Failure explained(String code) {
        return refusal(code).explainedBy(Refusals.byId(code).orElseThrow().causes());
    }

    /** Columns: the refusal, and where among its causes an audience stands that a person gave. */
    @ParameterizedTest
    @CsvSource({"audience_invalid, 0", "app_not_in_org, 6", "user_not_approved, 7", "assertion_invalid, -1",
        "consumer_key_unknown, -1"})
    void an_audience_that_was_given_is_among_the_causes(String code, int place) {
        Failure told = AudienceSearch.told(explained(code), Audiences.given(LOGIN + "/"));
        List<String> causes = told.causes().stream().map(Cause::id).toList();
        assertEquals(place, causes.indexOf("audience_by_hand"), causes::toString);
        assertEquals(told.causes().getFirst().fix(), told.fix());
        assertTrue(place < 0 || told.causes().get(place).why().contains(LOGIN + "/"));
        assertTrue(AudienceSearch.told(explained(code), BOTH).causes().stream()
                .noneMatch(cause -> cause.id().equals("audience_by_hand")));
    }
}
