package lib.admin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import lib.config.LoginUrl;
import lib.config.Setting;
import lib.failure.Failure;
import lib.http.SalesforceHost;
import lib.text.Quoted;

/**
 * An access token of an administrator and the one org that it is sent to.
 */
public record AdminToken(URI org, String accessToken) {

    /**
     * @param where the org was found, for messages: "SF_ORG_INSTANCE_URL", "sf org display"
     * @param giver of the access token
     * @param again what gives another
     * @throws Failure {@code admin_org_untrusted} or {@code admin_token_unusable}
     */
    static AdminToken of(String org, String accessToken, String where, String giver, String again) {
        // visible ASCII only (RFC 6749 appendix A.12): it is sent in a header
        if (!accessToken.matches("[\\x21-\\x7E]{10,16384}")) {
            throw Failure.usage("admin_token_unusable", giver + " gave an access token that is not one", again);
        }
        try {
            var uri = new URI(asLoginUrl(org, where)).parseServerAuthority();
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            boolean local = SalesforceHost.isLoopback(host) && String.valueOf(uri.getScheme()).matches("https?");
            if (new LoginUrl(uri).isGeneric()) {
                throw Failure.usage("admin_org_untrusted", where + " names " + host + ", where every org logs in; the "
                        + "token was not sent", "give the org's own address, such as https://acme.my.salesforce.com");
            }
            if (local && uri.getRawUserInfo() == null || SalesforceHost.isAt(uri)) {
                return new AdminToken(URI.create(uri.getScheme() + "://" + host
                        + (uri.getPort() == -1 ? "" : ":" + uri.getPort())), accessToken);
            }
        } catch (URISyntaxException e) {
            // refused below
        }
        throw Failure.usage("admin_org_untrusted", where + " names " + Quoted.url(org)
                + " as the org, which is not https://HOST on a Salesforce host; the token was not sent",
                "give the org's own address, such as https://acme.my.salesforce.com");
    }

    /** The address of a page in Lightning or Setup means the org, whose API answers at its My Domain. */
    private static String asLoginUrl(String org, String where) {
        try {
            return LoginUrl.parse(new Setting<>(org, where)).toString();
        } catch (Failure e) {
            return org.strip();
        }
    }

    /** Without the token: what a record prints by itself would reach logs. */
    @Override
    public String toString() {
        return "AdminToken[" + org + "]";
    }
}
