package lib.web;

import java.time.Duration;

/**
 * How long a server waits for a client.
 *
 * @param request from the connection, or the request's first byte, to the end of its body
 * @param idle between two requests on a connection
 */
public record Patience(Duration request, Duration idle) {

    /** A browser on this machine needs milliseconds. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(15));
}
