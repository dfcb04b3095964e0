import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was seen of one row so far, over all sweeps. */
final class Measured {

    private final List<Double> seconds = new ArrayList<>();
    private final List<Long> kibibytes = new ArrayList<>();
    private String failure;

    void add(List<Double> more) {
        seconds.addAll(more);
    }

    void addPeak(long kib) {
        kibibytes.add(kib);
    }

    /** Ends the row: what is told instead of its figures. */
    void fail(String why) {
        failure = why;
    }

    String failure() {
        return failure;
    }

    boolean isThere() {
        return failure == null && !seconds.isEmpty();
    }

    int runs() {
        return seconds.size();
    }

    double median() {
        List<Double> sorted = sorted();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double fastest() {
        return sorted().getFirst();
    }

    double slowest() {
        return sorted().getLast();
    }

    /** The most that any process of the command held at once, in MiB; 0 when it was not measured. */
    double peak() {
        return kibibytes.isEmpty() ? 0 : Collections.max(kibibytes) / 1024.0;
    }

    private List<Double> sorted() {
        return seconds.stream().sorted().toList();
    }
}
