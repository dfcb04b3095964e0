import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What was seen of one row so far, over all sweeps. */
final class Measured {

    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> cpu = new ArrayList<>();
    private final List<Long> kibibytes = new ArrayList<>();
    private String failure;

    void add(Hyperfine.Runs more) {
        seconds.addAll(more.seconds());
        cpu.add(more.cpu());
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
        return median(seconds);
    }

    double fastest() {
        return Collections.min(seconds);
    }

    double slowest() {
        return Collections.max(seconds);
    }

    /** What it cost on all cores together, the median of the sweeps: other load moves this less than it moves time. */
    double cpu() {
        return median(cpu);
    }

    /** The most that any process of the command held at once, in MiB; 0 when it was not measured. */
    double peak() {
        return kibibytes.isEmpty() ? 0 : Collections.max(kibibytes) / 1024.0;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
