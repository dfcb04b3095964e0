package lib.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is to go wrong next: answers given in place of the demo org's own, and a {@code Date} that is off.
 */
public final class Faults {

    private static final String ANY_PATH = "";

    private record Planned(String path, Answer answer) {
    }

    private final List<Planned> planned = new ArrayList<>();
    private volatile Instant date;

    Faults() {
    }

    /** The next so many requests get this answer, whatever they ask for. */
    public void next(int times, Answer answer) {
        next(times, ANY_PATH, answer);
    }

    /** The next so many requests for this path get this answer, after those already planned. */
    public synchronized void next(int times, String path, Answer answer) {
        planned.addAll(Collections.nCopies(times, new Planned(path, answer)));
    }

    /** The {@code Date} of all answers from now on; null for the right one. */
    public void date(Instant instant) {
        date = instant;
    }

    /** From now on nothing goes wrong. */
    public synchronized void clear() {
        planned.clear();
        date = null;
    }

    synchronized Optional<Answer> take(String path) {
        for (Planned next : planned) {
            if (next.path().equals(ANY_PATH) || next.path().equals(path)) {
                planned.remove(next);
                return Optional.of(next.answer());
            }
        }
        return Optional.empty();
    }

    Optional<Instant> date() {
        return Optional.ofNullable(date);
    }
}
