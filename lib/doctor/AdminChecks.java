package lib.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.LoginAttempt;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgUser;
import lib.config.ConfigSources;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Text;
import lib.keys.Certificates;
import lib.refusal.Refusals;
import lib.refusal.SetupPages;

/**
 * What the org tells an administrator and hides from whoever it refuses. The first thing that is wrong here is the
 * cause, and no other is guessed at.
 */
final class AdminChecks {

    static final List<Check> CHECKS = List.of(
            new Check("login history", Phase.ORG, AdminChecks::history),
            new Check("user in the org", Phase.ORG, AdminChecks::user),
            new Check("app in the org", Phase.ORG, AdminChecks::app),
            new Check("app settings", Phase.ORG, AdminChecks::settings),
            new Check("app certificate", Phase.ORG, AdminChecks::certificate),
            new Check("permission", Phase.ORG, AdminChecks::permission),
            new Check("ip ranges", Phase.ORG, AdminChecks::ipRanges),
            new Check("all in all", Phase.ORG, AdminChecks::propagation));

    private static final int ROWS = 5;

    private AdminChecks() {
    }

    private static OrgUser orgUser(Evidence evidence) {
        Optional<OrgUser> known = evidence.find(Fact.ORG_USER);
        String username = evidence.need(Fact.CONFIG).username();
        OrgUser user = known.or(() -> OrgUser.find(evidence.need(Fact.ADMIN), username)).orElseThrow(() ->
                new Evidence.Unknown(Fact.ORG_USER));
        evidence.add(Fact.ORG_USER, user);
        return user;
    }

    /** Evidence, and no verdict: the rows tell in Salesforce's words what came of the last logins. */
    private static Finding history(Evidence evidence) {
        List<LoginAttempt> rows = LoginAttempt.last(evidence.need(Fact.ADMIN), orgUser(evidence), ROWS);
        return Finding.ok(rows.isEmpty() ? "the org knows of no login of this user" : rows.stream()
                .map(row -> row.time() + " " + row.status() + (row.application().isEmpty() ? ""
                        : " (" + row.application() + ", from " + row.sourceIp() + ")"))
                .collect(Collectors.joining("; ")));
    }

    private static Finding user(Evidence evidence) {
        String username = evidence.need(Fact.CONFIG).username();
        Optional<OrgUser> found = OrgUser.find(evidence.need(Fact.ADMIN), username);
        if (found.isEmpty()) {
            return cause(evidence, "user_unknown", "the org has no user " + username, Fix.of("correct ",
                    Input.USERNAME, ", or log in to the org that has this user"));
        }
        OrgUser user = found.get();
        evidence.add(Fact.ORG_USER, user);
        if (!user.active()) {
            return cause(evidence, "user_inactive", "the user " + user.username() + " is not active",
                    Fix.of(SetupPages.USERS + " > the user > Edit: tick Active"));
        }
        if (user.frozen().orElse(false)) {
            return cause(evidence, "user_frozen", "the user " + user.username() + " is frozen",
                    Fix.of(SetupPages.USERS + " > the user: Unfreeze"));
        }
        return Finding.ok(user.username() + " is active, profile " + user.profile());
    }

    private static Finding app(Evidence evidence) {
        String key = evidence.need(Fact.CONFIG).consumerKey();
        Optional<AppInOrg> app = AppInOrg.withKey(evidence.need(Fact.ADMIN), key, fingerprint(evidence));
        if (app.isPresent()) {
            evidence.add(Fact.ORG_APP, app.get());
            return Finding.ok(app.get().label() + " (" + app.get().name() + ")");
        }
        boolean unknownClient = isRefused(evidence, "consumer_key_unknown", "app_not_in_org");
        String text = "no External Client App of this org shows this Consumer Key or this certificate";
        return unknownClient ? cause(evidence, "app_not_in_org", text, Fix.of("make it here: ", create(evidence)))
                : Finding.warning("app_not_seen", text, Fix.of("look for it in " + SetupPages.APP_MANAGER + "; "
                        + "a connected app is not shown here"));
    }

    private static Finding settings(Evidence evidence) {
        AppInOrg app = evidence.need(Fact.ORG_APP);
        AppSettings settings;
        try {
            settings = AppSettings.read(evidence.need(Fact.ADMIN), app.name());
        } catch (Failure failure) {
            return Finding.warning(failure.code(), failure.getMessage(), failure.fix());
        }
        evidence.add(Fact.ORG_SETTINGS, settings);
        if (isRefused(evidence, "app_blocked")) {
            return cause(evidence, "app_blocked", "an administrator has blocked the app " + app.name(),
                    Fix.of("Setup > Connected Apps OAuth Usage > " + app.label() + ": Unblock"));
        }
        if (!settings.enabled().orElse(true)) {
            return cause(evidence, "app_disabled", "the app " + app.name() + " is switched off", repair(evidence,
                    SetupPages.APP_MANAGER + " > " + app.label() + " > Policies: App Status"));
        }
        if (settings.policy("permittedUsersPolicyType").equals("AllSelfAuthorized")) {
            return cause(evidence, "self_authorization", "the app's policy lets users authorize themselves, which no "
                    + "program can do", repair(evidence, SetupPages.APP_MANAGER + " > " + app.label()
                            + " > Policies: Permitted Users"));
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
        return there.get().fingerprint().equals(here) ? Finding.ok("it is the one here, valid until "
                + there.get().until())
                : cause(evidence, "app_has_other_certificate", "the app has the certificate "
                        + there.get().fingerprint().substring(0, 11) + "…, and the key here belongs to "
                        + here.substring(0, 11) + "…", repair(evidence, "or upload the certificate in Setup"));
    }

    private static Finding permission(Evidence evidence) {
        AdminSession session = evidence.need(Fact.ADMIN);
        AppInOrg app = evidence.need(Fact.ORG_APP);
        OrgUser user = evidence.need(Fact.ORG_USER);
        var sets = new ArrayList<>(app.permissionSets(session));
        Optional<AppSettings> settings = evidence.find(Fact.ORG_SETTINGS);
        settings.ifPresent(known -> known.permissionSets().stream().filter(set -> !sets.contains(set))
                .forEach(sets::add));
        List<String> has = user.has(session, sets.toArray(String[]::new));
        if (!has.isEmpty()) {
            return Finding.ok("the user has permission set " + String.join(", ", has));
        }
        boolean byProfile = settings.map(known -> known.policy("commaSeparatedProfile").contains(user.profile()))
                .orElse(false);
        if (byProfile) {
            return Finding.ok("the app lets in profile " + user.profile());
        }
        return cause(evidence, "permission_set_not_assigned", user.username() + " has none of the permission sets that "
                + "the app lets in" + (sets.isEmpty() ? "" : ": " + String.join(", ", sets)), repair(evidence,
                        "Setup > Permission Sets > " + (sets.isEmpty() ? "the app's" : sets.getFirst())
                                + " > Manage Assignments"));
    }

    private static Finding ipRanges(Evidence evidence) {
        OrgUser user = evidence.need(Fact.ORG_USER);
        String mode = evidence.find(Fact.ORG_SETTINGS).map(known -> known.policy("ipRelaxationPolicyType")).orElse("");
        String ranges;
        try {
            ranges = AppSettings.ipRanges(evidence.need(Fact.ADMIN), user.profile());
        } catch (Failure failure) {
            return Finding.warning(failure.code(), failure.getMessage(), failure.fix());
        }
        if (ranges.isEmpty()) {
            return Finding.ok("profile " + user.profile() + " has none");
        }
        boolean refused = isRefused(evidence, "ip_or_hours");
        String text = "profile " + user.profile() + " lets its users in from " + ranges + " only, and the app says "
                + (mode.isEmpty() ? "Enforce" : mode);
        return refused ? cause(evidence, "ip_outside_ranges", text, repair(evidence, "with --ip-relaxation bypass, or "
                + "add this machine's address: Setup > Profiles > " + user.profile() + " > Login IP Ranges"))
                : Finding.ok(text);
    }

    /** Where all is right and the login is refused all the same, it is time that is missing. */
    private static Finding propagation(Evidence evidence) {
        Optional<Failure> refused = evidence.find(Fact.LOGIN_FAILURE).filter(failure ->
                Refusals.byId(failure.code()).isPresent());
        if (refused.isEmpty() || evidence.find(Fact.ORG_CAUSE).isPresent()) {
            return Finding.ok(refused.isEmpty() ? "the login works" : "the cause is named above");
        }
        boolean complete = evidence.find(Fact.ORG_APP).isPresent() && evidence.find(Fact.ORG_USER).isPresent();
        if (!complete || !Waiting.passes(refused.get())) {
            return Finding.ok("nothing that an administrator can see explains the refusal");
        }
        evidence.add(Fact.ORG_CAUSE, new Cause("not_propagated", "user, app, policy and permission set are right in "
                + "the org, so Salesforce's servers do not all know them yet", Fix.of("try again until they do: ",
                        Fix.command("doctor", "--wait", "12m"))));
        return Finding.ok("all is right in the org");
    }

    private static boolean isRefused(Evidence evidence, String... codes) {
        return evidence.find(Fact.LOGIN_FAILURE).filter(failure -> List.of(codes).contains(failure.code()))
                .isPresent();
    }

    private static Finding cause(Evidence evidence, String id, String text, Fix fix) {
        if (evidence.find(Fact.ORG_CAUSE).isEmpty()) {
            evidence.add(Fact.ORG_CAUSE, new Cause(id, text, fix));
        }
        return Finding.failed(id, text, fix);
    }

    private static String fingerprint(Evidence evidence) {
        return evidence.find(Fact.CERTIFICATE).map(file -> Certificates.fingerprint(file.certificate())).orElse("");
    }

    /** What sfjwt made it mends; of an app that somebody else made, the place in Setup is told. */
    private static Fix repair(Evidence evidence, String inSetup) {
        return evidence.find(Fact.ORG_APP).filter(AppInOrg::isOurs).isPresent()
                ? Fix.of("let sfjwt mend it: ", create(evidence), "; or in Setup: " + inSetup) : Fix.of(inSetup);
    }

    private static Text.Command create(Evidence evidence) {
        var words = new ArrayList<Object>(List.of("create", "--user", evidence.need(Fact.CONFIG).username()));
        evidence.find(Fact.ORG_APP).ifPresent(app -> words.addAll(List.of("--name", app.label())));
        words.addAll(evidence.need(Fact.ADMIN).options());
        if (evidence.request().hasConfigFile()) {
            String file = evidence.shown(evidence.request().configFile());
            words.addAll(file.equals(ConfigSources.DEFAULT_FILE) ? List.of() : List.of("-c", file));
        }
        return Fix.command("app", words.toArray());
    }
}
