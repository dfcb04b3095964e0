package lib.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a request comes from: another web page can make a browser send one here, and through a name of its own that
 * points to 127.0.0.1 (DNS rebinding) it could read the answer too.
 */
public record Caller(ServerRequest request) {

    /** Carries the token of a run; {@code Authorization: Bearer} does as well. */
    public static final HeaderName TOKEN = HeaderNames.create("X-SFJWT-Token");

    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName FETCH_MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName FETCH_DEST = HeaderNames.create("Sec-Fetch-Dest");
    private static final String BEARER = "Bearer ";

    /** Whether it names a path, and one host. Of a whole URL, as proxies are sent, Helidon would serve the path. */
    public boolean isWellFormed() {
        return request.path().rawPath().startsWith("/")
                && request.headers().all(HeaderNames.HOST, List::of).size() == 1;
    }

    public boolean isAddressedToThisServer() {
        return authorities().contains(value(HeaderNames.HOST).orElse("").toLowerCase(Locale.ROOT));
    }

    /** Whether a page that this server did not send made it, by its Origin. */
    public boolean isFromAnotherPage() {
        String origin = value(HeaderNames.ORIGIN).orElse("");
        return request.headers().contains(HeaderNames.ORIGIN)
                && authorities().stream().map("http://"::concat).noneMatch(origin::equals);
    }

    /** By what browsers add to each request since 2023; true for what no browser sent. */
    public boolean isFetchedByOwnPage() {
        return !request.headers().contains(FETCH_SITE) || fetchSite().equals("same-origin");
    }

    /** Whether a person opens a page, from anywhere: a bookmark, a link, a file. */
    public boolean isVisit() {
        return fetchSite().equals("none")
                || value(FETCH_MODE).orElse("").equals("navigate") && value(FETCH_DEST).orElse("").equals("document");
    }

    /** Whether any web page made it, this server's own too. */
    public boolean isFromAPage() {
        return request.headers().contains(HeaderNames.ORIGIN)
                || request.headers().contains(FETCH_SITE) && !fetchSite().equals("none");
    }

    /** Whether it carries this token, compared in a time that tells nothing of it. */
    public boolean hasToken(byte[] token) {
        return value(TOKEN).or(this::bearer)
                .filter(given -> MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token)).isPresent();
    }

    private Optional<String> bearer() {
        return value(HeaderNames.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    private String fetchSite() {
        return value(FETCH_SITE).orElse("");
    }

    private Set<String> authorities() {
        int port = request.localPeer().port();
        return Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /** The header's value, if it is there exactly once. */
    private Optional<String> value(HeaderName name) {
        List<String> values = request.headers().all(name, List::of);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
