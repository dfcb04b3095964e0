import java.util.List;
import java.util.Map;

/**
 * One command that is timed, and what it is compared with.
 *
 * @param id for --only, and for rows that are compared with it
 * @param what for people, in the table
 * @param words the command, started without a shell
 * @param environment besides the benchmark's own
 * @param before removed before each run, or null: a folder that the command makes
 * @param times how often, against a usual row: a run of half a minute cannot be repeated twenty times
 * @param logins how many tokens the stand-in gives out in one run: no figure is of a run that did
 *         something else
 * @param against the rows that a user would run instead, for the ratios
 */
record Row(String id, String what, List<String> words, Map<String, String> environment, String before, Often times,
        int logins, List<String> against) {

    enum Often { USUAL, ONCE_A_SWEEP }

    static Row of(String id, String what, String... words) {
        return new Row(id, what, List.of(words), Map.of(), null, Often.USUAL, 0, List.of());
    }

    Row in(Map<String, String> more) {
        return new Row(id, what, words, more, before, times, logins, against);
    }

    Row logsIn(int often) {
        return new Row(id, what, words, environment, before, times, often, against);
    }

    Row removing(String folder) {
        return new Row(id, what, words, environment, folder, times, logins, against);
    }

    Row onceASweep() {
        return new Row(id, what, words, environment, before, Often.ONCE_A_SWEEP, logins, against);
    }

    Row against(String... others) {
        return new Row(id, what, words, environment, before, times, logins, List.of(others));
    }
}
