package lib.refusal;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
public final class Explanation {

    private static final Set<String> GENERIC = Set.of("login.salesforce.com", "test.salesforce.com");

    /** Of an External Client App only the org's own host is sure to know. */
    private static final Set<String> LIVES_IN_ONE_ORG = Set.of("app_not_in_org", "consumer_key_unknown");

    /** What cannot be why a login of our own was refused. */
    private static final Set<String> OF_ANOTHER_PROGRAM =
            Set.of("other_program", "password_login", "client_secret_sent");

    private static final Cause UNKNOWN = new Cause("unknown", "sfjwt does not know this refusal",
            Fix.of("look at " + SetupPages.LOGIN_HISTORY + " for this user, which often says more, and go through ",
                    Fix.command("steps"), " once more"));

    private Explanation() {
    }

    public static Failure of(Said said, HttpAnswer answer) {
        Optional<Refusal> row = Refusals.find(said);
        Optional<ClockSkew> skew = ClockSkew.in(answer);
        List<Cause> causes = causes(row, answer);
        var facts = Json.createObjectBuilder()
                .add("salesforceError", ServerText.line(said.error()))
                .add("salesforceDescription", ServerText.line(said.description()))
                .add("httpStatus", answer.status());
        row.ifPresent(refusal -> facts.add("meaning", refusal.meaning()));
        skew.ifPresent(off -> facts.add("clockAheadSeconds", off.ahead().toSeconds()));
        return Failure.of(Kind.REFUSED, row.map(Refusal::id).orElse("refused"),
                        message(said, answer, row), causes.getFirst().fix())
                .because(causes).with(facts.build())
                .retryable(row.filter(refusal -> refusal.passing() == Refusal.Passing.SOON).isPresent());
    }

    /** Says why sfjwt gives up at once although it could try again; empty where it does not. */
    public static String askedToWait(HttpAnswer answer) {
        return answer.retryAfter().filter(Retries::isTooLong)
                .map(wait -> "; it asks to wait " + wait.toSeconds() + " s, longer than sfjwt does by itself")
                .orElse("");
    }

    private static List<Cause> causes(Optional<Refusal> row, HttpAnswer answer) {
        var causes = new ArrayList<>(row.map(Refusal::causes).orElse(List.of(UNKNOWN)));
        causes.removeIf(cause -> OF_ANOTHER_PROGRAM.contains(cause.id()));
        String host = answer.uri().getHost();
        if (GENERIC.contains(host) && row.map(Refusal::id).filter(LIVES_IN_ONE_ORG::contains).isPresent()) {
            causes.removeIf(cause -> cause.id().equals("other_org")); // the next one says it of this host
            causes.addFirst(new Cause("generic_login_host", host + " serves all orgs and does not know every org's "
                    + "External Client Apps; the app's own org does", Fixes.MY_DOMAIN));
        }
        ClockSkew.in(answer).map(ClockSkew::cause).ifPresent(measured -> {
            // where the row has the clock already, this one says by how much it is wrong
            if (!replaced(causes, measured)) {
                causes.add(measured);
            }
        });
        return causes;
    }

    private static boolean replaced(List<Cause> causes, Cause better) {
        boolean known = causes.stream().anyMatch(cause -> cause.id().equals(better.id()));
        causes.replaceAll(cause -> cause.id().equals(better.id()) ? better : cause);
        return known;
    }

    private static String message(Said said, HttpAnswer answer, Optional<Refusal> row) {
        return "Salesforce refused: " + ServerText.line(said.error())
                + (said.description().isBlank() ? "" : " (" + ServerText.line(said.description()) + ")")
                + askedToWait(answer)
                + row.map(refusal -> ". " + refusal.meaning()).orElse("");
    }
}
