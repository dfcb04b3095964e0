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
import lib.failure.Input;
import lib.failure.Step;
import lib.keys.Certificates;
import lib.refusal.ClockSkew;
import lib.refusal.Fixes;
import lib.refusal.SetupPages;
import lib.refusal.Stage;
import lib.token.AudienceSearch;

/**
 * What the checks say about the causes of a refusal: which are ruled out, and which are better put with what was
 * measured. Refusals and causes are named by their ids in {@code lib.refusal}.
 */
final class Rules {

    private static final Set<String> SIGNED = Stage.SIGNATURE.refusals();
    /** Every refusal. */
    private static final Set<String> ALL = Set.of();

    /** @param refusals empty for all */
    record RuledOut(Set<String> refusals, Set<String> causes, Predicate<Evidence> by) {
        boolean isAbout(String refusal) {
            return refusals.isEmpty() || refusals.contains(refusal);
        }
    }

    /** @param replaced the causes in the table that this one says better */
    record Lead(Set<String> refusals, Set<String> replaced, Function<Evidence, Optional<Cause>> cause) {
    }

    static final List<RuledOut> RULED_OUT = List.of(
            out("assertion_invalid", Set.of("key_damaged"), e ->
                    ok(e, KeyChecks.NUMBERS) && ok(e, AssertionChecks.SIGNATURE)),
            out("jwt_validation_failed", Set.of("certificate_expired"), e -> ok(e, CertificateChecks.VALIDITY)),
            out("audience_invalid", Set.of("audience_by_hand"), Rules::isAudienceFound),
            out("assertion_expired", Set.of("clock_wrong"), e -> ok(e, NetworkChecks.CLOCK)),
            out("assertion_expired", Set.of("expires_too_soon"), e -> expiresIn(e) >= 60),
            out("user_not_approved", Set.of("sandbox_refreshed", "org_new"), Rules::isNoSandbox),
            out("app_not_in_org", Set.of("sandbox_without_app"), Rules::isNoSandbox),
            out("unknown_error", Set.of("generic_login_host"), Rules::isAtMyDomain),
            // ten minutes are what Salesforce asks for
            new RuledOut(ALL, Set.of("policies_just_saved", "certificate_just_replaced", "app_new"), e ->
                    e.find(Fact.WAITED).filter(time -> time.compareTo(Duration.ofMinutes(10)) >= 0).isPresent()));

    static final List<Lead> LEADS = List.of(
            new Lead(SIGNED, Set.of("certificate_expired"), Rules::expiredCertificate),
            new Lead(SIGNED, Set.of("other_certificate"), Rules::otherCertificate),
            lead("audience_invalid", "audience_by_hand", evidence -> audienceByHand("audience_invalid", evidence)),
            lead("audience_invalid", "environment_mixed_up", Rules::sandboxAtProduction),
            lead("assertion_expired", "clock_wrong", Rules::clock),
            lead("assertion_expired", "expires_too_soon", Rules::tooShort),
            lead("user_not_approved", "username_misspelt", Rules::usernameWithoutSandbox),
            new Lead(Set.of("user_inactive"), Set.of("user_deactivated", "user_frozen"), Rules::inactiveOrFrozen),
            lead("consumer_key_unknown", "consumer_key_misspelt", Rules::oddConsumerKey),
            new Lead(Set.of("app_not_in_org"), Set.of("app_created_elsewhere", "app_disabled"),
                    Rules::notThereOrDisabled));

    private static RuledOut out(String refusal, Set<String> causes, Predicate<Evidence> by) {
        return new RuledOut(Set.of(refusal), causes, by);
    }

    private static Lead lead(String refusal, String replaced, Function<Evidence, Optional<Cause>> cause) {
        return new Lead(Set.of(refusal), Set.of(replaced), cause);
    }

    private static Optional<Cause> expiredCertificate(Evidence evidence) {
        return evidence.finding(CertificateChecks.VALIDITY).filter(finding -> finding.code().equals("cert_expired"))
                .map(finding -> new Cause("certificate_expired", "the certificate has expired: " + finding.text(),
                        finding.fix()));
    }

    private static Optional<Cause> otherCertificate(Evidence evidence) {
        // a certificate that has expired is not to be uploaded
        return evidence.find(Fact.CERTIFICATE)
                .filter(file -> evidence.state(CertificateChecks.VALIDITY) != State.FAILED).map(file -> {
            String shown = file.place();
            String sha256 = Certificates.fingerprint(file.certificate());
            return ok(evidence, CertificateChecks.KEY_AND_CERTIFICATE)
                    ? new Cause("other_certificate",
                            "the app has another certificate than " + shown + ", which belongs to your key",
                            Fixes.upload(shown + " (SHA-256 " + sha256 + "); save, and wait about ten minutes"))
                    : new Cause("other_certificate",
                            "the app has another certificate than your key's, and " + shown + " is another one too",
                            Fix.of("use the key that was made with the app's certificate; if it is lost, make both "
                                    + "again: ", evidence.newKey(), "; then ",
                                    Fixes.upload("the new server.crt")).in(Step.APP));
        });
    }

    /** get-token tries the other audience by itself; an examination logs in once, unless a person asks for more. */
    static Optional<Cause> untriedAudience(String refusal, Evidence evidence) {
        return evidence.find(Fact.CONFIG)
                .filter(_ -> AudienceSearch.mayExplain(refusal) && !evidence.request().tryAudience())
                .flatMap(config -> config.audiences().other().map(other -> new Cause("other_audience",
                        "the org may want another audience than " + config.audience(),
                        Fix.of("try " + other + " too: ", Fix.command("doctor", "--try-audience")))));
    }

    /** Salesforce names the audience in one of the refusals that it explains; others are more often about the app. */
    static Optional<Cause> audienceByHand(String refusal, Evidence evidence) {
        return evidence.find(Fact.CONFIG)
                .filter(config -> AudienceSearch.mayExplain(refusal) && config.audiences().given())
                .map(config -> AudienceSearch.byHand(config.audience(), refusal));
    }

    private static Optional<Cause> sandboxAtProduction(Evidence evidence) {
        return evidence.find(Fact.CONFIG)
                .filter(config -> config.sandbox() && OrgChecks.isProductionMyDomain(config.loginUrl()))
                .map(config -> new Cause("environment_mixed_up",
                        "sandbox is set, and " + config.loginUrl().host() + " is a production org",
                        Fix.of("remove ", Input.SANDBOX, ", or give the sandbox's My Domain as ", Input.LOGIN_URL)));
    }

    private static Optional<Cause> clock(Evidence evidence) {
        return evidence.find(Fact.CLOCK_AHEAD).filter(ahead -> !ok(evidence, NetworkChecks.CLOCK)).map(ClockSkew::new)
                .map(skew -> new Cause("clock_wrong", skew.sentence(), skew.fix()));
    }

    private static Optional<Cause> tooShort(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> config.expiresIn() < 60 && ok(evidence, NetworkChecks.CLOCK))
                .map(config -> new Cause("expires_too_soon",
                        "the assertion is valid for only " + config.expiresIn() + " s",
                        Fix.of("remove ", Input.EXPIRES_IN, ", or raise it: 300 is the most there is")));
    }

    private static Optional<Cause> usernameWithoutSandbox(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> evidence.state(OrgChecks.USERNAME) == State.WARNING)
                .map(config -> new Cause("username_misspelt",
                        config.username() + " lacks the sandbox's name at its end",
                        Fix.of("compare it with " + SetupPages.USERS + " > Username in the sandbox, and correct ",
                                Input.USERNAME)));
    }

    /** Salesforce does not say which; one look does. */
    private static Optional<Cause> inactiveOrFrozen(Evidence evidence) {
        return evidence.find(Fact.CONFIG).map(config -> new Cause("user_deactivated",
                "the user is deactivated or frozen",
                Fix.of(SetupPages.USERS + " > " + config.username()
                        + ": Unfreeze where it offers that, else Edit and tick Active")));
    }

    private static Optional<Cause> oddConsumerKey(Evidence evidence) {
        return evidence.finding(OrgChecks.CONSUMER_KEY).filter(finding -> finding.state() == State.WARNING)
                .map(finding -> new Cause("consumer_key_misspelt", "the Consumer Key is wrong: " + finding.text(),
                        finding.fix()));
    }

    /** Salesforce says the same for both; one look tells them apart. */
    private static Optional<Cause> notThereOrDisabled(Evidence evidence) {
        return evidence.find(Fact.CONFIG).filter(config -> !config.loginUrl().isGeneric())
                .map(config -> new Cause("app_created_elsewhere", "the org at " + config.loginUrl().host()
                        + " does not have the app, because it was created elsewhere, or the app is disabled there",
                        Fix.of("look in that org at " + SetupPages.APP_MANAGER
                                + ": if your app is not there, create it (",
                                Fix.command("steps"), ") and use its Consumer Key; if it is, Policies > Edit: enable "
                                        + "the app and its OAuth").in(Step.APP)));
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
