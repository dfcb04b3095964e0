package lib.doctor;

/**
 * How a check ended.
 */
public enum State {
    OK,
    /** Worth a look, and no reason for a login to fail by itself. */
    WARNING,
    FAILED,
    /** Not made, because something that it needs is not there. */
    SKIPPED
}
