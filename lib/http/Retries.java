package lib.http;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lib.failure.Failure;

/**
 * Repeats what failed for a reason that may pass, with full jitter: each wait is a random part of a limit that doubles,
 * so that many clients that failed together do not come back together.
 */
public final class Retries {

    private static final Duration FIRST_LIMIT = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int most;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final HttpOptions.Log log;

    /** Waits; a test's own does not. */
    @FunctionalInterface
    public interface Sleeper {
        Sleeper REAL = Thread::sleep;

        void sleep(Duration time) throws InterruptedException;
    }

    public Retries(int most, RandomGenerator random, Sleeper sleeper, HttpOptions.Log log) {
        this.most = most;
        this.random = random;
        this.sleeper = sleeper;
        this.log = log;
    }

    /**
     * @param attempt what to do; only a failure that is marked retryable makes it be done again
     * @throws Failure the last attempt's
     */
    public <T> T run(Supplier<T> attempt) {
        for (int done = 0;; done++) {
            try {
                return attempt.get();
            } catch (Failure failure) {
                Duration wait = failure.retryAfter().filter(asked -> !asked.isNegative()).orElse(jitter(done));
                if (!failure.retryable() || done >= most || wait.compareTo(LONGEST) > 0) {
                    throw failure;
                }
                log.line(failure.getMessage() + "; trying again in " + wait.toMillis() + " ms");
                sleep(wait, failure);
            }
        }
    }

    private Duration jitter(int done) {
        // 500 ms, 1 s, 2 s, …
        return Duration.ofMillis(random.nextLong(FIRST_LIMIT.toMillis() << done));
    }

    private void sleep(Duration wait, Failure failure) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }
}
