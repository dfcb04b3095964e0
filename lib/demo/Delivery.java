package lib.demo;

import java.time.Duration;

/**
 * The way an answer leaves: late, slowly, in part, or without an end.
 *
 * @param delay before the first byte
 * @param pause before each byte of the body
 * @param cutAfter bytes of the body before the connection closes, or {@link #NO_CUT}
 */
public record Delivery(Duration delay, Duration pause, int cutAfter, boolean endless) {

    public static final int NO_CUT = -1;
    public static final Delivery WHOLE = new Delivery(Duration.ZERO, Duration.ZERO, NO_CUT, false);

    boolean isInOnePiece() {
        return pause.isZero() && cutAfter == NO_CUT && !endless;
    }
}
