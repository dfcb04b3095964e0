package lib.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.OrgUser;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.refusal.Refusals;

/**
 * Whether the app lets this user in, from this machine and already.
 */
final class EntryChecks {

    static final List<Check> CHECKS = List.of(
            new Check("permission", Phase.ORG, EntryChecks::permission),
            new Check("ip ranges", Phase.ORG, EntryChecks::ipRanges),
            new Check("all in all", Phase.ORG, EntryChecks::propagation));

    private EntryChecks() {
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
        if (settings.filter(known -> known.profiles().contains(user.profile())).isPresent()) {
            return Finding.ok("the app lets in profile " + user.profile());
        }
        return OrgCause.found(evidence, "permission_set_not_assigned", user.username() + " has none of the permission "
                + "sets that the app lets in" + (sets.isEmpty() ? "" : ": " + String.join(", ", sets)),
                OrgCause.mend(evidence, "Setup > Permission Sets > " + (sets.isEmpty() ? "the app's" : sets.getFirst())
                        + " > Manage Assignments"));
    }

    private static Finding ipRanges(Evidence evidence) {
        OrgUser user = evidence.need(Fact.ORG_USER);
        String mode = evidence.find(Fact.ORG_SETTINGS).map(known -> known.policy("ipRelaxationPolicyType")).orElse("");
        String ranges = AppSettings.ipRanges(evidence.need(Fact.ADMIN), user.profile());
        if (ranges.isEmpty()) {
            return Finding.ok("profile " + user.profile() + " has none");
        }
        String text = "profile " + user.profile() + " lets its users in from " + ranges + " only, and the app says "
                + (mode.isEmpty() ? "Enforce" : mode);
        return !evidence.isRefused("ip_or_hours") ? Finding.ok(text)
                : OrgCause.found(evidence, "ip_outside_ranges", text, OrgCause.mend(evidence, "Setup > Profiles > "
                        + user.profile() + " > Login IP Ranges: add this machine's address",
                        "--ip-relaxation", "bypass"));
    }

    /** Where all is right and the login is refused all the same, it is time that is missing. */
    private static Finding propagation(Evidence evidence) {
        Optional<Failure> refused = evidence.find(Fact.LOGIN_FAILURE).filter(failure ->
                Refusals.byId(failure.code()).isPresent());
        if (refused.isEmpty() || evidence.find(Fact.ORG_CAUSE).isPresent()) {
            return Finding.ok(refused.isEmpty() ? "the login works" : "the cause is named above");
        }
        boolean complete = evidence.state("app in the org") == State.OK && evidence.find(Fact.ORG_USER).isPresent();
        if (!complete || !Waiting.passes(refused.get())) {
            return Finding.ok("nothing that an administrator can see explains the refusal");
        }
        evidence.add(Fact.ORG_CAUSE, new Cause("not_propagated", "user, app, policy and permission set are right in "
                + "the org, so Salesforce's servers do not all know them yet", Fix.of("try again until they do: ",
                        Fix.command("doctor", "--wait", "12m"))));
        return Finding.ok("all is right in the org");
    }
}
