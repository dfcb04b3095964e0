package lib.http;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import lib.failure.Failure;

/**
 * Repeats what failed for a reason that may pass, with full jitter: each wait is a random part of a limit that doubles,
 * so that many clients that failed together do not come back together. What a server asks for comes on top.
 */
public final class Retries {

    private static final Duration FIRST_LIMIT = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final int most;
    private final RandomGenerator random;
    private final Sleeper sleeper;
    private final HttpOptions.Log log;
    private int done;

    /** Waits; a test's own does not. */
    @FunctionalInterface
    public interface Sleeper {
        Sleeper REAL = Thread::sleep;

        void sleep(Duration time) throws InterruptedException;
    }

    /** @param most how often in all that is run with this */
    public Retries(int most, RandomGenerator random, Sleeper sleeper, HttpOptions.Log log) {
        this.most = most;
        this.random = random;
        this.sleeper = sleeper;
        this.log = log;
    }

    public static Retries of(HttpOptions options, Sleeper sleeper) {
        return new Retries(options.retries(), RandomGenerator.getDefault(), sleeper, options.log());
    }

    /**
     * @param attempt what to do; only a failure that is marked retryable makes it be done again
     * @throws Failure the last attempt's
     */
    public <T> T run(Supplier<T> attempt) {
        for (;; done++) {
            try {
                return attempt.get();
            } catch (Failure failure) {
                Duration asked = failure.retryAfter().orElse(Duration.ZERO);
                if (!failure.retryable() || done >= most || isTooLong(asked)) {
                    throw failure;
                }
                Duration wait = asked.plus(jitter());
                log.line(failure.getMessage() + "; trying again in " + wait.toMillis() + " ms");
                sleep(wait, failure);
            }
        }
    }

    /** Whether a wait that a server asks for is longer than anyone wants to watch. */
    public static boolean isTooLong(Duration asked) {
        return asked.compareTo(LONGEST) > 0;
    }

    private Duration jitter() {
        // 500 ms, 1 s, 2 s, …
        return Duration.ofMillis(random.nextLong(Math.min(FIRST_LIMIT.toMillis() << done, LONGEST.toMillis())));
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
