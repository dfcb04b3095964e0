package lib.refusal;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import lib.failure.Cause;
import lib.failure.Fix;
import lib.http.HttpAnswer;

/**
 * How far this machine's clock is off, measured against the answer's Date header.
 *
 * @param ahead positive when this machine is ahead of the server
 */
public record ClockSkew(Duration ahead) {

    /** Below this it is network delay and the header's whole seconds. */
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** In minutes. */
    private static final int DAY = 24 * 60;

    /** 5:45, 8:45, 12:45 and 13:45, in quarters of an hour. */
    private static final Set<Long> QUARTERS = Set.of(23L, 35L, 51L, 55L);

    /** The skew, if it is more than a minute. */
    public static Optional<ClockSkew> in(HttpAnswer answer) {
        return answer.clockAhead().filter(ahead -> ahead.abs().compareTo(TOLERANCE) > 0).map(ClockSkew::new);
    }

    /** A sentence without capital and full stop, such as "this machine's clock is 2 h 5 min ahead of the server's". */
    public String sentence() {
        return "this machine's clock is " + words(ahead.abs()) + (ahead.isNegative() ? " behind" : " ahead of")
                + " the server's" + (isDate() ? ": whole days off, so its date is probably wrong"
                        : isTimeZone() ? ": " + (isAbout(60) ? "whole hours" : isAbout(30) ? "hours and a half"
                                : "hours and three quarters") + " off, so its time zone is probably wrong" : "");
    }

    public Fix fix() {
        return !isDate() && isTimeZone() ? Fixes.SET_TIME_ZONE : Fixes.SET_CLOCK;
    }

    Cause cause() {
        return new Cause("clock_wrong", sentence() + "; the assertion is valid for a few minutes by the server's clock",
                fix());
    }

    /** Whether the time of day is right, and the day is not. */
    private boolean isDate() {
        return ahead.abs().toHours() >= 23 && isAbout(DAY);
    }

    /**
     * Whether it is off as time zones are: by whole hours, by hours and a half, as in India, or by hours and three
     * quarters, as in Nepal, the west of Australia and the Chatham Islands (with their summer time).
     */
    private boolean isTimeZone() {
        long minutes = ahead.abs().toMinutes();
        long quarters = ahead.abs().plusMinutes(2).plusSeconds(30).toMinutes() / 15;
        return minutes >= 57 && minutes <= Duration.ofHours(26).toMinutes()
                && (isAbout(60) || minutes >= 147 && isAbout(30) || isAbout(15) && QUARTERS.contains(quarters));
    }

    /** Whether it is a multiple of so many minutes, to the minute or two that clocks differ by themselves. */
    private boolean isAbout(int unit) {
        long over = ahead.abs().plusSeconds(30).toMinutes() % unit;
        return over <= 2 || over >= unit - 2;
    }

    private static String words(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
