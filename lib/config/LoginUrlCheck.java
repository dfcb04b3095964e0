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
 * Refuses whatever cannot be a login URL, and says what to give instead.
 */
record LoginUrlCheck(Setting<String> setting) {

    private static final String CHOICES = "use https://login.salesforce.com, https://test.salesforce.com (sandbox), or "
            + "better your My Domain, like https://acme.my.salesforce.com (" + SetupPages.MY_DOMAIN + ")";

    /** @param text where a scheme is missing, it is https, or http on loopback */
    URI passed(String text) {
        refuseWhatIsNoUrl(text);
        boolean withScheme = text.contains("://");
        URI given = uri(withScheme ? text : "https://" + text);
        String host = host(given);
        boolean loopback = SalesforceHost.isLoopback(host);
        String scheme = withScheme || !loopback ? given.getScheme().toLowerCase(Locale.ROOT) : "http";
        if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
            throw bad("does not begin with https://", !scheme.equals("http") ? CHOICES
                    : "the login would cross the network unencrypted; use https (http is for this machine's own demo "
                            + "org)");
        }
        if (!loopback) {
            refuseHostsThatCannotLogIn(host);
        }
        String origin = scheme + "://" + host + port(given.getPort(), loopback);
        return URI.create(origin + path(given, origin));
    }

    private void refuseWhatIsNoUrl(String text) {
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
            throw bad("has " + found + " in it", CHOICES);
        });
        MisspeltScheme.in(text).ifPresent(found -> {
            throw bad("begins with " + Quoted.value(found.typed()) + ", where https:// was meant",
                    meant(found.rest()));
        });
        if (text.contains("?") || text.contains("#")) {
            throw bad("has a query or fragment", "leave out everything from the ? or #");
        }
    }

    private String meant(String rest) {
        try {
            return "use " + LoginUrl.parse(new Setting<>(rest, setting.name()));
        } catch (Failure e) {
            return CHOICES;
        }
    }

    private URI uri(String text) {
        try {
            return new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            // without the exception behind it: that repeats the text, which may be a secret that strayed here
            throw bad(text.codePoints().filter(c -> c > '~').mapToObj(Invisible::name).findFirst()
                    .map(name -> "has a character in it that none of Salesforce's addresses has (" + name + ")")
                    .orElse("is not a URL"), CHOICES);
        }
    }

    private String host(URI given) {
        String host = given.getHost() == null ? "" : given.getHost().toLowerCase(Locale.ROOT);
        // RFC 1035 section 2.3.4
        boolean tooLong = host.length() > 253
                || Arrays.stream(host.split("\\.")).anyMatch(label -> label.length() > 63);
        if (host.isEmpty() || tooLong || host.endsWith(".")) {
            throw bad(host.isEmpty() ? "has no host name"
                    : tooLong ? "has a host name that is too long" : "has a dot at the end of its host name", CHOICES);
        }
        return host;
    }

    private void refuseHostsThatCannotLogIn(String host) {
        PageHost.of(host).ifPresent(page -> {
            throw bad(page.what(), CHOICES);
        });
        if (!SalesforceHost.isSalesforce(host)) {
            throw bad("is not a Salesforce login host", CHOICES
                    + "; for an Experience Cloud site with its own domain, its …my.site.com address");
        }
    }

    private String port(int port, boolean loopback) {
        if (port == -1 || !loopback && port == 443) {
            return "";
        }
        if (!loopback) {
            throw bad("names port " + port, "Salesforce answers on 443 only: leave the port out");
        }
        if (port < 1 || port > 65535) {
            throw bad("names port " + port, "a port is a number from 1 to 65535");
        }
        return ":" + port;
    }

    private String path(URI given, String origin) {
        String path = given.getRawPath().replaceAll("/+$", "");
        if (path.isEmpty()) {
            return path;
        }
        if (!LoginUrl.isSite(given.getHost().toLowerCase(Locale.ROOT))) {
            throw bad("has a path", "use " + origin + "; sfjwt adds the rest");
        }
        if (!path.matches("(/[A-Za-z0-9_-]+)*")) {
            throw bad("has a path that no Experience Cloud site has",
                    "use the site's own URL, like https://acme.my.site.com/customers");
        }
        return path;
    }

    private Failure bad(String what, String fix) {
        return Failure.usage("bad_login_url", setting.name() + " " + Quoted.url(setting.value()) + " " + what, fix);
    }
}
