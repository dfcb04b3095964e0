package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import lib.failure.Failure;
import lib.failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is repeated, how often, and after how long. */
class RetriesTest {

    private final List<Long> limits = new ArrayList<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private int calls;

    /** Draws the largest number that may come. */
    private final RandomGenerator largest = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("a wait has a limit");
        }

        @Override
        public long nextLong(long limit) {
            limits.add(limit);
            return limit - 1;
        }
    };

    private Retries retries(int most) {
        return new Retries(most, largest, time -> waits.add(time.toMillis()), log::add);
    }

    private static Failure failure(boolean retryable, Duration asked) {
        return Failure.of(Kind.UNREACHABLE, "x", "what happened", "fix").retryable(retryable).retryAfter(asked);
    }

    private String failing(int times, Failure failure) {
        if (++calls <= times) {
            throw failure;
        }
        return "done";
    }

    @Test
    void what_may_pass_is_repeated_until_it_has() {
        assertEquals("done", retries(3).run(() -> failing(3, failure(true, null))));
        assertEquals(4, calls);
        assertEquals(List.of("what happened; trying again in 499 ms", "what happened; trying again in 999 ms",
                "what happened; trying again in 1999 ms"), log);
    }

    @Test
    void the_last_failure_is_thrown_when_the_tries_are_used_up() {
        Failure failure = failure(true, null);
        assertSame(failure, assertThrows(Failure.class, () -> retries(2).run(() -> failing(9, failure))));
        assertEquals(3, calls);
    }

    @Test
    void what_stays_is_not_repeated_nor_is_anything_without_tries() {
        assertThrows(Failure.class, () -> retries(3).run(() -> failing(9, failure(false, Duration.ofSeconds(1)))));
        assertThrows(Failure.class, () -> retries(0).run(() -> failing(9, failure(true, null))));
        assertEquals(2, calls);
        assertEquals(List.of(), waits);
    }

    @Test
    void each_wait_is_any_part_of_a_limit_that_doubles_up_to_half_a_minute() {
        assertThrows(Failure.class, () -> retries(10).run(() -> failing(99, failure(true, null))));
        assertEquals(List.of(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L, 30000L), limits);
        assertEquals(11, calls);
    }

    @ParameterizedTest
    @CsvSource({"0,499", "7,7499", "30,30499"})
    void what_the_server_asks_for_is_waited_at_least(int asked, long wait) {
        assertEquals("done", retries(1).run(() -> failing(1, failure(true, Duration.ofSeconds(asked)))));
        assertEquals(List.of(wait), waits);
    }

    @Test
    void a_wait_of_more_than_half_a_minute_is_not_begun() {
        assertThrows(Failure.class, () -> retries(3).run(() -> failing(9, failure(true, Duration.ofSeconds(31)))));
        assertEquals(1, calls);
        assertEquals(List.of(), waits);
    }

    @Test
    void an_interruption_ends_the_wait_with_the_failure_and_is_kept() {
        Failure failure = failure(true, null);
        var retries = new Retries(3, largest, time -> {
            throw new InterruptedException();
        }, HttpOptions.Log.NONE);
        assertSame(failure, assertThrows(Failure.class, () -> retries.run(() -> failing(9, failure))));
        assertTrue(Thread.interrupted());
        assertEquals(1, calls);
    }

    @Test
    void a_bug_is_no_failure() {
        assertThrows(IllegalStateException.class, () -> retries(3).run(() -> {
            calls++;
            throw new IllegalStateException();
        }));
        assertEquals(1, calls);
    }
}
