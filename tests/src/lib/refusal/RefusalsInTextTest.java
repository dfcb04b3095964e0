package lib.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person has at hand, a log or some words, finds its row. */
class RefusalsInTextTest {

    private static List<String> ids(String text) {
        return Refusals.in(text).stream().map(Refusal::id).toList();
    }

    @Test
    void the_first_error_of_sfs_list_counts() {
        assertEquals(List.of("user_not_admin_approved"), ids("""
                Error (1): JwtGrantError: Error authenticating with JWT config due to:
                invalid_app_access: user is not admin approved to access this app [audience=https://x login=https://x]
                invalid_grant: audience is invalid [audience=https://login.salesforce.com login=https://x]
                """));
        assertEquals(List.of("sf_login_failed"), ids("JwtGrantError: something that nobody knows"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            {
              "error": "invalid_grant",
              "error_description": "audience is invalid"
            }""", """
            {\r
            \t"error_description" : "audience is invalid",\r
            \t"error" : "invalid_grant"\r
            }\r
            """, """
            2026-11-26T10:11:13.0000000Z   "error": "invalid_grant",
            2026-11-26T10:11:13.0000001Z   "error_description": "audience is invalid"
            """, """
            error: invalid_grant
            error_description: 'Audience is invalid'
            """, "{'error':'invalid_grant',\n'error_description':'audience is invalid'}",
        "?error=invalid_grant&amp;error_description=audience%20is%20invalid",
        "?error=invalid_grant&error_description=audience+is+invalid"})
    void a_description_counts_before_a_code_that_others_share(String text) {
        assertEquals(List.of("audience_invalid"), ids(text));
    }

    /** From public reports: forcedotcom/sfdx-travisci#135, pyjwt#609, restforce#702, cli#2992 and their like. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "JWT error: error:0906D06C:PEM routines:PEM_read_bio:no start line | other_tool_key",
        "Error (JwtGrantError): error:1E08010C:DECODER routines::unsupported | other_tool_key",
        "Error: secretOrPrivateKey must be an asymmetric key when using RS256 | other_tool_key",
        "ValueError: Could not deserialize key data. | other_tool_key",
        "OpenSSL::PKey::RSAError (Neither PUB key nor PRIV key: nested asn1 error) | other_tool_key",
        "InvalidKeySpecException: IOException : algid parse error, not a sequence | other_tool_key",
        "TypeError: \"pkcs8\" must be PKCS#8 formatted string | other_tool_key",
        "ValueError: Unable to load PEM file. See https://cryptography.io/… MalformedFraming | other_tool_key",
        "invalid key: Key must be a PEM encoded PKCS1 or PKCS8 key | other_tool_key",
        "x509: failed to parse private key (use ParsePKCS1PrivateKey instead) | other_tool_key",
        "openssl_sign(): Supplied key param cannot be coerced into a private key | other_tool_key",
        "No supported key formats were found. Check that the input represents the contents | other_tool_key",
        "failed, reason: unable to get local issuer certificate | other_tool_tls",
        "Error: self-signed certificate in certificate chain | other_tool_tls",
        "tls: failed to verify certificate: x509: certificate signed by unknown authority | other_tool_tls",
        "SSLHandshakeException: PKIX path building failed: sun.security… | other_tool_tls",
        "Error (1): getaddrinfo ENOTFOUND acme.my.salesforce.com | other_tool_network",
        "Error: connect ETIMEDOUT 13.110.1.1:443 | other_tool_network"})
    void what_other_tools_say_of_their_own_is_explained(String line, String id) {
        assertEquals(List.of(id), ids(line));
        // the line may come from an earlier attempt, or from npm
        assertEquals(List.of("audience_invalid"), ids(line + "\ninvalid_grant: audience is invalid"));
    }

    @Test
    void the_apostrophe_of_an_address_is_one() {
        assertEquals(List.of("user_not_approved"),
                ids("error=invalid_grant&error_description=user%20hasn%27t%20approved%20this%20consumer"));
    }

    @Test
    void words_find_what_has_them_all() {
        assertEquals(ids("user hasn't approved this consumer"), ids("hasnt approved this consumer"));
        assertEquals(List.of(), ids("zebra crossing"));
    }

    /** The codes of an event log file, and what Setup and the doctor show. */
    @ParameterizedTest
    @CsvSource({
        "LOGIN_OAUTH_INVALID_DSIG, assertion_invalid", "login_oauth_invalid_dsig, assertion_invalid",
        "LOGIN_OAUTH_INVALID_DS, activation_invalid", "LOGIN_OAUTH_INVALID_IP, ip_or_hours",
        "LOGIN_OAUTH_NO_CONSUMER, consumer_key_unknown", "LOGIN_OAUTH_PACKAGE_MISSING, app_not_installed",
        "LOGIN_OAUTH_INVALID_TOKEN, refresh_token_expired", "LOGIN_OAUTH_INVALID_TIMESTAMP, assertion_expired",
        "LOGIN_OAUTH_EXCEED_GET_AT_LMT, login_rate", "LOGIN_RATE_EXCEEDED, login_rate",
        "LOGIN_ERROR_RATE_EXCEEDED, login_rate", "LOGIN_ERROR_USER_FROZEN, user_inactive",
        "LOGIN_ERROR_RESTRICTED_DOMAIN, ip_or_hours", "LOGIN_ERROR_ORG_DOMAIN_ONLY, domain_restricted",
        "LOGIN_ORG_TRIAL_EXP, org_inactive", "LOGIN_ERROR_ORG_IN_MAINTENANCE, server_error",
        "LOGIN_ERROR_INVALID_PASSWORD, authentication_failure", "LOGIN_OAUTH_API_DISABLED, api_disabled",
        "Failed: Signature Invalid, assertion_invalid", "Failed: Invalid Signature, assertion_invalid",
        "Failed: Consumer Not Found, consumer_key_unknown", "Failed: Consumer Deleted, consumer_key_unknown",
        "Failed: App blocked by admin, app_blocked", "User Is Frozen, user_inactive",
        "User is Inactive, user_inactive", "Restricted IP, ip_or_hours", "Login Rate Exceeded, login_rate",
        "Failed: Activation secret invalid, activation_invalid", "Restricted Domain, domain_restricted",
        "Failed: audience is invalid, audience_invalid"})
    void the_words_of_the_login_history_are_known(String status, String id) {
        assertEquals(List.of(id), ids(status));
        assertEquals(List.of(id), ids("2026-11-26T10:00:00.000+0000 " + status + " (My App, from 203.0.113.7)"));
    }

    @Test
    void one_word_of_the_login_history_stands_for_two_refusals() {
        assertEquals(List.of("user_not_approved", "user_not_admin_approved"), ids("Failed: Not approved for access"));
    }
}
