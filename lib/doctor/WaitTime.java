package lib.doctor;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.failure.Failure;
import lib.text.Quoted;

/**
 * How long to keep trying, as people write it: 90s, 12m, 1h.
 */
public record WaitTime(Duration duration) {

    public static final WaitTime NONE = new WaitTime(Duration.ZERO);

    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5})([smh])");

    /** @throws Failure {@code bad_wait} unless it is 20s to 2h */
    public static WaitTime parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (written.matches()) {
            long number = Long.parseLong(written.group(1));
            Duration duration = switch (written.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            // two logins are never closer than 20 seconds
            if (duration.compareTo(Waiting.FIRST) >= 0 && duration.compareTo(Duration.ofHours(2)) <= 0) {
                return new WaitTime(duration);
            }
        }
        throw Failure.usage("bad_wait", "--wait is " + Quoted.value(text) + "; it takes 20s to 2h",
                "write a number and s, m or h, like 90s, 12m or 1h; Salesforce needs about ten minutes");
    }

    /** "12 min", "1 min 30 s", "20 s". */
    static String words(Duration time) {
        long minutes = time.toMinutes();
        int seconds = time.toSecondsPart();
        return minutes == 0 ? seconds + " s" : minutes + " min" + (seconds == 0 ? "" : " " + seconds + " s");
    }
}
