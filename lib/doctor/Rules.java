package lib.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import lib.config.OrgConfig;
import lib.failure.Cause;
import lib.keys.Certificates;
import lib.token.ClockSkew;

/**
 * What the checks say about the causes of a refusal: which are ruled out, and which are better put with what was
 * measured.
 */
final class Rules {

    static final String SET_CLOCK = "set the clock: sudo timedatectl set-ntp true (Linux), sudo sntp -sS "
            + "time.apple.com (macOS), w32tm /resync (Windows); in a container or virtual machine, set its host's";

    private static final String APP = "Setup > External Client App Manager > your app";
    private static final String UPLOAD = APP + " > Settings > Edit > Enable JWT Bearer Flow: upload ";

    /** @param refusal the refusal's id; @param cause finds the cause in {@code Refusals} by its words */
    record RuledOut(String refusal, Pattern cause, Predicate<Evidence> by) {
    }

    /** @param replaced the causes in {@code Refusals} that this one says better */
    record Lead(String refusal, Pattern replaced, Function<Evidence, Optional<Cause>> cause) {
    }

    static final List<RuledOut> RULED_OUT = List.of(
            out("assertion_invalid", "private key was", e -> ok(e, "key numbers") && ok(e, "signature")),
            out("assertion_invalid", "another program", e -> ok(e, "signature")),
            out("audience_invalid", "audience was set", e -> isAudienceDerived(e)),
            out("assertion_expired", "clock", e -> ok(e, "clock")),
            out("assertion_expired", "too few seconds", e -> expiresIn(e) >= 60),
            out("assertion_expired", "another program", e -> true),
            out("user_not_approved", "sandbox (was refreshed|or scratch org is new)", Rules::isNoSandbox),
            out("app_not_in_org", "sandbox was created or refreshed", Rules::isNoSandbox),
            out("unknown_error", "login URL is a general", Rules::isAtMyDomain),
            out("client_credentials_invalid", "another program", e -> true),
            // ten minutes are what Salesforce asks for
            out("*", "a moment ago|less than ten minutes old|the app is new", e -> e.find(Fact.WAITED)
                    .filter(time -> time.compareTo(Duration.ofMinutes(10)) >= 0).isPresent()));

    static final List<Lead> LEADS = List.of(
            lead("assertion_invalid", "app has another certificate", Rules::otherCertificate),
            lead("audience_invalid", "audience was set", Rules::audienceByHand),
            lead("audience_invalid", "sandbox is addressed", Rules::sandboxAtProduction),
            lead("assertion_expired", "clock", Rules::clock),
            lead("assertion_expired", "too few seconds", Rules::tooShort),
            lead("user_not_approved", "username is misspelt", Rules::usernameWithoutSandbox),
            lead("user_inactive", "is deactivated|is frozen", Rules::inactiveOrFrozen),
            lead("consumer_key_unknown", "misspelt or incomplete", Rules::oddConsumerKey),
            lead("app_not_in_org", "created in another org|is disabled", Rules::notThereOrDisabled));

    private Rules() {
    }

    private static RuledOut out(String refusal, String cause, Predicate<Evidence> by) {
        return new RuledOut(refusal, Pattern.compile(cause), by);
    }

    private static Lead lead(String refusal, String replaced, Function<Evidence, Optional<Cause>> cause) {
        return new Lead(refusal, Pattern.compile(replaced), cause);
    }

    private static Optional<Cause> otherCertificate(Evidence evidence) {
        return evidence.find(Fact.CERTIFICATE).map(file -> {
            String shown = evidence.shown(file.path());
            String sha256 = Certificates.fingerprint(file.certificate());
            return ok(evidence, "key and certificate")
                    ? new Cause("the app has another certificate than " + shown + ", which belongs to your key",
                            UPLOAD + shown + " (SHA-256 " + sha256 + "); save, and wait about ten minutes")
                    : new Cause("the app has another certificate than your key's, and " + shown + " is another one too",
                            "use the key that was made with the app's certificate; if it is lost, make both anew "
                                    + "(sfjwt generate-certs --force), then " + UPLOAD + "the new server.crt");
        });
    }

    private static Optional<Cause> audienceByHand(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> !OrgChecks.isAudienceDerived(config))
                .map(config -> new Cause("the audience was set by hand to " + config.audience() + ", and "
                        + OrgChecks.derivedAudience(config) + " follows from the login URL",
                        "remove --audience, SFJWT_AUDIENCE and \"audience\" in jwt.json"));
    }

    private static Optional<Cause> sandboxAtProduction(Evidence evidence) {
        return evidence.find(Fact.CONFIG)
                .filter(config -> config.sandbox() && OrgChecks.isProductionMyDomain(config.loginUrl()))
                .map(config -> new Cause("sandbox is set, and " + config.loginUrl().host() + " is a production org",
                        "remove --sandbox, SFJWT_SANDBOX and \"sandbox\" in jwt.json, or give the sandbox's My "
                                + "Domain"));
    }

    private static Optional<Cause> clock(Evidence evidence) {
        return evidence.find(Fact.CLOCK_AHEAD).filter(ahead -> !ok(evidence, "clock"))
                .map(ahead -> new Cause(new ClockSkew(ahead).sentence(), SET_CLOCK));
    }

    private static Optional<Cause> tooShort(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> config.expiresIn() < 60 && ok(evidence, "clock"))
                .map(config -> new Cause("the assertion is valid for " + config.expiresIn() + " s only",
                        "remove --expires-in (\"expiresIn\" in jwt.json), or raise it: 300 is the most there is"));
    }

    private static Optional<Cause> usernameWithoutSandbox(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> evidence.state("username") == State.WARNING)
                .map(config -> new Cause(config.username() + " lacks the sandbox's name at its end",
                        "compare it with Setup > Users > Username in the sandbox, and correct --username "
                                + "(\"subject\" in jwt.json)"));
    }

    /** Salesforce does not say which; one look does. */
    private static Optional<Cause> inactiveOrFrozen(Evidence evidence) {
        return evidence.find(Fact.CONFIG).map(config -> new Cause("the user is deactivated or frozen",
                "Setup > Users > " + config.username() + ": Unfreeze where it offers that, else Edit and tick Active"));
    }

    private static Optional<Cause> oddConsumerKey(Evidence evidence) {
        return evidence.examined().stream()
                .filter(one -> one.name().equals("consumer key") && one.finding().state() == State.WARNING).findFirst()
                .map(one -> new Cause("the Consumer Key is wrong: " + one.finding().text(), one.finding().fix()));
    }

    /** Salesforce says the same for both; one look tells them apart. */
    private static Optional<Cause> notThereOrDisabled(Evidence evidence) {
        return evidence.find(Fact.CONFIG).map(config -> new Cause("the org at " + config.loginUrl().host()
                + " has no such app, because it was created elsewhere, or the app is disabled there",
                "look in that org at Setup > External Client App Manager: if your app is not there, create it (sfjwt "
                        + "steps) and use its Consumer Key; if it is, Policies > Edit: enable the app and its OAuth"));
    }

    private static boolean ok(Evidence evidence, String check) {
        return evidence.state(check) == State.OK;
    }

    private static boolean isAudienceDerived(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(OrgChecks::isAudienceDerived).isPresent();
    }

    private static int expiresIn(Evidence evidence) {
        return evidence.find(Fact.CONFIG).map(OrgConfig::expiresIn).orElse(0);
    }

    private static boolean isNoSandbox(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> !config.sandbox()).isPresent();
    }

    private static boolean isAtMyDomain(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> OrgChecks.isMyDomain(config.loginUrl())).isPresent();
    }
}
