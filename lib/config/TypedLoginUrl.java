package lib.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.http.SalesforceHost;
import lib.text.Quoted;

/**
 * What a person gives as login URL, made the URL that is plainly meant: the org's name alone, a page's address copied
 * from the browser, the token endpoint. The result still has to pass {@link LoginUrl#parse}.
 *
 * @param note what was made of what, for the person; empty where it stays as it is
 */
record TypedLoginUrl(String url, Optional<String> note) {

    /** A My Domain's name, as far as it was typed; with two hyphens it is a sandbox's. */
    private static final Pattern NAME = Pattern.compile("([a-z](?:-?[a-z0-9])*(--[a-z0-9]+)?)"
            + "(\\.(?:sandbox|scratch|develop|demo|free|patch|trailblaze))?(\\.my)?(?:\\.salesforce)?");
    private static final Set<String> GENERIC = Set.of("login", "test");
    /** Words for a kind of org, and the beginnings of Salesforce's other hosts. */
    private static final Set<String> NO_NAMES = Set.of("localhost", "sandbox", "scratch", "production", "salesforce",
            "force", "lightning", "my", "www", "help", "developer", "trailhead", "trust", "status", "admin",
            "appexchange", "welcome");

    /** Where a My Domain was meant, and .my left out. */
    private static final Pattern WITHOUT_MY = Pattern.compile("(?!gs[0-9])([a-z0-9-]+)\\.salesforce\\.com");

    /** What a query or fragment is called that logs in whoever has it. */
    private static final Pattern SESSION = Pattern.compile("(?i)(?:^|[?&#/])"
            + "(?:sid|otp|un|pw|code|[\\w-]*(?:token|secret|password|assertion))(?:=|%3d)");

    /** What follows a site's own URL: its pages, the API, and the login page of older templates. */
    private static final Pattern BEHIND_SITE = Pattern.compile("/(?:(?:services|s)(?:/.*)?"
            + "|(?i:login|SiteLogin|CommunitiesLogin))$");
    private static final String API = "/services/";

    /** More than an address bar holds; the patterns here would take long over it. */
    private static final int LONGEST = 2000;

    static TypedLoginUrl of(Setting<String> setting) {
        String typed = setting.value().strip();
        boolean mayMean = !typed.contains("@") && typed.length() <= LONGEST;
        String meant = mayMean ? name(typed).or(() -> address(typed)).orElse(typed) : typed;
        return new TypedLoginUrl(meant, meant.equals(typed) ? Optional.empty()
                : Optional.of(setting.name() + " " + Quoted.url(typed) + " is taken as " + meant));
    }

    private static Optional<String> name(String typed) {
        // with https:// it may be another host's name, unless it goes on as a My Domain does
        Matcher name = NAME.matcher(typed.toLowerCase(Locale.ROOT).replaceFirst("/$", "")
                .replaceFirst("^https://(?=[^/]+\\.my$)", ""));
        if (!name.matches()) {
            return Optional.empty();
        }
        boolean alone = name.group(3) == null && name.group(4) == null;
        if (alone && NO_NAMES.contains(name.group(1))) {
            return Optional.empty();
        }
        if (alone && GENERIC.contains(name.group(1))) {
            return Optional.of("https://" + name.group(1) + ".salesforce.com");
        }
        String kind = name.group(3) != null ? name.group(3) : name.group(2) != null ? ".sandbox" : "";
        return Optional.of("https://" + name.group(1) + kind + ".my.salesforce.com");
    }

    private static Optional<String> address(String typed) {
        try {
            URI uri = new URI(typed.contains("://") ? typed : "https://" + typed).parseServerAuthority();
            return uri.getHost() == null ? Optional.empty()
                    : SalesforceHost.isLoopback(host(uri)) ? demoOrg(typed, uri) : org(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> demoOrg(String typed, URI uri) {
        return behindPath(uri).isEmpty() && uri.getRawPath().startsWith(API)
                ? Optional.of(typed.substring(0, typed.indexOf(API))) : Optional.empty();
    }

    private static Optional<String> org(URI uri) {
        String host = host(uri);
        String behind = behindPath(uri);
        boolean isWeb = "https".equalsIgnoreCase(uri.getScheme()) && (uri.getPort() == -1 || uri.getPort() == 443);
        // a session in the wrong place is refused, and not passed over
        if (!isWeb || SESSION.matcher(behind).find() || Quoted.isSecret(behind)) {
            return Optional.empty();
        }
        Optional<PageHost> page = PageHost.of(host);
        if (page.isPresent()) {
            return page.get().myDomain();
        }
        Matcher withoutMy = WITHOUT_MY.matcher(host);
        if (withoutMy.matches() && !GENERIC.contains(withoutMy.group(1))) {
            return name(withoutMy.group(1));
        }
        boolean isHostAlone = behind.isEmpty() && uri.getRawPath().replace("/", "").isEmpty();
        if (isHostAlone || !SalesforceHost.isSalesforce(host)) {
            return Optional.empty();
        }
        return LoginUrl.isSite(host) ? site(host, uri.getRawPath()) : Optional.of("https://" + host);
    }

    private static Optional<String> site(String host, String path) {
        Matcher behind = BEHIND_SITE.matcher(path.replaceAll("/+$", ""));
        return behind.find() ? Optional.of("https://" + host + behind.replaceAll("")) : Optional.empty();
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** The query and the fragment. */
    private static String behindPath(URI uri) {
        return (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                + (uri.getRawFragment() == null ? "" : "#" + uri.getRawFragment());
    }
}
