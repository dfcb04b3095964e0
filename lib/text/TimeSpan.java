package lib.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as people write it: 600 (seconds), 90s, 15m, 2h.
 */
public final class TimeSpan {

    private static final Pattern WITH_UNIT = Pattern.compile("[0-9]{1,5}[smh]");
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,6})([smh]?)");

    private TimeSpan() {
    }

    /** Empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(written.group(1));
        return Optional.of(switch (written.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        });
    }

    /** As {@link #parse}, for times whose unit nobody should have to guess: a number alone is refused. */
    public static Optional<Duration> parseWithUnit(String text) {
        return WITH_UNIT.matcher(text).matches() ? parse(text) : Optional.empty();
    }
}
