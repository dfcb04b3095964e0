package lib.demo;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that reached the demo org, kept so that a test can look at what a client really sent.
 *
 * @param scheme http, or https for a demo org over TLS
 * @param path as it was sent, without the query
 * @param query without the question mark; empty where there is none
 * @param headers names in any case
 */
public record RecordedRequest(String scheme, String method, String path, String query,
        Map<String, List<String>> headers, byte[] body) {

    public RecordedRequest {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = Collections.unmodifiableMap(anyCase);
    }

    /** The header's first value. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The name by which the caller reached this server; {@link LoopbackGuard} let no other host through. */
    String origin() {
        return scheme + "://" + header("Host").orElseThrow();
    }

    Optional<String> bearer() {
        return header("Authorization").filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    boolean isForm() {
        return header("Content-Type").map(type -> type.replaceFirst(";.*", "").strip())
                .filter("application/x-www-form-urlencoded"::equalsIgnoreCase).isPresent();
    }
}
