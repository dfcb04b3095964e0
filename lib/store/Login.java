package lib.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;

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
                config.username(), audiences, mark(config.key()));
        return new Login(sha256(all), config.loginUrl(), config.consumerKey(), config.username(), audiences);
    }

    /** Whether it is the same app and user at the same login URL, whatever the private key. */
    boolean isOf(OrgConfig config) {
        return loginUrl.equals(config.loginUrl()) && consumerKey.equals(config.consumerKey())
                && username.equals(config.username());
    }

    /** The key as it lies there, unread: parsing it would cost more than all else, and ask for its passphrase. */
    private static String mark(KeySource key) {
        // a token keeps its key, and would ask for the PIN if it were asked for the public half
        String content = key instanceof KeySource.InToken token ? token.uri().toString()
                : sha256(PrivateKeys.content(key));
        return key.alias() == null ? content : content + " " + sha256(key.alias());
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
