package lib.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lib.failure.Cause;
import lib.failure.Voice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of Salesforce's refusals: complete, without one row in another's way, and of use to a newcomer. */
class RefusalsTest {

    private static String id(String error, String description) {
        return Refusals.find(new Said(error, description)).map(Refusal::id).orElse("none");
    }

    /** What has been seen of Salesforce, from its documentation and from reports of people who met it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "invalid_grant|user hasn't approved this consumer|user_not_approved",
        "invalid_app_access|user is not admin approved to access this app|user_not_admin_approved",
        "invalid_grant|audience is invalid|audience_invalid",
        "invalid_grant|Audience validation failed|audience_invalid",
        "invalid_grant|invalid assertion|assertion_invalid",
        "invalid_grant|invalid user|user_invalid",
        "invalid_grant|expired authorization code|assertion_expired",
        "invalid_client_id|client identifier invalid|consumer_key_unknown",
        "invalid_client|invalid client credentials|client_credentials_invalid",
        "app_not_found|External client app is not installed in this org|app_not_in_org",
        "OAUTH_EC_APP_NOT_FOUND|External client app is not installed in this org|app_not_in_org",
        "invalid_client|app must be installed into org|app_not_installed",
        "OAUTH_APP_BLOCKED|this app is blocked by admin|app_blocked",
        "OAUTH_APP_ACCESS_DENIED|user is not admin approved to access this app|user_not_admin_approved",
        "OAUTH_APPROVAL_ERROR_GENERIC|An unexpected error has occurred|app_not_installed",
        "unsupported_grant_type|grant type not supported|grant_type_unsupported",
        "invalid_request|scope parameter not supported|scope_unsupported",
        "invalid_grant|no valid scopes defined|no_scopes",
        "invalid_grant|request not supported on this domain|wrong_domain",
        "invalid_grant|no client credentials user enabled|run_as_user_missing",
        "inactive_user|user is inactive|user_inactive",
        "invalid_grant|inactive user|user_inactive",
        "invalid_grant|user is inactive|user_inactive",
        "inactive_org|org is locked, closed, or suspended|org_inactive",
        "inactive_org|inactive organization|org_inactive",
        "invalid_grant|inactive organization|org_inactive",
        "invalid_grant|ip restricted or invalid login hours|ip_or_hours",
        "rate_limit_exceeded|number of logins exceeded|login_rate",
        "rate_limit_exceeded|login rate exceeded|login_rate",
        "invalid_grant|login rate exceeded|login_rate",
        "invalid_grant|authentication failure|authentication_failure",
        "invalid_grant|activation secret invalid|activation_invalid",
        "invalid_grant|expired access/refresh token|refresh_token_expired",
        "unknown_error|retry your request|unknown_error",
        "server_error|''|server_error",
        "temporarily_unavailable|''|temporarily_unavailable",
        "invalid_scope|''|scope_invalid",
        "redirect_uri_mismatch|redirect_uri must match configuration|redirect_mismatch",
        "unsupported_response_type|response type not supported|response_type_unsupported",
        "immediate_unsuccessful|''|immediate_unsuccessful",
        "access_denied|end-user denied authorization|access_denied",
        "invalid_grant|restricted domain|domain_restricted",
        "invalid_grant|JWT validation failed|jwt_validation_failed",
        "invalid_grant|high assurance session required|session_level",
        "invalid_grant|high-assurance session required|session_level",
        "JwtGrantError|''|sf_login_failed",
        "JwtAuthError|Error authenticating with JWT.|sf_login_failed",
        "C-1016|''|scratch_org_signup",
        "INVALID_SESSION_ID|Session expired or invalid|session_invalid",
        "API_DISABLED_FOR_ORG|API is not enabled for this Organization or Partner|api_disabled",
        "API_CURRENTLY_DISABLED|API is disabled for this User|api_disabled",
        "invalid_request|must use HTTP POST|request_invalid",
    })
    void every_known_refusal_has_its_row_however_it_is_written(String error, String description, String id) {
        for (String said : List.of(description, description.toUpperCase(Locale.ROOT), " \n" + description + ".",
                "\"" + description + "\"", description.replace(" ", "  "), description.replace("'", "&#39;"),
                description.replace("'", "&#x27;"), description.replace("'", "&apos;"),
                description.replace('\'', '\u2019'), description.replace('\'', '`'),
                description.replace(' ', '\u00A0'), description + ": more about it")) {
            assertEquals(id, id(error, said), said);
        }
        assertEquals(id, id(error.toUpperCase(Locale.ROOT), description));
        assertEquals(id, id(error.toLowerCase(Locale.ROOT), description));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "invalid_client_id|no such client|consumer_key_unknown", "app_not_found|''|app_not_in_org",
        "invalid_app_access|''|user_not_admin_approved", "OAUTH_APP_BLOCKED|''|app_blocked",
        "inactive_user|''|user_inactive", "unknown_error|''|unknown_error",
        "unsupported_grant_type|''|grant_type_unsupported",
        "rate_limit_exceeded|slow down|login_rate", "invalid_client_id|invalid user|consumer_key_unknown"})
    void a_code_of_one_row_needs_no_known_description(String error, String description, String id) {
        assertEquals(id, id(error, description));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "new_code|user hasn't approved this consumer|user_not_approved", "''|invalid assertion|assertion_invalid",
        "invalid_grant|retry your request|unknown_error",
        "invalid_grant|user is not admin approved to access this app|user_not_admin_approved",
        "invalid_grant|client identifier invalid|consumer_key_unknown"})
    void a_known_description_needs_no_known_code(String error, String description, String id) {
        assertEquals(id, id(error, description));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"invalid_grant|''", "invalid_grant|invalid username",
        "invalid_grant|inactive users", "invalid_grant|something new", "invalid_client|something new", "''|''",
        "new_code|new words", "invalid_grant|the user is inactive"})
    void what_is_not_known_is_not_guessed(String error, String description) {
        assertEquals(Optional.empty(), Refusals.find(new Said(error, description)));
    }

    static List<Refusal> rows() {
        return Refusals.ALL;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void no_row_is_in_the_way_of_another(Refusal row) {
        for (Said said : row.said()) {
            assertEquals(row.id(), id(said.error(), said.description()));
            assertEquals(1, Refusals.ALL.stream().flatMap(other -> other.said().stream()).filter(said::equals).count(),
                    said::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_row_reads_like_the_others(Refusal row) {
        assertTrue(row.id().matches("[a-z]+(_[a-z]+)*"), row.id());
        assertTrue(row.meaning().matches("[A-Z].*\\."), row.meaning());
        assertFalse(row.causes().isEmpty());
        assertEquals(row.causes().size(), row.causes().stream().map(Cause::id).distinct().count());
        var whys = new HashSet<String>();
        for (Cause cause : row.causes()) {
            assertTrue(whys.add(cause.why()), cause.why());
            // an error: or fix: comes before them, so they begin small; names keep their capitals
            assertTrue(cause.why().matches("(?s)([a-z]|Salesforce |API Access ).*[^.;, ]"), cause.why());
            assertTrue(cause.fix().toString().matches("(?s)([a-z]|Setup > ).*[^.;, ]"), cause.fix().toString());
            assertFalse((cause.why() + cause.fix()).matches("(?s).*(  | [,.;:]|[,;]{2}).*"), cause.fix().toString());
        }
        for (Said said : row.said()) {
            assertFalse(said.error().isBlank());
        }
    }

    /** Each is done at a step, in a field or with a command of ours; these are done elsewhere. */
    @Test
    void every_cause_names_where_it_is_mended() {
        Set<String> elsewhere = Set.of("clock_wrong", "ip_ranges", "login_hours", "profile_requires_high_assurance",
                "org_locked", "api_only_user", "token_sent_elsewhere", "api_not_enabled", "app_not_copied");
        assertEquals(elsewhere, Refusals.ALL.stream().flatMap(row -> row.causes().stream())
                .filter(cause -> cause.fix().at().isEmpty()).map(Cause::id).collect(Collectors.toSet()),
                "the fix of each other cause has a command of ours, an Input, or .in(Step)");
    }

    @Test
    void ids_are_unique() {
        assertEquals(Refusals.ALL.size(), Refusals.ALL.stream().map(Refusal::id).distinct().count());
    }

    @Test
    void only_a_hiccup_is_worth_another_try_at_once() {
        assertEquals(List.of("unknown_error"), Refusals.ALL.stream()
                .filter(row -> row.passing() == Refusal.Passing.SOON).map(Refusal::id).toList());
        assertEquals(List.of("login_rate", "server_error", "temporarily_unavailable"), Refusals.ALL.stream()
                .filter(row -> row.passing() == Refusal.Passing.LATER).map(Refusal::id).toList());
    }

    @Test
    void the_most_frequent_refusals_name_their_causes_in_the_order_of_likelihood() {
        assertEquals(List.of(
                "the app lets users authorize themselves, and this user never did",
                "the username is misspelt, or lacks the sandbox's name at its end",
                "the app lacks the scope refresh_token, offline_access",
                "the user is in another org than the one at the login URL",
                "the app's policies were saved a moment ago",
                "the sandbox was refreshed, which resets usernames and approvals",
                "the sandbox or scratch org is new, and its users are not known everywhere yet"),
                whys("invalid_grant", "user hasn't approved this consumer"));
        assertEquals(List.of(
                "the app was created in another org, and exists only there",
                "the login URL is another org's",
                "the sandbox was created or refreshed without the app",
                "the app still lets users authorize themselves",
                "the app or its OAuth is disabled",
                "the app is new, and is not known everywhere yet"),
                whys("app_not_found", ""));
    }

    private static List<String> whys(String error, String description) {
        return Refusals.find(new Said(error, description)).orElseThrow().causes().stream().map(Cause::why).toList();
    }

    @Test
    void json_has_everything() {
        JsonObject json = Refusals.find(new Said("invalid_grant", "invalid user")).orElseThrow().json(Voice.PAGE);
        assertEquals(List.of("id", "said", "meaning", "causes", "passing", "stage"), List.copyOf(json.keySet()));
        assertEquals("{\"error\":\"invalid_grant\",\"description\":\"invalid user\"}",
                json.getJsonArray("said").getFirst().toString());
        assertEquals(List.of("id", "why", "fix", "at"),
                List.copyOf(json.getJsonArray("causes").getJsonObject(0).keySet()));
        assertEquals("never", json.getString("passing"));
    }
}
