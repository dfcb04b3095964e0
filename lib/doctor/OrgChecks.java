package lib.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import lib.config.GivenValue;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.failure.Fix;
import lib.failure.Input;
import lib.refusal.Fixes;
import lib.refusal.SetupPages;
import lib.text.Untrusted;

/**
 * Whether app, user, host and audience look as they should, and fit each other.
 */
final class OrgChecks {

    /** Group 1 is the sandbox's name. */
    private static final Pattern SANDBOX = Pattern.compile(".+--([a-z0-9]+)\\.sandbox\\.my\\.salesforce\\.(com|mil)");

    static final String USERNAME = "username";
    static final String CONSUMER_KEY = "consumer key";

    static final List<Check> CHECKS = List.of(
            new Check(CONSUMER_KEY, Phase.OFFLINE, Input.CONSUMER_KEY, OrgChecks::consumerKey),
            new Check(USERNAME, Phase.OFFLINE, Input.USERNAME, OrgChecks::username),
            new Check("login host", Phase.OFFLINE, Input.LOGIN_URL, OrgChecks::host),
            new Check("audience", Phase.OFFLINE, Input.AUDIENCE, OrgChecks::audience));

    /** A warning at the most: an External Client App may have a Consumer Key that its maker chose. */
    private static Finding consumerKey(Evidence evidence) {
        String key = evidence.need(Fact.CONFIG).consumerKey();
        Optional<String> odd = GivenValue.oddConsumerKey(key);
        if (odd.isPresent()) {
            return odd("it " + odd.get()); // and is not shown, as it may be part of a private key
        }
        String text = shortened(key) + ", " + key.length() + " characters";
        if (key.matches("[0-9a-f]{64}")) {
            return Finding.ok(text + ", as app create chooses one");
        }
        if (!key.startsWith("3MVG")) {
            return odd(text + ": Salesforce's own begin with 3MVG");
        }
        return key.length() < 60 ? odd(text + ": Salesforce's own are longer, part of it may be missing")
                : Finding.ok(text);
    }

    private static Finding odd(String text) {
        return Finding.warning("consumer_key_odd", text, Fixes.COPY_KEY);
    }

    /** No more than tells two apps apart. */
    private static String shortened(String key) {
        return key.length() <= 16 ? Untrusted.line(key) : Untrusted.line(key.substring(0, 10)) + "…";
    }

    private static Finding username(Evidence evidence) {
        OrgConfig config = evidence.need(Fact.CONFIG);
        String username = config.username().toLowerCase(Locale.ROOT);
        var sandbox = SANDBOX.matcher(config.loginUrl().host());
        if (sandbox.matches() && !username.endsWith("." + sandbox.group(1))) {
            return Finding.warning("username_without_sandbox", config.username() + " does not end with ."
                    + sandbox.group(1) + ", as names copied into the sandbox " + sandbox.group(1) + " do",
                    Fix.of("compare ", Input.USERNAME, " with " + SetupPages.USERS
                            + " > Username in the sandbox; a user made there may have any name"));
        }
        return Finding.ok(config.username());
    }

    private static Finding host(Evidence evidence) {
        OrgConfig config = evidence.need(Fact.CONFIG);
        LoginUrl url = config.loginUrl();
        if (isProductionMyDomain(url) && config.sandbox()) {
            return Finding.warning("sandbox_at_production_host", "sandbox is set, but " + url.host()
                    + " is a production org's My Domain", Fix.of("leave out ", Input.SANDBOX, ", or give the sandbox's "
                            + "My Domain, like https://acme--dev.sandbox.my.salesforce.com, as ", Input.LOGIN_URL));
        }
        return Finding.ok(url + ", " + kind(url));
    }

    private static String kind(LoginUrl url) {
        if (url.isLoopback()) {
            return "an org on this machine";
        }
        if (url.equals(LoginUrl.PRODUCTION)) {
            return "for every production org; your own My Domain is better";
        }
        if (url.equals(LoginUrl.SANDBOX)) {
            return "for every sandbox; your own My Domain is better";
        }
        return isMyDomain(url) ? url.isSandbox() ? "a sandbox's or scratch org's My Domain"
                : "a production org's My Domain"
                : "an Experience Cloud site, or a host of a rarer kind";
    }

    static boolean isMyDomain(LoginUrl url) {
        return url.host().matches(".+\\.my\\.salesforce\\.(com|mil)");
    }

    static boolean isProductionMyDomain(LoginUrl url) {
        return isMyDomain(url) && !url.isSandbox();
    }

    private static Finding audience(Evidence evidence) {
        OrgConfig config = evidence.need(Fact.CONFIG);
        return config.audienceWarning().map(odd -> Finding.warning("audience_by_hand", odd,
                        Fix.of("leave out ", Input.AUDIENCE, ", unless you know that this org wants it")))
                .orElseGet(() -> Finding.ok(config.audience() + (config.audiences().given() ? ", as it was given"
                        : ", at " + config.loginUrl() + config.audiences().other()
                                .map(other -> "; get-token tries " + other + " if this one is refused")
                                .orElse(""))));
    }
}
