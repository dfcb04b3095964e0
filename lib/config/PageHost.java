package lib.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that a browser shows while one works in an org, but that takes no logins. People copy it from the address bar.
 *
 * @param what ends the sentence "the login URL …"
 * @param myDomain the login URL to use instead, where the host tells
 */
record PageHost(String what, Optional<String> myDomain) {

    /** The groups that a pattern captures make up the My Domain's name. */
    private record Kind(Pattern pattern, String what) {
    }

    private static final String PACKAGE = "--[a-z0-9]+(?:-[a-z0-9]+)*";
    private static final String FORCE = "(?:force\\.com|crmforce\\.mil)";

    private static final String INSTANCES = "is an instance's host, which an org can leave at any time";

    private static final List<Kind> KINDS = List.of(
            kind("(?:na|eu|ap|um|cs)[0-9]+\\.lightning\\.force\\.com", INSTANCES), // of an org without a My Domain
            kind("(.+)\\.lightning\\." + FORCE, "is a Lightning page's host, which takes no logins"),
            kind("(.+?)(?:\\.my)?\\.salesforce-setup\\.com", "is a Setup page's host, which takes no logins"),
            kind("(.+)" + PACKAGE + "((?:\\.[a-z]+)?)\\.vf\\." + FORCE,
                    "is a Visualforce page's host, which takes no logins"),
            kind("(.+)\\.file\\." + FORCE, "is a host of files, which takes no logins"),
            kind("(.+)\\.[a-z-]+\\.salesforce-experience\\.com",
                    "is a host of Experience Builder, which takes no logins"),
            kind(".+\\.visual\\.force\\.com", "is a Visualforce page's host, which takes no logins"),
            kind("(?!gs1\\.)[a-z]{2,4}[0-9]+s?\\.salesforce\\.com", INSTANCES),
            kind("(?:(?:www|help|developer|trailhead|trust|status|admin|appexchange|welcome)\\.)?salesforce\\.com",
                    "is Salesforce's web site, not a login host"),
            kind("(?:my\\.)?site\\.com|(?:lightning\\.)?force\\.com|my\\.salesforce\\.(?:com|mil)|sfcrmproducts\\.cn"
                    + "|salesforce\\.mil|cloudforce\\.com|crmforce\\.mil",
                    "is only the end of a host name: your org's own name belongs before it"));

    /** @param host in lower case */
    static Optional<PageHost> of(String host) {
        for (Kind kind : KINDS) {
            Matcher matcher = kind.pattern().matcher(host);
            if (matcher.matches()) {
                return Optional.of(new PageHost(kind.what(), myDomain(matcher, host)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> myDomain(Matcher matcher, String host) {
        if (matcher.groupCount() == 0) {
            return Optional.empty();
        }
        String name = matcher.group(1) + (matcher.groupCount() > 1 ? matcher.group(2) : "");
        return Optional.of("https://" + name + (host.endsWith(".mil") ? ".my.salesforce.mil" : ".my.salesforce.com"));
    }

    private static Kind kind(String pattern, String what) {
        return new Kind(Pattern.compile(pattern), what);
    }
}
