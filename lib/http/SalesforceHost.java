package lib.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Tells Salesforce's hosts, and this machine's own, from everybody else's.
 *
 * <p>Matched at label boundaries: {@code evilsalesforce.com} and {@code salesforce.com.evil.example} are neither.
 */
public final class SalesforceHost {

    /** The registered domains that orgs are served from; site.com carries Experience Cloud sites. */
    private static final List<String> DOMAINS = List.of("salesforce.com", "force.com", "site.com", "salesforce.mil",
            "cloudforce.com", "crmforce.mil", "sfcrmproducts.cn");

    private SalesforceHost() {
    }

    /** Whether a lower-case host name is Salesforce's. */
    public static boolean isSalesforce(String host) {
        return DOMAINS.stream().anyMatch(domain -> isUnder(host, domain));
    }

    /** Whether a token may be sent there: https at one of Salesforce's hosts, without a user or another port. */
    public static boolean isAt(URI uri) {
        return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null
                && (uri.getPort() == -1 || uri.getPort() == 443)
                && isSalesforce(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** Whether a lower-case host, as {@link java.net.URI#getHost} gives it, is this machine's loopback. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]")
                || host.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");
    }

    /** Whether a host is a domain or lies below it. */
    public static boolean isUnder(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }
}
