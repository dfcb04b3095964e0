package lib.failure;

/**
 * The kinds of failure, each with the two numbers that the outside sees.
 *
 * <p>{@code exit} is the process's exit code, {@code http} the status of the dashboard's API.
 */
public enum Kind {
    /** A bug in sfjwt. */
    INTERNAL(1, 500),
    /** A wrong flag, value or environment variable. */
    USAGE(2, 400),
    /** A file that should be there is not. */
    MISSING(3, 404),
    /** A file is unreadable, of the wrong kind, or would be overwritten. */
    FILE(3, 422),
    /** Salesforce answered, and said no. */
    REFUSED(4, 422),
    /** No usable answer: network, TLS, proxy, time-out, or an answer that is not Salesforce's. */
    UNREACHABLE(5, 502),
    /** A check ran to its end and found something wrong. */
    CHECK(6, 200),
    /** A program that was to be run may not be run; a shell's exit code for that (POSIX 2.8.2). */
    NOT_EXECUTABLE(126, 422),
    /** A program that was to be run is not there. */
    NOT_FOUND(127, 404);

    private final int exit;
    private final int http;

    Kind(int exit, int http) {
        this.exit = exit;
        this.http = http;
    }

    public int exit() {
        return exit;
    }

    public int http() {
        return http;
    }
}
