package lib.doctor;

import java.time.Duration;
import lib.failure.Failure;
import lib.text.Quoted;
import lib.text.TimeSpan;

/**
 * How long to keep trying, as people write it: 90s, 12m, 1h.
 */
public record WaitTime(Duration duration) {

    public static final WaitTime NONE = new WaitTime(Duration.ZERO);

    /** @throws Failure {@code bad_wait} unless it is 20s to 2h */
    public static WaitTime parse(String text) {
        // two logins are never closer than 20 seconds
        return TimeSpan.parseWithUnit(text).filter(time -> time.compareTo(Waiting.FIRST) >= 0
                && time.compareTo(Duration.ofHours(2)) <= 0).map(WaitTime::new).orElseThrow(() ->
                        Failure.usage("bad_wait", "--wait is " + Quoted.value(text) + "; it takes 20s to 2h",
                                "write a number and s, m or h, like 90s, 12m or 1h; Salesforce needs about ten "
                                        + "minutes"));
    }

    /** "12 min", "1 min 30 s", "20 s". */
    static String words(Duration time) {
        long minutes = time.toMinutes();
        int seconds = time.toSecondsPart();
        return minutes == 0 ? seconds + " s" : minutes + " min" + (seconds == 0 ? "" : " " + seconds + " s");
    }
}
