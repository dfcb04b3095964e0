package lib.cli;

import java.time.Duration;

/**
 * How long ago something was, as people say it: "14 min ago".
 */
public final class Ago {

    private Ago() {
    }

    public static String of(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s ago";
        }
        String hours = age.toHours() < 1 ? "" : age.toHours() + " h ";
        return hours + age.toMinutesPart() + " min ago";
    }
}
