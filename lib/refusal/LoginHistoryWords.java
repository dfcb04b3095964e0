package lib.refusal;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How Setup &gt; Login History, and the LOGIN_STATUS of an event log file, word what the token endpoint says otherwise.
 *
 * <p>From "EventLogFile Supported Event Types: Login" in Salesforce's object reference.
 */
final class LoginHistoryWords {

    private record Meaning(String refusal, Pattern words) {

        Meaning(String refusal, String words) {
            this(refusal, Pattern.compile("\\b(?:" + words + ")\\b", Pattern.CASE_INSENSITIVE));
        }
    }

    private static final List<Meaning> MEANINGS = List.of(
            new Meaning("assertion_invalid", "login_oauth_invalid_(?:dsig|sig_method)|signature invalid"
                    + "|invalid signature(?: method)?"),
            new Meaning("assertion_expired", "login_oauth_invalid_timestamp|invalid timestamp"),
            new Meaning("consumer_key_unknown", "login_oauth_(?:no_consumer|consumer_deleted)"
                    + "|missing consumer key parameter|consumer (?:deleted|not found)"),
            new Meaning("app_not_installed", "login_oauth_package_(?:missing|old)"
                    + "|package for this consumer is (?:not installed|out of date)"),
            new Meaning("app_blocked", "app blocked by admin"),
            new Meaning("user_not_approved", "not approved for access"),
            new Meaning("user_not_admin_approved", "not approved for access"),
            new Meaning("user_inactive", "login_error_user_(?:inactive|frozen)|user is frozen"),
            new Meaning("ip_or_hours", "login_oauth_invalid_ip|login_error_restricted_(?:domain|time)"
                    + "|ip address not allowed|restricted (?:ip|time)"),
            new Meaning("domain_restricted", "login_error_org_domain_only"),
            new Meaning("login_rate", "login_oauth_exceed_get_at_lmt|login_(?:error_)?rate_exceeded"
                    + "|get access token limit exceeded"),
            new Meaning("org_inactive", "login_error_org_(?:closed|inactive|lockout|suspended)|login_org_trial_exp"
                    + "|organization (?:closed|is inactive|locked|suspended)|trial expired"),
            new Meaning("server_error", "login_error_org_in_maintenance|organization is in maintenance"),
            new Meaning("authentication_failure", "login_error_(?:invalid_password|password_lockout)"
                    + "|invalid password|password lockout"),
            new Meaning("api_disabled", "login_oauth_api_disabled|oauth api access disabled"),
            new Meaning("activation_invalid", "login_oauth_(?:invalid_ds|missing_ds|ds_not_expected)"
                    + "|activation secret (?:missing|not expected)"),
            new Meaning("refresh_token_expired", "login_oauth_invalid_token|failed: invalid token"));

    /** The ids of the refusals that a line may stand for. */
    static List<String> refusals(String line) {
        return MEANINGS.stream().filter(meaning -> meaning.words().matcher(line).find()).map(Meaning::refusal).toList();
    }
}
