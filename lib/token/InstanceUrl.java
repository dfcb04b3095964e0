package lib.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import lib.config.LoginUrl;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.http.SalesforceHost;
import lib.http.ServerText;

/**
 * Where the org's API is, as the token endpoint said; checked, because the access token is sent there.
 */
public record InstanceUrl(URI uri) {

    /**
     * @param text the answer's {@code instance_url}
     * @throws Failure {@code instance_url_untrusted} unless it is https on a Salesforce host, or on loopback after a
     *     login on loopback
     */
    public static InstanceUrl parse(String text, LoginUrl loginUrl) {
        try {
            var uri = new URI(text).parseServerAuthority();
            if (uri.getHost() != null && uri.getScheme() != null && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null && uri.getRawFragment() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/")) && isTrusted(uri, loginUrl)) {
                return new InstanceUrl(URI.create(uri.getScheme() + "://"
                        + uri.getRawAuthority().toLowerCase(Locale.ROOT)));
            }
        } catch (URISyntaxException e) {
            // refused below, like every other URL that is not what it should be
        }
        throw Failure.of(Kind.UNREACHABLE, "instance_url_untrusted",
                loginUrl.host() + " names \"" + ServerText.line(text) + "\" as the org's address, which is not "
                        + "https://HOST on a Salesforce host; the token was not used or shown",
                "do not use this network or proxy for Salesforce until you know who answered; check the login URL");
    }

    /** {@code /secur/frontdoor.jsp?sid=…}: opens the org in a browser, logged in. It holds the whole access token. */
    public String frontdoor(String accessToken) {
        return uri + "/secur/frontdoor.jsp?sid=" + URLEncoder.encode(accessToken, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static boolean isTrusted(URI uri, LoginUrl loginUrl) {
        return SalesforceHost.isLoopback(uri.getHost().toLowerCase(Locale.ROOT))
                ? loginUrl.isLoopback() && uri.getScheme().matches("https?") : SalesforceHost.isAt(uri);
    }
}
