package lib.doctor;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.LoginAttempt;
import lib.admin.LoginLimits;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.refusal.Refusals;
import lib.refusal.SetupPages;

/**
 * Whether the app lets this user in, from this machine and already.
 */
final class EntryChecks {

    static final List<Check> CHECKS = List.of(
            new Check("permission", Phase.ORG, EntryChecks::permission),
            new Check("ip ranges", Phase.ORG, EntryChecks::ipRanges),
            new Check("all in all", Phase.ORG, EntryChecks::propagation));

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEEE, HH:mm", Locale.ENGLISH);

    private static Finding permission(Evidence evidence) {
        AdminSession session = evidence.need(Fact.ADMIN);
        AppInOrg app = evidence.need(Fact.ORG_APP);
        OrgUser user = evidence.need(Fact.ORG_USER);
        Optional<AppSettings> settings = evidence.find(Fact.ORG_SETTINGS);
        List<String> sets = app.permissionSets(session, settings);
        List<String> has = user.has(session, sets.toArray(String[]::new));
        if (!has.isEmpty()) {
            return Finding.ok("the user has permission set " + String.join(", ", has));
        }
        if (settings.filter(known -> known.profiles().contains(user.profile())).isPresent()) {
            return Finding.ok("the app lets in profile " + user.profile());
        }
        return OrgCause.found(evidence, "permission_set_not_assigned", user.username() + " has none of the permission "
                + "sets that the app lets in" + (sets.isEmpty() ? "" : ": " + String.join(", ", sets)),
                OrgCause.mend(evidence, "Setup > Permission Sets > " + (sets.isEmpty() ? "the app's" : sets.getFirst())
                        + " > Manage Assignments"));
    }

    private static Finding ipRanges(Evidence evidence) {
        AdminSession session = evidence.need(Fact.ADMIN);
        OrgUser user = evidence.need(Fact.ORG_USER);
        LoginLimits limits = LoginLimits.of(session, user.profile());
        String mode = evidence.find(Fact.ORG_SETTINGS).map(known -> known.policy("ipRelaxationPolicyType")).orElse("");
        String profile = "profile " + user.profile();
        String text = limits.ranges().isEmpty() ? profile + " has none" : profile + " lets its users in from "
                + limits.ranges().stream().map(LoginLimits.Range::toString).collect(Collectors.joining(", "))
                + " only, and the app says " + (mode.isEmpty() ? "Enforce" : mode);
        if (!evidence.isRefused("ip_or_hours")) {
            return Finding.ok(text);
        }
        Optional<String> from = LoginAttempt.last(session, user, 1).stream().map(LoginAttempt::sourceIp).findFirst();
        boolean isRanged = !limits.ranges().isEmpty() && !mode.startsWith("Bypass");
        boolean isOutside = isRanged && !limits.letIn(from.orElse(""));
        Optional<LocalDateTime> now = limits.hours().isEmpty() ? Optional.empty()
                : OrgFacts.zone(session).map(zone -> LocalDateTime.ofInstant(evidence.clock().instant(), zone));
        // the newest login may not be shown yet, and the hours speak for themselves
        if (now.map(time -> !limits.letInAt(time)).orElse(!limits.hours().isEmpty() && !isOutside)) {
            return OrgCause.found(evidence, "outside_login_hours", profile + " lets its users in at certain hours only"
                    + now.map(time -> ", and in the org it is " + HOUR.format(time)).or(() -> from.filter(_ -> isRanged)
                            .map(address -> ", and " + address + " is in its IP ranges")).orElse(""),
                    Fix.of("Setup > Profiles > " + user.profile()
                            + " > Login Hours: add those in which this login runs"));
        }
        return !isRanged ? Finding.ok(text) : OrgCause.found(evidence, "ip_outside_ranges", text
                + from.filter(_ -> isOutside).map(address -> "; the last login came from " + address).orElse(""),
                OrgCause.mend(evidence, "Setup > Profiles > " + user.profile()
                        + " > Login IP Ranges: add this machine's address", "--ip-relaxation", "bypass"));
    }

    /** Where all is right and the login is refused all the same, it is time that is missing. */
    private static Finding propagation(Evidence evidence) {
        Optional<Failure> refused = evidence.find(Fact.LOGIN_FAILURE).filter(failure ->
                Refusals.byId(failure.code()).isPresent());
        if (refused.isEmpty() || OrgCause.of(evidence).isPresent()) {
            return Finding.ok(refused.isEmpty() ? "the login works" : "the cause is named above");
        }
        evidence.need(Fact.ADMIN);
        if (evidence.isRefused("assertion_invalid")) {
            return signature(evidence);
        }
        boolean complete = evidence.find(Fact.ORG_CAUSES).isEmpty() && evidence.state(AppInOrgChecks.APP) == State.OK
                && evidence.find(Fact.ORG_USER).isPresent();
        if (!complete || !Waiting.passes(refused.get())) {
            return Finding.ok("nothing that an administrator can see explains the refusal");
        }
        OrgCause.add(evidence, new Cause("not_propagated", "user, app, policy and permission set are right in "
                + "the org, so Salesforce's servers do not all know them yet", Fix.of("try again until they do: ",
                        Fix.command("doctor", "--wait", "12m"))));
        return Finding.ok("all is right in the org");
    }

    /** The app's description says which certificate sfjwt deployed, and nothing of what was uploaded since. */
    private static Finding signature(Evidence evidence) {
        boolean same = evidence.state(AppInOrgChecks.CERTIFICATE) == State.OK;
        return !same ? Finding.ok("no API shows whether the app has the certificate of this key")
                : OrgCause.found(evidence, "app_certificate_replaced", "sfjwt gave the app the certificate of this "
                        + "key, and Salesforce does not take the key's signature: the certificate was replaced in "
                        + "Setup, or not all of Salesforce's servers know it yet", OrgCause.mend(evidence,
                                SetupPages.SETTINGS + " > Enable JWT Bearer Flow: upload the certificate"));
    }
}
