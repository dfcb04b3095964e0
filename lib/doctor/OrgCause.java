package lib.doctor;

import java.util.List;
import java.util.Optional;
import lib.admin.AppInOrg;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Step;
import lib.failure.Text;

/**
 * What the org tells an administrator and hides from whoever it refuses. The first thing that is wrong there is the
 * cause, and no other is guessed at.
 */
final class OrgCause {

    static Finding found(Evidence evidence, String id, String text, Fix fix) {
        if (evidence.find(Fact.ORG_CAUSE).isEmpty()) {
            evidence.add(Fact.ORG_CAUSE, new Cause(id, text, fix));
        }
        return Finding.failed(id, text, fix);
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
