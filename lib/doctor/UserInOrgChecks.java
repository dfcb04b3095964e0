package lib.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lib.admin.AdminSession;
import lib.admin.LoginAttempt;
import lib.admin.OrgFacts;
import lib.admin.OrgUser;
import lib.config.LoginUrl;
import lib.failure.Fix;
import lib.failure.Input;
import lib.refusal.SetupPages;

/**
 * The administrator who asks the org, the user who is to log in, and how this user's last logins ended.
 */
final class UserInOrgChecks {

    static final List<Check> CHECKS = List.of(
            new Check("administrator", Phase.ORG, UserInOrgChecks::administrator),
            new Check("user in the org", Phase.ORG, Input.USERNAME, UserInOrgChecks::user),
            new Check("login history", Phase.ORG, UserInOrgChecks::history));

    private static final int ROWS = 5;

    /** The session is tried here, so that one which does not work is reported only once. */
    private static Finding administrator(Evidence evidence) {
        AdminSession session = evidence.need(Fact.SESSION);
        OrgFacts org = OrgFacts.of(session);
        LoginUrl url = evidence.need(Fact.CONFIG).loginUrl();
        String text = org.adminName() + ", in " + org.name() + ", " + org.kind().words() + ", " + org.loginUrl();
        if (OrgChecks.isMyDomain(url) && OrgChecks.isMyDomain(new LoginUrl(org.loginUrl()))
                && !url.uri().equals(org.loginUrl())) {
            return Finding.failed("admin_elsewhere", text + ": that is another org than " + url.host(),
                    Fix.of("give a session of an administrator of " + url.host() + ", or correct ", Input.LOGIN_URL));
        }
        evidence.add(Fact.ADMIN, session);
        return Finding.ok(text);
    }

    private static Finding user(Evidence evidence) {
        String username = evidence.need(Fact.CONFIG).username();
        Optional<OrgUser> found = OrgUser.find(evidence.need(Fact.ADMIN), username);
        if (found.isEmpty()) {
            return OrgCause.found(evidence, "user_unknown", "the org has no user " + username, Fix.of("correct ",
                    Input.USERNAME, ", or log in to the org that has this user"));
        }
        OrgUser user = found.get();
        evidence.add(Fact.ORG_USER, user);
        if (!user.active()) {
            return OrgCause.found(evidence, "user_inactive", "the user " + user.username() + " is not active",
                    Fix.of(SetupPages.USERS + " > the user > Edit: tick Active"));
        }
        if (user.frozen().orElse(false)) {
            return OrgCause.found(evidence, "user_frozen", "the user " + user.username() + " is frozen",
                    Fix.of(SetupPages.USERS + " > the user: Unfreeze"));
        }
        return Finding.ok(user.username() + " is active, profile " + user.profile());
    }

    /** Evidence, and no verdict: the rows tell in Salesforce's words what came of the last logins. */
    private static Finding history(Evidence evidence) {
        List<LoginAttempt> rows = LoginAttempt.last(evidence.need(Fact.ADMIN), evidence.need(Fact.ORG_USER), ROWS);
        return Finding.ok(rows.isEmpty() ? "it shows none of this user's logins so far" : rows.stream()
                .map(row -> row.time() + " " + row.status() + (row.application().isEmpty() ? ""
                        : " (" + row.application() + ", from " + row.sourceIp() + ")"))
                .collect(Collectors.joining("; ")));
    }
}
