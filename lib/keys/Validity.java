package lib.keys;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when until when a certificate counts.
 */
public record Validity(Instant from, Instant until) {

    /** So many days before its end it is time for the next one. */
    public static final int DUE_DAYS = 30;

    private static final long SECONDS_A_DAY = 24 * 60 * 60;

    public static Validity of(X509Certificate certificate) {
        return new Validity(certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
    }

    /** Whole days; below 0 once it has expired. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(ChronoUnit.SECONDS.between(now, until), SECONDS_A_DAY);
    }

    /** Whether it has expired, or will within {@link #DUE_DAYS}. */
    public boolean isDue(Instant now) {
        return daysLeft(now) < DUE_DAYS;
    }
}
