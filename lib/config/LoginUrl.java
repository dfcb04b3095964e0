package lib.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.http.SalesforceHost;
import lib.refusal.SetupPages;
import lib.text.Invisible;
import lib.text.Pasted;
import lib.text.Quoted;

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
            + "better your My Domain, like https://acme.my.salesforce.com (" + SetupPages.MY_DOMAIN + ")";

    /**
     * Reads what a person or a file gives; a missing scheme is https (http on loopback), and what plainly means an org
     * becomes its login URL (see {@link #note}).
     *
     * @throws Failure {@code bad_login_url}, naming the value and, where it can be told, the My Domain to use instead
     */
    public static LoginUrl parse(Setting<String> setting) {
        String text = TypedLoginUrl.of(setting).url();
        refuseWhatIsNoUrl(setting, text);
        boolean withScheme = text.contains("://");
        URI given = uri(setting, withScheme ? text : "https://" + text);
        String host = host(setting, given);
        boolean loopback = SalesforceHost.isLoopback(host);
        String scheme = withScheme || !loopback ? given.getScheme().toLowerCase(Locale.ROOT) : "http";
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            throw bad(setting, "does not begin with https://", !scheme.equals("http") ? CHOICES
                    : "the login would cross the network unencrypted; use https (http is for this machine's own demo "
                            + "org)");
        }
        if (!loopback) {
            refuseHostsThatCannotLogIn(setting, host);
        }
        String origin = scheme + "://" + host + port(setting, given.getPort(), loopback);
        return new LoginUrl(URI.create(origin + path(setting, given, origin)));
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

    @Override
    public String toString() {
        return uri.toString();
    }

    private static void refuseWhatIsNoUrl(Setting<String> setting, String text) {
        if (text.isEmpty()) {
            throw Failure.usage("bad_login_url", setting.name() + " is empty", CHOICES);
        }
        if (text.contains("@")) {
            throw Failure.usage("bad_login_url", setting.name() + " has a user name or password in it",
                    Fix.of("give the address alone, like https://acme.my.salesforce.com; the user goes to ",
                            Input.USERNAME));
        }
        MistakenValue.refuse(setting, Optional.of(Pasted.WEB_ADDRESS), "bad_login_url", CHOICES);
        Invisible.in(text).ifPresent(found -> {
            throw bad(setting, "has " + found + " in it", CHOICES);
        });
        MisspeltScheme.in(text).ifPresent(found -> {
            throw bad(setting, "begins with " + Quoted.value(found.typed()) + ", where https:// was meant",
                    meant(setting, found.rest()));
        });
        if (text.contains("?") || text.contains("#")) {
            throw bad(setting, "has a query or fragment", "leave out everything from the ? or #");
        }
    }

    private static String meant(Setting<String> setting, String rest) {
        try {
            return "use " + parse(new Setting<>(rest, setting.name()));
        } catch (Failure e) {
            return CHOICES;
        }
    }

    private static URI uri(Setting<String> setting, String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            // without the exception behind it: that repeats the text, which may be a secret that strayed here
            throw bad(setting, text.codePoints().filter(c -> c > '~').mapToObj(Invisible::name).findFirst()
                    .map(name -> "has a character in it that none of Salesforce's addresses has (" + name + ")")
                    .orElse("is not a URL"), CHOICES);
        }
    }

    private static String host(Setting<String> setting, URI given) {
        String host = given.getHost() == null ? "" : given.getHost().toLowerCase(Locale.ROOT);
        // RFC 1035 section 2.3.4
        boolean tooLong = host.length() > 253
                || Arrays.stream(host.split("\\.")).anyMatch(label -> label.length() > 63);
        if (host.isEmpty() || tooLong || host.endsWith(".")) {
            throw bad(setting, host.isEmpty() ? "has no host name"
                    : tooLong ? "has a host name that is too long" : "has a dot at the end of its host name", CHOICES);
        }
        return host;
    }

    private static void refuseHostsThatCannotLogIn(Setting<String> setting, String host) {
        PageHost.of(host).ifPresent(page -> {
            throw bad(setting, page.what(), CHOICES);
        });
        if (!SalesforceHost.isSalesforce(host)) {
            throw bad(setting, "is not a Salesforce login host", CHOICES
                    + "; for an Experience Cloud site with its own domain, its …my.site.com address");
        }
    }

    private static String port(Setting<String> setting, int port, boolean loopback) {
        if (port == -1 || !loopback && port == 443) {
            return "";
        }
        if (!loopback) {
            throw bad(setting, "names port " + port, "Salesforce answers on 443 only: leave the port out");
        }
        if (port < 1 || port > 65535) {
            throw bad(setting, "names port " + port, "a port is a number from 1 to 65535");
        }
        return ":" + port;
    }

    private static String path(Setting<String> setting, URI given, String origin) {
        String path = given.getRawPath().replaceAll("/+$", "");
        if (path.isEmpty()) {
            return path;
        }
        if (!isSite(given.getHost().toLowerCase(Locale.ROOT))) {
            throw bad(setting, "has a path", "use " + origin + "; sfjwt adds the rest");
        }
        if (!path.matches("(/[A-Za-z0-9_-]+)*")) {
            throw bad(setting, "has a path that no Experience Cloud site has",
                    "use the site's own URL, like https://acme.my.site.com/customers");
        }
        return path;
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

    private static Failure bad(Setting<String> setting, String what, String fix) {
        return Failure.usage("bad_login_url", setting.name() + " " + Quoted.url(setting.value()) + " " + what, fix);
    }
}
