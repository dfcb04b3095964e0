package lib.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The second that a call has for the answers of a Redis, name look-up included: what hangs or is slow holds nobody up.
 *
 * <p>The time in which this process is ready and other ones have the processors does not count, as far as Linux tells:
 * where hundreds start at once, each of them would give Redis up, and log in.
 */
final class RedisTime {

    private static final Duration WHOLE = Duration.ofSeconds(1);
    private static final Duration SLICE = Duration.ofMillis(50);
    /** Whatever Linux tells. */
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Duration waited = Duration.ZERO;

    /**
     * Asks one of several questions. One that comes when the time is over is sent all the same.
     *
     * @throws TimeoutException where there is no answer within the time that is left
     */
    <T> T answer(Callable<T> question) throws ExecutionException, TimeoutException, InterruptedException {
        String name = "redis-" + NUMBER.incrementAndGet();
        var task = new FutureTask<>(question);
        Thread.ofPlatform().daemon().name(name).start(task);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                return task.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waited = waitsForProcessor(name) ? waited : waited.plus(SLICE);
                if (waited.compareTo(WHOLE) >= 0 || System.nanoTime() > end) {
                    task.cancel(true);
                    throw e;
                }
            }
        }
    }

    boolean isLeft(Duration time) {
        return WHOLE.minus(waited).compareTo(time) >= 0;
    }

    /** By the thread's state in proc(5): R is running, or ready to. */
    private static boolean waitsForProcessor(String thread) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.anyMatch(one -> stat(one).contains("(" + thread + ") R"));
        } catch (IOException e) {
            return false; // not Linux
        }
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
