import java.util.List;
import java.util.Map;

/**
 * One command that is timed, and what it has to reach.
 *
 * @param id for --only, and for other rows' bars
 * @param what for people, in the table
 * @param words the command, started without a shell
 * @param environment besides the benchmark's own
 * @param before removed before each run, or null: a folder that the command makes
 * @param times how often, against a usual row: a run of half a minute cannot be repeated twenty times
 * @param logins how many tokens the stand-in gives out in one run: no figure is of a run that did
 *         something else
 * @param bars what it has to reach; none for those that others are measured against
 */
record Row(String id, String what, List<String> words, Map<String, String> environment, String before, Often times,
        int logins, List<Bar> bars) {

    enum Often { USUAL, ONCE_A_SWEEP }

    /** What a row has to reach, in the units of the table. */
    sealed interface Bar {
    }

    /** At most so many times the median of another row; {@code goal} for what is hoped for and not asked for. */
    record Times(double most, String other, boolean goal) implements Bar {
    }

    /** At most so many seconds over the median of another row. */
    record Over(double seconds, String other) implements Bar {
    }

    /** At most so much resident memory. */
    record Memory(double mebibytes) implements Bar {
    }

    static Row of(String id, String what, String... words) {
        return new Row(id, what, List.of(words), Map.of(), null, Often.USUAL, 0, List.of());
    }

    Row in(Map<String, String> more) {
        return new Row(id, what, words, more, before, times, logins, bars);
    }

    Row logsIn(int often) {
        return new Row(id, what, words, environment, before, times, often, bars);
    }

    Row removing(String folder) {
        return new Row(id, what, words, environment, folder, times, logins, bars);
    }

    Row onceASweep() {
        return new Row(id, what, words, environment, before, Often.ONCE_A_SWEEP, logins, bars);
    }

    Row bars(Bar... all) {
        return new Row(id, what, words, environment, before, times, logins, List.of(all));
    }

    static Bar atMost(double times, String other) {
        return new Times(times, other, false);
    }

    static Bar goal(double times, String other) {
        return new Times(times, other, true);
    }
}
