package lib.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Days as people write them, such as "24 November 2027"; in UTC, as certificates count.
 */
public final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Days() {
    }

    public static String of(Instant instant) {
        return DAY.format(instant);
    }
}
