package lib.token;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lib.config.Audiences;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Kind;
import lib.http.HttpOptions;
import lib.refusal.Stage;

/**
 * Logs in with the likeliest audience and, where that may be why Salesforce refuses, once with the other one.
 */
public final class AudienceSearch {

    /** How orgs are reported to refuse an audience that they do not want. */
    private static final Set<String> MAY_BE_THE_AUDIENCE =
            Set.of("audience_invalid", "app_not_in_org", "user_not_approved");
    /** The one of them that names the audience. */
    private static final String REFUSED_ITSELF = "audience_invalid";
    private static final String BY_HAND = "audience_by_hand";

    /** Whether another audience may end a refusal with this code. */
    public static boolean mayExplain(String code) {
        return MAY_BE_THE_AUDIENCE.contains(code);
    }

    /** Why an audience that a person gave may be behind a refusal with this code. */
    public static Cause byHand(String audience, String code) {
        return new Cause(BY_HAND, "the audience was set by hand to " + audience
                + (code.equals(REFUSED_ITSELF) ? "" : ", and this org may want another"),
                Fix.of("remove ", Input.AUDIENCE, "; sfjwt finds the right one"));
    }

    /** The refusal, with what is known of where its audience comes from. */
    static Failure told(Failure refused, Audiences audiences) {
        var causes = new ArrayList<>(refused.causes());
        causes.removeIf(cause -> cause.id().equals(BY_HAND));
        if (!audiences.given() || !mayExplain(refused.code())) {
            return refused.because(causes);
        }
        Cause byHand = byHand(audiences.likeliest(), refused.code());
        if (!refused.code().equals(REFUSED_ITSELF)) {
            causes.add(byHand);
            return refused.because(causes);
        }
        causes.addFirst(byHand);
        return refused.explainedBy(causes);
    }

    private final HttpOptions.Log log;
    private String lastAsked;
    private int logins;

    /** @param log told of each refusal */
    public AudienceSearch(HttpOptions.Log log) {
        this.log = log;
    }

    /** @param refused what the likeliest audience was answered, where it was the other one that worked */
    public record Found(String audience, TokenEndpoint.Exchanged exchanged, Optional<Failure> refused) {
    }

    /**
     * @param login with the audience it is given
     * @throws Failure the refusal that says more, with the other one suppressed in it
     */
    public Found run(Audiences audiences, Function<String, TokenEndpoint.Exchanged> login) {
        try {
            return new Found(audiences.likeliest(), ask(audiences.likeliest(), login), Optional.empty());
        } catch (Failure refused) {
            String other = audiences.other().filter(_ -> mayExplain(refused.code()))
                    .orElseThrow(() -> refused);
            log.line("audience " + audiences.likeliest() + ": " + refused.getMessage());
            log.line("this can be the audience's fault; logging in once more with " + other);
            return new Found(other, second(other, login, refused), Optional.of(refused));
        }
    }

    /** The audience of the last login, which is the right one where its refusal was of another kind. */
    public String lastAsked() {
        return lastAsked;
    }

    /** How many were made, in all runs. */
    int logins() {
        return logins;
    }

    private TokenEndpoint.Exchanged ask(String audience, Function<String, TokenEndpoint.Exchanged> login) {
        lastAsked = audience;
        logins++;
        return login.apply(audience);
    }

    private TokenEndpoint.Exchanged second(String other, Function<String, TokenEndpoint.Exchanged> login,
            Failure refused) {
        try {
            return ask(other, login);
        } catch (Failure again) {
            log.line("audience " + other + ": " + again.getMessage());
            Failure likelier = saysMore(again, refused) ? again : refused;
            likelier.addSuppressed(likelier == again ? refused : again);
            throw likelier;
        }
    }

    /**
     * Whether to report the second failure. Without an answer it is not known whether this audience works, and another
     * try may tell. "audience is invalid" says nothing but that the other audience was the right one. Of other
     * refusals the one counts that came later in Salesforce's checks.
     */
    private static boolean saysMore(Failure second, Failure first) {
        if (second.kind() != Kind.REFUSED) {
            return true;
        }
        Optional<Stage> reached = Stage.of(second.code());
        if (first.code().equals(REFUSED_ITSELF)) {
            return !second.code().equals(REFUSED_ITSELF)
                    && reached.filter(stage -> stage.compareTo(Stage.AUDIENCE) < 0).isEmpty();
        }
        return !second.code().equals(REFUSED_ITSELF) && reached.isPresent()
                && Stage.of(first.code()).filter(stage -> stage.compareTo(reached.get()) < 0).isPresent();
    }
}
