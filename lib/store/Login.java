package lib.store;

import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.keys.Fingerprint;

/**
 * Which login a stored token came from. Two logins that differ in anything that Salesforce looks at share no token.
 *
 * @param id SHA-256 over all of it and the private key, in hex: the name of the entry
 * @param audience all that may be sent as audience
 */
record Login(String id, LoginUrl loginUrl, String consumerKey, String username, String audience) {

    /** @throws lib.failure.Failure {@code file_missing} and its kin for the private key */
    static Login of(OrgConfig config) {
        // line breaks occur in none of these, so no two lists of them give the same text
        String audiences = String.join(" ", config.audiences().candidates());
        String all = String.join("\n", "sfjwt token 1", config.loginUrl().toString(), config.consumerKey(),
                config.username(), audiences, config.key().mark());
        return new Login(Fingerprint.hex(all), config.loginUrl(), config.consumerKey(), config.username(), audiences);
    }

    /** Whether it is the same app and user at the same login URL, whatever the private key. */
    boolean isOf(OrgConfig config) {
        return loginUrl.equals(config.loginUrl()) && consumerKey.equals(config.consumerKey())
                && username.equals(config.username());
    }
}
