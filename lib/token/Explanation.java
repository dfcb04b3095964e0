package lib.token;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.http.HttpAnswer;
import lib.http.Retries;
import lib.http.ServerText;

/**
 * Makes of what Salesforce said the failure to throw: its own words, what they mean, the likely causes and their fixes.
 */
final class Explanation {

    private Explanation() {
    }

    static Failure of(String error, String description, HttpAnswer answer) {
        Optional<Refusal> row = Refusals.find(error, description);
        Optional<ClockSkew> skew = ClockSkew.in(answer);
        List<Cause> causes = causes(row, skew);
        var facts = Json.createObjectBuilder()
                .add("salesforceError", ServerText.line(error))
                .add("salesforceDescription", ServerText.line(description))
                .add("httpStatus", answer.status());
        row.ifPresent(refusal -> facts.add("meaning", refusal.meaning()));
        skew.ifPresent(off -> facts.add("clockAheadSeconds", off.ahead().toSeconds()));
        return Failure.of(Kind.REFUSED, row.map(Refusal::id).orElse("refused"),
                        message(error, description, answer, row), causes.getFirst().fix())
                .because(causes).with(facts.build())
                .retryable(row.filter(refusal -> refusal.passing() == Refusal.Passing.SOON).isPresent());
    }

    /** Says why sfjwt gives up at once although it could try again; empty where it does not. */
    static String askedToWait(HttpAnswer answer) {
        return answer.retryAfter().filter(Retries::isTooLong)
                .map(wait -> "; it asks to wait " + wait.toSeconds() + " s, longer than sfjwt does by itself")
                .orElse("");
    }

    private static List<Cause> causes(Optional<Refusal> row, Optional<ClockSkew> skew) {
        var causes = new ArrayList<>(row.map(Refusal::causes).orElse(List.of(unknown())));
        boolean isExpired = row.filter(refusal -> refusal.id().equals("assertion_expired")).isPresent();
        skew.map(ClockSkew::cause).ifPresent(measured -> {
            if (isExpired) {
                // the row's first cause is the clock; this one says by how much
                causes.set(0, measured);
            } else {
                causes.add(measured);
            }
        });
        return causes;
    }

    private static String message(String error, String description, HttpAnswer answer, Optional<Refusal> row) {
        return "Salesforce refused: " + ServerText.line(error)
                + (description.isBlank() ? "" : " (" + ServerText.line(description) + ")") + askedToWait(answer)
                + row.map(refusal -> ". " + refusal.meaning()).orElse("");
    }

    private static Cause unknown() {
        return new Cause("unknown", "sfjwt does not know this refusal",
                Fix.of("look at Setup > Login History for this user, which often "
                + "says more, and go through sfjwt steps once more"));
    }
}
