package lib.doctor;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Voice;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import lib.refusal.Stage;

/**
 * Why Salesforce refused: the known causes of the refusal, without those that the checks rule out, and first those that
 * the checks have seen.
 *
 * @param stage where the login stopped, or null where the refusal does not tell
 * @param causes the likeliest first; never empty
 */
public record Diagnosis(Failure refusal, Stage stage, List<Cause> causes) {

    /** Empty unless a login was refused. */
    static Optional<Diagnosis> of(Evidence evidence) {
        return evidence.find(Fact.LOGIN_FAILURE).filter(failure -> failure.kind() == Kind.REFUSED)
                .map(refusal -> new Diagnosis(refusal, Stage.of(refusal.code()).orElse(null),
                        causes(refusal, evidence)));
    }

    /** What to do first. */
    public Fix next() {
        return causes.getFirst().fix();
    }

    /** What the refusal itself proves to be right. */
    public List<Stage> passed() {
        return stage == null ? List.of() : stage.passed();
    }

    public JsonObject json(Voice voice) {
        var likely = Json.createArrayBuilder();
        causes.forEach(cause -> likely.add(cause.json(voice)));
        var json = Json.createObjectBuilder().add("refusal", refusal.code());
        JsonObject said = refusal.json();
        for (String field : List.of("salesforceError", "salesforceDescription", "meaning")) {
            if (said.containsKey(field)) {
                json.add(field, said.get(field));
            }
        }
        if (stage != null) {
            json.add("passed", Json.createArrayBuilder(passed().stream().map(Stage::what).toList()))
                    .add("stoppedAt", stage.what());
        }
        return json.add("causes", likely).build();
    }

    private static List<Cause> causes(Failure refusal, Evidence evidence) {
        // what an administrator has seen needs no ranking
        return OrgCause.of(evidence).map(List::of).orElseGet(() -> ranked(refusal, evidence));
    }

    /** First what the checks have seen, then what is left of the causes that are known. */
    private static List<Cause> ranked(Failure refusal, Evidence evidence) {
        // the failure's own causes know more than the table: the host that answered, and how wrong the clock is
        List<Cause> known = !refusal.causes().isEmpty() ? refusal.causes()
                : Refusals.byId(refusal.code()).map(Refusal::causes).orElse(List.of());
        var seen = new ArrayList<Cause>();
        var left = new ArrayList<>(known);
        for (Rules.Lead lead : Rules.LEADS) {
            if (lead.refusals().contains(refusal.code())) {
                lead.cause().apply(evidence).ifPresent(cause -> {
                    seen.add(cause);
                    left.removeIf(old -> lead.replaced().contains(old.id()));
                });
            }
        }
        for (Rules.RuledOut rule : Rules.RULED_OUT) {
            if (rule.isAbout(refusal.code()) && rule.by().test(evidence)) {
                left.removeIf(old -> rule.causes().contains(old.id()));
            }
        }
        addAudience(refusal.code(), evidence, seen, left);
        seen.addAll(left);
        // where all is ruled out, one of the checks is wrong, and the table is the better guess
        return List.copyOf(seen.isEmpty() ? known : seen);
    }

    private static void addAudience(String refusal, Evidence evidence, List<Cause> seen, List<Cause> left) {
        Rules.untriedAudience(refusal, evidence).ifPresent(cause -> {
            // behind what the checks have seen; of the other refusals it is not the likeliest cause
            boolean isLikely = refusal.equals("audience_invalid") || !seen.isEmpty() || left.isEmpty();
            left.add(isLikely ? 0 : 1, cause);
        });
        if (seen.stream().noneMatch(cause -> cause.id().equals("audience_by_hand"))) {
            Rules.audienceByHand(refusal, evidence).ifPresent(left::add);
        }
    }
}
