package lib.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.http.Retries;
import lib.keys.SigningKey;
import lib.token.Assertion;
import lib.token.Claims;
import lib.token.TokenAnswer;
import lib.token.TokenEndpoint;

/**
 * The login itself, once; more often only for who asked to wait.
 */
final class LoginChecks {

    static final List<Check> CHECKS = List.of(new Check("login", Phase.LOGIN, LoginChecks::login));

    private LoginChecks() {
    }

    private static Finding login(Evidence evidence) {
        OrgConfig config = evidence.need(Fact.CONFIG);
        SigningKey key = evidence.need(Fact.KEY);
        evidence.need(Fact.ASSERTION);
        evidence.need(Fact.CONNECTION);
        var endpoint = new TokenEndpoint(evidence.http(), new Retries(0, RandomGenerator.getDefault(),
                evidence.sleeper(),
                evidence.request().http().log()));
        Supplier<TokenAnswer> once = () -> endpoint.exchange(config.loginUrl(),
                () -> Assertion.sign(Claims.of(config, evidence.clock().instant()), key)).answer();
        try {
            TokenAnswer answer = waitingIfAsked(once, evidence);
            evidence.add(Fact.TOKEN, answer);
            return Finding.ok("Salesforce gave an access token for " + answer.instanceUrl() + waited(evidence));
        } catch (Failure failure) {
            evidence.add(Fact.LOGIN_FAILURE, failure);
            // of a refusal the diagnosis says what to do, by all that was found
            return Finding.failed(failure.code(), failure.getMessage() + waited(evidence),
                    Diagnosis.of(evidence).isPresent() ? Fix.NONE : failure.fix());
        }
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

    private static String waited(Evidence evidence) {
        Optional<Duration> waited = evidence.find(Fact.WAITED);
        return waited.map(time -> " (after waiting " + WaitTime.words(time) + ")").orElse("");
    }
}
