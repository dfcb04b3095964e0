package lib.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of Salesforce's words, the host that said them and its clock. */
class ExplanationTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static Failure failure(String host, String error, String description, String time) {
        return Explanation.of(new Said(error, description), new HttpAnswer(URI.create("https://" + host
                + "/services/oauth2/token"), 400, Map.of("date", "Tue, 24 Nov 2026 " + time + " GMT"), new byte[0],
                NOW));
    }

    private static List<String> causes(Failure failure) {
        return failure.causes().stream().map(Cause::id).toList();
    }

    @ParameterizedTest
    @CsvSource({"login.salesforce.com, app_not_found", "test.salesforce.com, app_not_found",
        "login.salesforce.com, invalid_client_id", "test.salesforce.com, invalid_client_id"})
    void at_a_host_for_all_orgs_the_host_is_the_first_cause(String host, String error) {
        Failure failure = failure(host, error, "", "10:00:00");
        assertEquals("generic_login_host", causes(failure).getFirst());
        assertEquals("loginUrl", failure.fix().at().getString("field"));
        assertTrue(failure.fix().toString().contains("My Domain"), failure.fix().toString());
    }

    @ParameterizedTest
    @CsvSource({"acme.my.salesforce.com, app_not_found, app_created_elsewhere",
        "acme.my.salesforce.com, invalid_client_id, consumer_key_misspelt",
        "login.salesforce.com, invalid_app_access, user_not_in_policies",
        "login.salesforce.com.evil.example, app_not_found, app_created_elsewhere"})
    void elsewhere_the_table_knows(String host, String error, String first) {
        assertEquals(first, causes(failure(host, error, "", "10:00:00")).getFirst());
    }

    @Test
    void a_clock_that_is_off_is_named_with_its_measure() {
        Failure expired = failure("acme.my.salesforce.com", "invalid_grant", "expired authorization code", "10:30:00");
        assertTrue(expired.causes().getFirst().why().contains("30 min 0 s behind"), expired::getMessage);
        assertEquals(List.of("clock_wrong", "expires_too_soon"), causes(expired));
        Failure other = failure("acme.my.salesforce.com", "invalid_grant", "invalid user", "10:30:00");
        assertEquals("clock_wrong", causes(other).getLast());
    }

    @ParameterizedTest
    @CsvSource({"invalid_grant, authentication failure, user_frozen_or_misspelt",
        "invalid_grant, invalid assertion, other_certificate", "invalid_client, invalid client credentials, other_app",
        "invalid_grant, expired authorization code, clock_wrong"})
    void a_login_of_our_own_is_not_refused_for_what_another_program_does(String error, String said, String first) {
        Failure failure = failure("acme.my.salesforce.com", error, said, "10:00:00");
        assertEquals(first, causes(failure).getFirst());
        assertTrue(failure.causes().stream().noneMatch(cause -> cause.why().startsWith("another program")),
                failure.causes()::toString);
    }

    @Test
    void an_unknown_refusal_leads_to_the_login_history() {
        Failure failure = failure("acme.my.salesforce.com", "brand_new", "words", "10:00:00");
        assertEquals("refused", failure.code());
        assertTrue(failure.fix().toString().contains("Setup > Login History"), failure.fix().toString());
    }
}
