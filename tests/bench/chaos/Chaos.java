///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../../sfjwt.java
//SOURCES Place.java
//SOURCES Org.java
//SOURCES Runs.java
//SOURCES Promises.java

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Bad luck, all at once: runs of sfjwt that are killed at random moments, a full disk, clocks that jump, an org that
 * hangs and lies, over one folder, one token store and one dashboard. After each round, in peace, everything that
 * {@link Promises} lists has to be true.
 *
 * <p>{@code tests/jbang tests/bench/chaos/Chaos.java --minutes 30}; {@code --seed N} repeats the choices of a run. As
 * root, the folder is a small tmpfs that really gets full; with Debian's faketime, clocks jump.
 */
public final class Chaos {

    private static final int AT_ONCE = 3;
    private static final Duration ROUND = Duration.ofSeconds(20);

    private Chaos() {
    }

    public static void main(String[] arguments) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(number(arguments, "--minutes", 10)));
        long seed = number(arguments, "--seed", System.nanoTime() & 0xFFFF);
        System.out.println("seed " + seed);
        int failed = 0;
        var random = new Random(seed);
        try (var place = Place.make(); var org = new Org(random); var runs = new Runs(place, random)) {
            runs.setUp(org);
            var promises = new Promises(place, runs, org);
            for (int round = 1; Instant.now().isBefore(end) && failed == 0; round++) {
                trouble(place, org, runs);
                org.behave();
                place.makeRoom();
                failed = promises.check(round);
            }
            System.out.println(runs.summary());
        }
        System.out.println(failed == 0 ? "nothing lost, nothing open, nothing left" : failed + " promises broken");
        System.exit(failed == 0 ? 0 : 1);
    }

    private static void trouble(Place place, Org org, Runs runs) throws InterruptedException {
        Instant end = Instant.now().plus(ROUND);
        var threads = Executors.newFixedThreadPool(AT_ONCE + 2);
        for (int i = 0; i < AT_ONCE; i++) {
            threads.submit(() -> {
                while (Instant.now().isBefore(end)) {
                    runs.one();
                }
                return null;
            });
        }
        threads.submit(() -> org.misbehaveUntil(end));
        threads.submit(() -> place.fillNowAndThenUntil(end));
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new AssertionError("a run hangs");
        }
    }

    private static long number(String[] arguments, String name, long otherwise) {
        for (int i = 0; i + 1 < arguments.length; i++) {
            if (arguments[i].equals(name)) {
                return Long.parseLong(arguments[i + 1]);
            }
        }
        return otherwise;
    }
}
