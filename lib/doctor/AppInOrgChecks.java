package lib.doctor;

import java.util.List;
import java.util.Optional;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.ConsumerKeys;
import lib.admin.MadeBySfjwt;
import lib.failure.Fix;
import lib.failure.Step;
import lib.keys.Certificates;
import lib.keys.Fingerprint;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.refusal.Fixes;
import lib.refusal.SetupPages;

/**
 * The app as the org has it.
 */
final class AppInOrgChecks {

    static final String APP = "app in the org";
    static final String CERTIFICATE = "app certificate";

    static final List<Check> CHECKS = List.of(
            new Check(APP, Phase.ORG, AppInOrgChecks::app),
            new Check("app settings", Phase.ORG, AppInOrgChecks::settings),
            new Check(CERTIFICATE, Phase.ORG, AppInOrgChecks::certificate));

    private static Finding app(Evidence evidence) {
        String key = evidence.need(Fact.CONFIG).consumerKey();
        Optional<AppInOrg> app = AppInOrg.withKey(evidence.need(Fact.ADMIN), key, fingerprint(evidence));
        if (app.isPresent()) {
            evidence.add(Fact.ORG_APP, app.get());
            return evidence.isRefused("consumer_key_unknown") ? otherKey(evidence, app.get(), key)
                    : Finding.ok(app.get().label() + " (" + app.get().name() + ")");
        }
        String text = "no External Client App of this org shows this Consumer Key or this certificate";
        return evidence.isRefused("consumer_key_unknown", "app_not_in_org")
                ? OrgCause.found(evidence, "app_not_in_org", text, Fix.of("make it here: ",
                        OrgCause.create(evidence).orElse(Fix.command("steps"))))
                : Finding.warning("app_not_seen", text, Fix.of("look for it in " + SetupPages.APP_MANAGER + "; "
                        + "a connected app is not shown here").in(Step.APP));
    }

    /** The app was found by its certificate, or Salesforce does not know the key yet. */
    private static Finding otherKey(Evidence evidence, AppInOrg app, String key) {
        String name = app.label() + " (" + app.name() + ")";
        Optional<String> there = new ConsumerKeys(evidence.need(Fact.ADMIN)).of(app);
        if (there.isEmpty()) {
            return Finding.warning("consumer_key_not_shown", name + "; the org does not show its Consumer Key to "
                    + "programs", Fixes.COPY_KEY);
        }
        return there.get().equals(key) ? Finding.ok(name) : OrgCause.found(evidence, "app_has_other_consumer_key",
                name + " has another Consumer Key than the one that is used here",
                OrgCause.mend(evidence, inSetup(app) + " > Settings > OAuth Settings > Consumer Key and Secret: copy "
                        + "the Consumer Key"));
    }

    private static Finding settings(Evidence evidence) {
        AppInOrg app = evidence.need(Fact.ORG_APP);
        AppSettings settings = AppSettings.read(evidence.need(Fact.ADMIN), app.name());
        evidence.add(Fact.ORG_SETTINGS, settings);
        if (evidence.isRefused("app_blocked")) {
            return OrgCause.found(evidence, "app_blocked", "an administrator has blocked the app " + app.name(),
                    Fix.of("Setup > Connected Apps OAuth Usage > " + app.label() + ": Unblock").in(Step.APP));
        }
        if (!settings.enabled().orElse(true)) {
            return OrgCause.found(evidence, "app_disabled", "the app " + app.name() + " is switched off",
                    OrgCause.mend(evidence, inSetup(app) + " > Policies: App Status"));
        }
        if (evidence.isRefused("no_scopes")) {
            return OrgCause.found(evidence, "scopes_missing", "the app has no OAuth scopes",
                    OrgCause.mend(evidence, inSetup(app) + " > Settings > Edit > OAuth Scopes: add api"));
        }
        if (settings.policy("permittedUsersPolicyType").equals("AllSelfAuthorized")) {
            return OrgCause.found(evidence, "self_authorization", "the app's policy lets users authorize themselves, "
                    + "which no program can do",
                    OrgCause.mend(evidence, inSetup(app) + " > Policies: Permitted Users"));
        }
        return Finding.ok("on; scopes " + String.join(", ", settings.scopes()) + "; "
                + settings.policy("permittedUsersPolicyType"));
    }

    private static Finding certificate(Evidence evidence) {
        AppInOrg app = evidence.need(Fact.ORG_APP);
        String here = fingerprint(evidence);
        Optional<MadeBySfjwt> there = MadeBySfjwt.in(app.description());
        if (here.isEmpty() || there.isEmpty()) {
            return Finding.skipped(here.isEmpty() ? "needs the certificate here"
                    : "no API shows the certificate of an app that sfjwt did not make");
        }
        if (there.get().fingerprint().equals(here)) {
            return Finding.ok("it is the one here, valid until " + there.get().until());
        }
        KeySource other = evidence.need(Fact.CONFIG).otherKey();
        if (other != null && OwnCertificate.isIn(other, there.get().fingerprint())) {
            return Finding.ok("it belongs to the other key of a rotation that is under way, valid until "
                    + there.get().until());
        }
        return OrgCause.found(evidence, "app_has_other_certificate", "the app has the certificate "
                + Fingerprint.shortened(there.get().fingerprint()) + ", and the key here belongs to "
                + Fingerprint.shortened(here), OrgCause.mend(evidence, inSetup(app)
                        + " > Settings > Edit > Enable JWT Bearer Flow: upload "
                        + evidence.need(Fact.CERTIFICATE).place()));
    }

    private static String inSetup(AppInOrg app) {
        return SetupPages.APP_MANAGER + " > " + app.label();
    }

    private static String fingerprint(Evidence evidence) {
        return evidence.find(Fact.CERTIFICATE).map(file -> Certificates.fingerprint(file.certificate())).orElse("");
    }
}
