package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as waiting for a Redis. */
@Timeout(60)
class RedisStepTest {

    @Test
    void what_waits_for_an_answer_is_given_up() {
        var never = new CountDownLatch(1);
        assertThrows(TimeoutException.class, () -> RedisStep.run(() -> {
            never.await();
            return "";
        }));
    }

    /** As it is while other processes have the processors. */
    @Test
    void what_is_ready_to_run_is_waited_for() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "only Linux tells");
        assertEquals("done", RedisStep.run(() -> {
            long end = System.nanoTime() + 2_000_000_000L;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return "done";
        }));
    }
}
