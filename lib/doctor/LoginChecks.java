package lib.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lib.config.Audiences;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.http.Retries;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;
import lib.keys.SigningKey;
import lib.refusal.Stage;
import lib.token.Assertion;
import lib.token.AudienceSearch;
import lib.token.Claims;
import lib.token.TokenAnswer;
import lib.token.TokenEndpoint;

/**
 * The login itself, once; more often only if the person asked to wait, or to try the other audience.
 */
final class LoginChecks {

    static final List<Check> CHECKS = List.of(new Check("login", Phase.LOGIN, LoginChecks::login));

    private static Finding login(Evidence evidence) {
        OrgConfig config = evidence.need(Fact.CONFIG);
        SigningKey key = evidence.need(Fact.KEY);
        evidence.need(Fact.ASSERTION);
        evidence.need(Fact.CONNECTION);
        var endpoint = new TokenEndpoint(evidence.http(), new Retries(0, RandomGenerator.getDefault(),
                evidence.sleeper(), evidence.request().http().log()));
        Function<SigningKey, TokenAnswer> by = signing -> {
            var found = new AudienceSearch(evidence.request().http().log()).run(audiences(evidence), audience ->
                    endpoint.exchange(config.loginUrl(), () -> Assertion.sign(
                            Claims.of(config, audience, evidence.clock().instant()), signing)));
            found.refused().ifPresent(_ -> evidence.add(Fact.OTHER_AUDIENCE, found.audience()));
            return found.exchanged().answer();
        };
        var byOther = new AtomicBoolean();
        Supplier<TokenAnswer> once = () -> {
            try {
                return by.apply(key);
            } catch (Failure refused) {
                Optional<TokenAnswer> answer = byOtherKey(evidence, refused, by);
                byOther.set(answer.isPresent());
                return answer.orElseThrow(() -> refused);
            }
        };
        try {
            TokenAnswer answer = waitingIfAsked(once, evidence);
            evidence.add(Fact.TOKEN, answer);
            String text = "Salesforce gave an access token for " + answer.instanceUrl() + waited(evidence)
                    + (byOther.get() ? " to the other key of a rotation that is under way" : "");
            return evidence.find(Fact.OTHER_AUDIENCE).map(audience -> Finding.warning("audience_other", text
                    + " with the audience " + audience + ", and none with " + config.audience(),
                    Fix.of("write it down, so that each login is one: ",
                            Fix.command("setup-config", "--force", "--audience", audience))))
                    .orElseGet(() -> Finding.ok(text));
        } catch (Failure failure) {
            evidence.add(Fact.LOGIN_FAILURE, failure);
            // of a refusal the diagnosis says what to do, by all that was found
            return Finding.failed(failure.code(), failure.getMessage() + tried(failure, evidence) + waited(evidence),
                    Diagnosis.of(evidence).isPresent() ? Fix.NONE : failure.fix());
        }
    }

    /** As every login does while a key is replaced. */
    private static Optional<TokenAnswer> byOtherKey(Evidence evidence, Failure refused,
            Function<SigningKey, TokenAnswer> by) {
        KeySource other = evidence.need(Fact.CONFIG).otherKey();
        if (other == null || !Stage.SIGNATURE.refusals().contains(refused.code())) {
            return Optional.empty();
        }
        try {
            return Optional.of(by.apply(PrivateKeys.read(other, evidence.request().passphrase())));
        } catch (Failure later) {
            return Optional.empty();
        }
    }

    private static Audiences audiences(Evidence evidence) {
        Audiences all = evidence.need(Fact.CONFIG).audiences();
        return evidence.request().tryAudience() ? all : new Audiences(List.of(all.likeliest()), all.given());
    }

    private static TokenAnswer waitingIfAsked(Supplier<TokenAnswer> once, Evidence evidence) {
        try {
            return once.get();
        } catch (Failure first) {
            boolean wait = evidence.request().patience().duration().isPositive() && first.kind() == Kind.REFUSED
                    && Waiting.passes(first);
            if (!wait) {
                throw first;
            }
            return new Waiting(evidence).until(once, first);
        }
    }

    /** Of two refusals one is told; that there was another is worth knowing all the same. */
    private static String tried(Failure failure, Evidence evidence) {
        return failure.getSuppressed().length == 0 ? "" : " Tried with these audiences: "
                + String.join(", ", audiences(evidence).candidates()) + ".";
    }

    private static String waited(Evidence evidence) {
        Optional<Duration> waited = evidence.find(Fact.WAITED);
        return waited.map(time -> " (after waiting " + WaitTime.words(time) + ")").orElse("");
    }
}
