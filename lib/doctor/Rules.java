package lib.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import lib.config.OrgConfig;
import lib.failure.Cause;
import lib.failure.Fix;
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

    /** @param refusal the refusal's id, null for all; @param causes by their ids */
    record RuledOut(String refusal, Set<String> causes, Predicate<Evidence> by) {
    }

    /** @param replaced the causes in {@code Refusals} that this one says better */
    record Lead(String refusal, Set<String> replaced, Function<Evidence, Optional<Cause>> cause) {
    }

    static final List<RuledOut> RULED_OUT = List.of(
            out("assertion_invalid", Set.of("key_damaged"), e -> ok(e, "key numbers") && ok(e, "signature")),
            out("assertion_invalid", Set.of("other_program"), e -> ok(e, "signature")),
            out("audience_invalid", Set.of("audience_by_hand"), Rules::isAudienceFound),
            out("assertion_expired", Set.of("clock_wrong"), e -> ok(e, "clock")),
            out("assertion_expired", Set.of("expires_too_soon"), e -> expiresIn(e) >= 60),
            out("assertion_expired", Set.of("other_program"), e -> true),
            out("user_not_approved", Set.of("sandbox_refreshed", "org_new"), Rules::isNoSandbox),
            out("app_not_in_org", Set.of("sandbox_without_app"), Rules::isNoSandbox),
            out("unknown_error", Set.of("generic_login_host"), Rules::isAtMyDomain),
            out("client_credentials_invalid", Set.of("client_secret_sent"), e -> true),
            // ten minutes are what Salesforce asks for
            out(null, Set.of("policies_just_saved", "certificate_just_replaced", "app_new"), e -> e.find(Fact.WAITED)
                    .filter(time -> time.compareTo(Duration.ofMinutes(10)) >= 0).isPresent()));

    static final List<Lead> LEADS = List.of(
            lead("assertion_invalid", Set.of("other_certificate"), Rules::otherCertificate),
            lead("audience_invalid", Set.of("audience_by_hand"), Rules::audienceByHand),
            lead("audience_invalid", Set.of("environment_mixed_up"), Rules::sandboxAtProduction),
            lead("assertion_expired", Set.of("clock_wrong"), Rules::clock),
            lead("assertion_expired", Set.of("expires_too_soon"), Rules::tooShort),
            lead("user_not_approved", Set.of("username_misspelt"), Rules::usernameWithoutSandbox),
            lead("user_inactive", Set.of("user_deactivated", "user_frozen"), Rules::inactiveOrFrozen),
            lead("consumer_key_unknown", Set.of("consumer_key_misspelt"), Rules::oddConsumerKey),
            lead("app_not_in_org", Set.of("app_created_elsewhere", "app_disabled"), Rules::notThereOrDisabled));

    private Rules() {
    }

    private static RuledOut out(String refusal, Set<String> causes, Predicate<Evidence> by) {
        return new RuledOut(refusal, causes, by);
    }

    private static Lead lead(String refusal, Set<String> replaced, Function<Evidence, Optional<Cause>> cause) {
        return new Lead(refusal, replaced, cause);
    }

    private static Optional<Cause> otherCertificate(Evidence evidence) {
        return evidence.find(Fact.CERTIFICATE).map(file -> {
            String shown = evidence.shown(file.path());
            String sha256 = Certificates.fingerprint(file.certificate());
            return ok(evidence, "key and certificate")
                    ? new Cause("other_certificate",
                        "the app has another certificate than " + shown + ", which belongs to your key",
                            Fix.of(UPLOAD + shown + " (SHA-256 " + sha256 + "); save, and wait about ten minutes"))
                    : new Cause("other_certificate",
                        "the app has another certificate than your key's, and " + shown + " is another one too",
                            Fix.of("use the key that was made with the app's certificate; if it is lost, make both "
                                    + "anew "
                                    + "(sfjwt generate-certs --force), then " + UPLOAD + "the new server.crt"));
        });
    }

    private static Optional<Cause> audienceByHand(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> config.audiences().given())
                .map(config -> new Cause("audience_by_hand", "the audience was set by hand to " + config.audience(),
                        Fix.of("remove --audience, SFJWT_AUDIENCE and \"audience\" in jwt.json")));
    }

    private static Optional<Cause> sandboxAtProduction(Evidence evidence) {
        return evidence.find(Fact.CONFIG)
                .filter(config -> config.sandbox() && OrgChecks.isProductionMyDomain(config.loginUrl()))
                .map(config -> new Cause("environment_mixed_up",
                        "sandbox is set, and " + config.loginUrl().host() + " is a production org",
                        Fix.of("remove --sandbox, SFJWT_SANDBOX and \"sandbox\" in jwt.json, or give the sandbox's My "
                                + "Domain")));
    }

    private static Optional<Cause> clock(Evidence evidence) {
        return evidence.find(Fact.CLOCK_AHEAD).filter(ahead -> !ok(evidence, "clock"))
                .map(ahead -> new Cause("clock_wrong", new ClockSkew(ahead).sentence(), Fix.of(SET_CLOCK)));
    }

    private static Optional<Cause> tooShort(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> config.expiresIn() < 60 && ok(evidence, "clock"))
                .map(config -> new Cause("expires_too_soon",
                        "the assertion is valid for " + config.expiresIn() + " s only",
                        Fix.of("remove --expires-in (\"expiresIn\" in jwt.json), or raise it: 300 is the most "
                                + "there is")));
    }

    private static Optional<Cause> usernameWithoutSandbox(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> evidence.state("username") == State.WARNING)
                .map(config -> new Cause("username_misspelt",
                        config.username() + " lacks the sandbox's name at its end",
                        Fix.of("compare it with Setup > Users > Username in the sandbox, and correct --username "
                                + "(\"subject\" in jwt.json)")));
    }

    /** Salesforce does not say which; one look does. */
    private static Optional<Cause> inactiveOrFrozen(Evidence evidence) {
        return evidence.find(Fact.CONFIG).map(config -> new Cause("user_deactivated",
                        "the user is deactivated or frozen",
                Fix.of("Setup > Users > " + config.username()
                        + ": Unfreeze where it offers that, else Edit and tick Active")));
    }

    private static Optional<Cause> oddConsumerKey(Evidence evidence) {
        return evidence.examined().stream()
                .filter(one -> one.name().equals("consumer key") && one.finding().state() == State.WARNING).findFirst()
                .map(one -> new Cause("consumer_key_misspelt",
                        "the Consumer Key is wrong: " + one.finding().text(), one.finding().fix()));
    }

    /** Salesforce says the same for both; one look tells them apart. */
    private static Optional<Cause> notThereOrDisabled(Evidence evidence) {
        return evidence.find(Fact.CONFIG).map(config -> new Cause("app_created_elsewhere",
                        "the org at " + config.loginUrl().host()
                + " has no such app, because it was created elsewhere, or the app is disabled there",
                Fix.of("look in that org at Setup > External Client App Manager: if your app is not there, create "
                        + "it (sfjwt "
                        + "steps) and use its Consumer Key; if it is, Policies > Edit: enable the app and its OAuth")));
    }

    private static boolean ok(Evidence evidence, String check) {
        return evidence.state(check) == State.OK;
    }

    private static boolean isAudienceFound(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> !config.audiences().given()).isPresent();
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
