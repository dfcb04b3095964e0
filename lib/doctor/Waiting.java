package lib.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import lib.token.TokenAnswer;

/**
 * Logs in again and again while the refusal is one that Salesforce may mend by itself, as it does when a change in
 * Setup reaches all its servers.
 */
final class Waiting {

    /** Many failed logins in a short time get a user or an address blocked. */
    static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int EARLY = 3;

    private final Evidence evidence;
    private final Instant began;
    private final Instant end;

    Waiting(Evidence evidence) {
        this.evidence = evidence;
        this.began = evidence.clock().instant();
        this.end = began.plus(evidence.request().patience().duration());
    }

    /**
     * @param first the refusal that is waited for
     * @throws Failure the last one: another refusal, or the same when time is up
     */
    TokenAnswer until(Supplier<TokenAnswer> login, Failure first) {
        Failure last = first;
        for (int tries = 1;; tries++) {
            Duration pause = pause(tries, last);
            if (!passes(last) || gone().plus(pause).compareTo(evidence.request().patience().duration()) > 0) {
                noteTheWait();
                throw last;
            }
            sleep(pause, tries, last);
            try {
                TokenAnswer answer = login.get();
                noteTheWait();
                return answer;
            } catch (Failure failure) {
                last = failure;
            }
        }
    }

    /** Whether waiting may mend it. */
    static boolean passes(Failure failure) {
        return failure.kind() == Kind.UNREACHABLE ? failure.retryable() : Refusals.byId(failure.code())
                .map(Refusal::passing)
                .filter(passing -> passing == Refusal.Passing.WITH_PROPAGATION || passing == Refusal.Passing.SOON)
                .isPresent();
    }

    /** 20 s three times, then half as long again each time, up to a minute; never less than the server asks for. */
    private Duration pause(int tries, Failure last) {
        double factor = Math.pow(1.5, Math.max(0, Math.min(tries - EARLY, 10)));
        Duration own = Duration.ofSeconds(Math.min(LONGEST.toSeconds(), Math.round(FIRST.toSeconds() * factor)));
        return last.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
    }

    private void sleep(Duration pause, int tries, Failure last) {
        Instant now = evidence.clock().instant();
        evidence.progress().waits(new Doctor.Wait(inFewWords(last), tries, pause, Duration.between(now, end)));
        try {
            evidence.sleeper().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw last;
        }
    }

    private static String inFewWords(Failure failure) {
        String said = failure.json().getString("salesforceDescription", "");
        return said.isEmpty() ? failure.code() : said;
    }

    /** In whole seconds: what a login takes must not cost the last one of a wait that ends with it. */
    private Duration gone() {
        return Duration.between(began, evidence.clock().instant()).truncatedTo(ChronoUnit.SECONDS);
    }

    private void noteTheWait() {
        evidence.add(Fact.WAITED, Duration.between(began, evidence.clock().instant()));
    }
}
