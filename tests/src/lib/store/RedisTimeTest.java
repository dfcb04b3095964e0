package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as waiting for a Redis. */
@Timeout(60)
class RedisTimeTest {

    @Test
    void what_waits_for_an_answer_is_given_up() {
        var never = new CountDownLatch(1);
        assertThrows(TimeoutException.class, () -> new RedisTime().answer(() -> {
            never.await();
            return "";
        }));
    }

    @Test
    void the_answers_of_one_call_share_the_time() {
        var time = new RedisTime();
        assertTrue(time.isLeft(Duration.ofSeconds(1)));
        var never = new CountDownLatch(1);
        assertThrows(TimeoutException.class, () -> time.answer(() -> {
            never.await();
            return "";
        }));
        assertThrows(TimeoutException.class, () -> time.answer(() -> {
            Thread.sleep(800);
            return "";
        }));
        assertFalse(time.isLeft(Duration.ofMillis(1)));
    }

    /** As it is while other processes have the processors. */
    @Test
    void what_is_ready_to_run_is_waited_for() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux tells");
        assertEquals("done", new RedisTime().answer(() -> {
            long end = System.nanoTime() + 2_000_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return "done";
        }));
    }
}
