package lib.doctor;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lib.admin.AppInOrg;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Step;
import lib.failure.Text;
import lib.refusal.Stage;

/**
 * What the org tells an administrator and hides from whoever it refuses. The first thing that is wrong there and
 * explains the refusal is the cause, and no other is guessed at.
 */
final class OrgCause {

    private static final Set<String> OF_USER = Stage.USER.refusals();

    /** What is wrong, and the refusals that Salesforce gives for it; of each other one it is not the cause. */
    private static final Map<String, Set<String>> EXPLAINS = Map.ofEntries(
            entry("user_unknown", OF_USER),
            entry("user_inactive", OF_USER),
            entry("user_frozen", OF_USER),
            entry("app_disabled", Set.of("app_not_in_org", "app_not_installed", "app_blocked", "consumer_key_unknown",
                    "user_not_approved")),
            entry("self_authorization", Set.of("user_not_approved", "app_not_in_org")),
            entry("app_has_other_certificate", Set.of("assertion_invalid", "jwt_validation_failed")),
            entry("permission_set_not_assigned", Set.of("user_not_admin_approved", "user_not_approved")));

    static Finding found(Evidence evidence, String id, String text, Fix fix) {
        add(evidence, new Cause(id, text, fix));
        return Finding.failed(id, text, fix);
    }

    /** One more, behind those that are known. */
    static void add(Evidence evidence, Cause cause) {
        var all = new ArrayList<>(evidence.find(Fact.ORG_CAUSES).orElse(List.of()));
        all.add(cause);
        evidence.add(Fact.ORG_CAUSES, List.copyOf(all));
    }

    /** The one that explains the refusal; of a refusal that says nothing about how far the login got, the first. */
    static Optional<Cause> of(Evidence evidence) {
        Optional<String> refusal = evidence.find(Fact.LOGIN_FAILURE).map(Failure::code)
                .filter(code -> Stage.of(code).isPresent());
        return evidence.find(Fact.ORG_CAUSES).orElse(List.of()).stream().filter(cause -> refusal.map(code ->
                EXPLAINS.getOrDefault(cause.id(), Set.of(code)).contains(code)).orElse(true)).findFirst();
    }

    /**
     * What sfjwt made it mends; of an app that somebody else made, the place in Setup is told.
     *
     * @param options what the mending takes besides
     */
    static Fix mend(Evidence evidence, String inSetup, String... options) {
        boolean ours = evidence.find(Fact.ORG_APP).filter(AppInOrg::isOurs).isPresent();
        return create(evidence, options).filter(_ -> ours)
                .map(command -> Fix.of("let sfjwt mend it: ", command, "; or do it in " + inSetup))
                .orElse(Fix.of(inSetup).in(Step.APP));
    }

    /** Empty where no command can: what keeps us from naming it would keep it from working. */
    static Optional<Text.Command> create(Evidence evidence, String... options) {
        try {
            return evidence.need(Fact.REPAIR).of(evidence.need(Fact.CONFIG), evidence.find(Fact.ORG_APP),
                    evidence.find(Fact.ORG_SETTINGS), List.of(options));
        } catch (Failure e) {
            return Optional.empty();
        }
    }
}
