package lib.config;

import java.net.URI;
import java.util.Optional;
import lib.failure.Failure;
import lib.http.SalesforceHost;

/**
 * Where to log in: login or test.salesforce.com, a My Domain, an Experience Cloud site, or a demo org on this machine.
 *
 * <p>Always https, except on loopback; lower case, no slash at the end, a path only for an Experience Cloud site.
 */
public record LoginUrl(URI uri) {

    public static final LoginUrl PRODUCTION = new LoginUrl(URI.create("https://login.salesforce.com"));
    public static final LoginUrl SANDBOX = new LoginUrl(URI.create("https://test.salesforce.com"));

    private static final String TOKEN_PATH = "/services/oauth2/token";

    /**
     * Reads what a person or a file gives; a missing scheme is https (http on loopback), and what plainly means an org
     * becomes its login URL (see {@link #note}).
     *
     * @throws Failure {@code bad_login_url}, naming the value and, where it can be told, the My Domain to use instead
     */
    public static LoginUrl parse(Setting<String> setting) {
        return new LoginUrl(new LoginUrlCheck(setting).passed(TypedLoginUrl.of(setting).url()));
    }

    /** What {@link #parse} makes of a text that only means a login URL, for the person who gave it. */
    static Optional<String> note(Setting<String> setting) {
        return TypedLoginUrl.of(setting).note();
    }

    public String host() {
        return uri.getHost();
    }

    public boolean isLoopback() {
        return SalesforceHost.isLoopback(host());
    }

    /** Whether the host itself says that the org is a sandbox or scratch org. */
    public boolean isSandbox() {
        return host().equals(SANDBOX.host())
                || host().matches(
                        ".+\\.(sandbox|scratch)\\.my\\.(salesforce\\.(com|mil)|site\\.com|sfcrmproducts\\.cn)")
                // older sandboxes; a production org's name holds no double hyphen
                || host().matches("[^.]+--[^.]+(\\.cs[0-9]+)?\\.my\\.salesforce\\.com");
    }

    /** Whether the host is of a kind that says nothing about the org behind it. */
    public boolean isGeneric() {
        return equals(PRODUCTION) || equals(SANDBOX);
    }

    /** login or test.salesforce.com, whichever is for this kind of org. */
    LoginUrl generic(boolean sandbox) {
        return sandbox || isSandbox() ? SANDBOX : PRODUCTION;
    }

    public URI tokenEndpoint() {
        return URI.create(uri + TOKEN_PATH);
    }

    /** An Experience Cloud site, whose own URL is its audience. */
    boolean isSite() {
        return isSite(host());
    }

    /** These are reported to want login or test.salesforce.com more often than their own host (simple-salesforce). */
    boolean isGovernmentOrChina() {
        return host().endsWith(".mil") || SalesforceHost.isUnder(host(), "sfcrmproducts.cn");
    }

    static boolean isSite(String host) {
        return SalesforceHost.isUnder(host, "site.com") || SalesforceHost.isUnder(host, "force.com");
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
