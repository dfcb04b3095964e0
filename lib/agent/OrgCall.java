package lib.agent;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * A caller's request as it goes on to an org.
 *
 * @param path with its query
 * @param headers without those that are the caller's own affair with the agent
 */
record OrgCall(String method, String path, Map<String, String> headers, boolean hasBody) {

    /** Of the org's REST interfaces only: below /services/oauth2 there are answers that open the org by themselves. */
    private static final List<String> OPEN = List.of("/services/data/", "/services/apexrest/");

    /** Which versions of the API the org has: the one address of it without a slash behind. */
    private static final String VERSIONS = "/services/data";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    /** Meant for one connection (RFC 9110 section 7.6.1), or for this one in particular. */
    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "keep-alive", "proxy-connection", "te",
            "trailer", "transfer-encoding", "upgrade", "proxy-authenticate", "proxy-authorization", "expect", "host",
            "content-length", "authorization", "cookie", "set-cookie", "x-sfjwt-token");

    /**
     * @param path of the org, as it was sent
     * @throws Failure {@code bad_org_path}, {@code bad_method}, {@code bad_body}
     */
    static OrgCall of(String path, ServerRequest request) {
        String method = request.prologue().method().text();
        boolean entity = request.content().hasEntity();
        if (!METHODS.contains(method)) {
            throw Failure.usage("bad_method", "the org's REST API has no such method", "use one of "
                    + String.join(", ", METHODS.stream().sorted().toList()));
        }
        if (entity && WITHOUT_BODY.contains(method)) {
            // HttpURLConnection would make a POST of it
            throw Failure.usage("bad_body", "a " + method + " with a body is not passed on",
                    "put what you ask for into the query, or use POST");
        }
        String query = request.query().rawValue();
        requireOpen(path);
        requireAscii(path + query);
        String target = query.isEmpty() ? path : path + "?" + query;
        var headers = new HashMap<String, String>();
        Set<String> named = namedBy(String.join(",", request.headers().all(HeaderNames.CONNECTION, List::of)));
        for (Header header : request.headers()) {
            if (!header.name().isEmpty() && isPassedOn(header.name().toLowerCase(Locale.ROOT), named)) {
                headers.put(header.name(), String.join(", ", header.allValues()));
            }
        }
        // HttpURLConnection knows no PATCH; "Update a Record" in Salesforce's REST API guide has this in its place
        return method.equals("PATCH")
                ? new OrgCall("POST", target + (query.isEmpty() ? "?" : "&") + "_HttpMethod=PATCH", headers, true)
                : new OrgCall(method, target, headers, entity || WITH_BODY.contains(method));
    }

    /** The headers that a Connection header names: they are for this connection too. */
    static Set<String> namedBy(String connection) {
        return Stream.of(connection.toLowerCase(Locale.ROOT).split(",")).map(String::strip)
                .collect(Collectors.toSet());
    }

    static boolean isPassedOn(String lowerCaseName, Set<String> namedByConnection) {
        return !NOT_PASSED_ON.contains(lowerCaseName) && !namedByConnection.contains(lowerCaseName);
    }

    /** The path that Salesforce will see must be the one that was checked: nothing in it may be read in two ways. */
    private static void requireOpen(String path) {
        if (!path.equals(VERSIONS) && OPEN.stream().noneMatch(path::startsWith)) {
            throw badPath("only /services/data/ and /services/apexrest/ of an org can be called here");
        }
        for (String part : path.substring(1).split("/", -1)) {
            String decoded;
            try {
                decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw badPath("it has a % that begins no escape");
            }
            if (decoded.equals(".") || decoded.equals("..")
                    || decoded.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\' || c == ';'
                            || c == '%')) {
                throw badPath("a part of it leads elsewhere, or can be read in two ways");
            }
        }
        if (path.contains("//")) {
            throw badPath("a part of it is empty");
        }
    }

    /** Helidon has replaced other characters by then, and Salesforce would answer for something else. */
    private static void requireAscii(String target) {
        if (target.chars().anyMatch(c -> c > 0x7e)) {
            throw badPath("it holds a character that has to be escaped, such as %C3%A9 for é");
        }
    }

    private static Failure badPath(String why) {
        return Failure.usage("bad_org_path", "this path is not passed on: " + why,
                "send /org/NAME/services/data/vNN.0/… as the org's REST API has it");
    }
}
