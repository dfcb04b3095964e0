package lib.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.List;

/**
 * The headers of every answer, errors included: nothing from elsewhere runs in the page, and nothing of it goes out.
 */
public final class SecurityHeaders {

    private static final List<Header> ALL = List.of(
            header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
                    + "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'"),
            header("X-Frame-Options", "DENY"),
            header("X-Content-Type-Options", "nosniff"),
            header("Referrer-Policy", "no-referrer"),
            header("Cache-Control", "no-store"),
            header("Cross-Origin-Resource-Policy", "same-origin"),
            header("Cross-Origin-Opener-Policy", "same-origin"));

    private SecurityHeaders() {
    }

    public static void addTo(ServerResponseHeaders headers) {
        ALL.forEach(headers::set);
    }

    private static Header header(String name, String value) {
        return HeaderValues.createCached(name, value);
    }
}
