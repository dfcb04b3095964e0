package lib.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final String CHOICES = "use https://login.salesforce.com, https://test.salesforce.com (sandbox), or "
            + "better your My Domain, like https://acme.my.salesforce.com (Setup > My Domain)";

    /** Hosts that a browser shows while one works in an org; the first group is the My Domain behind them. */
    private static final Pattern LIGHTNING = Pattern.compile("(.+)\\.lightning\\.force\\.com");
    private static final Pattern SETUP = Pattern.compile("(.+?)(?:\\.my)?\\.salesforce-setup\\.com");
    private static final Pattern VISUALFORCE = Pattern.compile("(.+?)--[a-z0-9]+((?:\\.[a-z]+)?)\\.vf\\.force\\.com");
    private static final Pattern INSTANCE = Pattern.compile("(?!gs1\\.)[a-z]{2,4}[0-9]+\\.salesforce\\.com");
    private static final Pattern WEBSITE = Pattern.compile("(?:(?:www|help|developer|trailhead)\\.)?salesforce\\.com");

    /**
     * Reads what a person or a file gives; a missing scheme is https (http on loopback).
     *
     * @throws Failure {@code bad_login_url}, naming the value and, where it can be told, the My Domain to use instead
     */
    public static LoginUrl parse(Setting<String> setting) {
        URI given = uri(setting);
        String host = given.getHost().toLowerCase(Locale.ROOT);
        boolean loopback = SalesforceHost.isLoopback(host);
        if (!given.getScheme().equals("https") && !(given.getScheme().equals("http") && loopback)) {
            throw bad(setting, "does not begin with https://",
                    "the login would cross the network unencrypted; use https (http is for this machine's own demo org)");
        }
        if (!loopback) {
            refuseHostsThatCannotLogIn(setting, host);
            if (given.getPort() != -1 && given.getPort() != 443) {
                throw bad(setting, "names port " + given.getPort(), "Salesforce answers on 443 only: leave the port out");
            }
        }
        String path = pathWithoutSlash(given);
        if (!path.isEmpty() && !isSite(host)) {
            throw bad(setting, "has a path", "use " + origin(given, host, loopback) + "; sfjwt adds the rest");
        }
        if (path.endsWith(TOKEN_PATH)) {
            throw bad(setting, "has the token endpoint's path", "leave " + TOKEN_PATH + " out; sfjwt adds it");
        }
        return new LoginUrl(URI.create(origin(given, host, loopback) + path));
    }

    public String host() {
        return uri.getHost();
    }

    public boolean isLoopback() {
        return SalesforceHost.isLoopback(host());
    }

    /** Whether the host itself says that the org is a sandbox or scratch org. */
    public boolean isSandbox() {
        return host().equals(SANDBOX.host()) || host().matches(".+\\.(sandbox|scratch)\\.my\\.salesforce\\.(com|mil)");
    }

    /** Whether the host is of a kind that says nothing about the org behind it. */
    boolean isGeneric() {
        return equals(PRODUCTION) || equals(SANDBOX);
    }

    public URI tokenEndpoint() {
        return URI.create(uri + TOKEN_PATH);
    }

    /**
     * The {@code aud} that this login host expects: the documented value for Salesforce's own hosts, the site's URL for an
     * Experience Cloud site, the origin for a demo org.
     */
    public String audience(boolean sandbox) {
        if (isLoopback() || isSite(host())) {
            return uri.toString();
        }
        return (sandbox || isSandbox() ? SANDBOX : PRODUCTION).toString();
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI uri(Setting<String> setting) {
        String text = setting.value().strip();
        if (!text.contains("://")) {
            String host = text.replaceAll("[:/].*", "").toLowerCase(Locale.ROOT);
            text = (SalesforceHost.isLoopback(host) ? "http://" : "https://") + text;
        }
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw bad(setting, "is not a URL", CHOICES).from(e);
        }
        if (uri.getHost() == null || uri.getHost().endsWith(".")) {
            throw bad(setting, "has no usable host name", CHOICES);
        }
        if (uri.getRawUserInfo() != null) {
            throw Failure.usage("bad_login_url", setting.name() + " has a user name or password in the URL",
                    "leave out everything before the @; the user is given by --username");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw bad(setting, "has a query or fragment", "leave out everything from the ? or #");
        }
        return uri;
    }

    private static void refuseHostsThatCannotLogIn(Setting<String> setting, String host) {
        suggestMyDomain(setting, LIGHTNING.matcher(host), "is a Lightning page's host");
        suggestMyDomain(setting, SETUP.matcher(host), "is a Setup page's host");
        Matcher visualforce = VISUALFORCE.matcher(host);
        if (visualforce.matches()) {
            throw bad(setting, "is a Visualforce page's host, which takes no logins",
                    "use https://" + visualforce.group(1) + visualforce.group(2) + ".my.salesforce.com");
        }
        if (INSTANCE.matcher(host).matches()) {
            throw bad(setting, "is an instance's host, which an org can leave at any time", CHOICES);
        }
        if (WEBSITE.matcher(host).matches()) {
            throw bad(setting, "is Salesforce's web site, not a login host", CHOICES);
        }
        if (!SalesforceHost.isSalesforce(host)) {
            throw bad(setting, "is not a Salesforce host", CHOICES
                    + "; for an Experience Cloud site with its own domain, its …my.site.com address");
        }
    }

    private static void suggestMyDomain(Setting<String> setting, Matcher host, String what) {
        if (host.matches()) {
            throw bad(setting, what + ", which takes no logins",
                    "use your My Domain: https://" + host.group(1) + ".my.salesforce.com");
        }
    }

    private static boolean isSite(String host) {
        return SalesforceHost.isUnder(host, "site.com") || SalesforceHost.isUnder(host, "force.com");
    }

    private static String pathWithoutSlash(URI given) {
        return given.getRawPath() == null ? "" : given.getRawPath().replaceAll("/+$", "");
    }

    private static String origin(URI given, String host, boolean loopback) {
        return given.getScheme() + "://" + host + (loopback && given.getPort() != -1 ? ":" + given.getPort() : "");
    }

    private static Failure bad(Setting<String> setting, String what, String fix) {
        return Failure.usage("bad_login_url", setting.name() + " \"" + setting.value() + "\" " + what, fix);
    }
}
