package lib.agent;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.http.Body;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.Receiver;
import lib.token.TokenAnswer;
import lib.web.RequestBody;

/**
 * Passes a call on to an org, with the token put in, and streams the answer back: the caller sees no token.
 */
final class OrgDoor {

    /** Of the org's REST interfaces only: below /services/oauth2 there are answers that open the org by themselves. */
    private static final List<String> OPEN = List.of("/services/data/", "/services/apexrest/");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    /** Meant for one connection (RFC 9110 section 7.6.1), or for this one in particular. */
    private static final Set<String> NOT_PASSED_ON = Set.of("connection", "keep-alive", "proxy-connection", "te",
            "trailer", "transfer-encoding", "upgrade", "proxy-authenticate", "proxy-authorization", "expect", "host",
            "content-length", "authorization", "cookie", "set-cookie", "x-sfjwt-token");

    /** A body of this size is kept, so that it can be sent again after a new login. */
    private static final int KEPT_BODY = 1024 * 1024;

    /** How long a token counts as alive after a call that worked, for bodies that cannot be sent twice. */
    private static final Duration PROVED = Duration.ofMinutes(1);

    private final Clock clock;
    private final AgentMetrics metrics;

    OrgDoor(Clock clock, AgentMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A call as it goes on. */
    private record Call(String method, String path, Map<String, String> headers) {
    }

    /**
     * @param path of the org, as it was sent
     * @throws Failure {@code bad_org_path}, {@code bad_method}, or what keeps the org from answering
     */
    void pass(AgentOrg org, HeldToken token, String path, ServerRequest request, ServerResponse response) {
        Call call = call(path, request);
        var http = new Http(org.login().login().http(), clock);
        boolean hasBody = request.content().hasEntity() || WITH_BODY.contains(request.prologue().method().text());
        InputStream in = RequestBody.stream(request);
        long length = request.headers().contentLength().orElse(request.content().hasEntity() ? -1 : 0);
        byte[] kept = hasBody && length >= 0 && length <= KEPT_BODY ? whole(in, (int) length) : null;
        if (hasBody && kept == null) {
            prove(http, token);
        }
        TokenAnswer used = token.get().answer();
        HttpAnswer answer = send(http, call, used,
                !hasBody ? null : kept != null ? Body.of(kept) : Body.streamed(length, in), response);
        if (isGone(answer) && (!hasBody || kept != null)) {
            token.drop(used.accessToken());
            answer = send(http, call, token.get().answer(), hasBody ? Body.of(kept) : null, response);
        }
        if (answer.status() != 401) {
            token.worked();
        }
        metrics.called(answer.status());
        if (!response.isSent() && answer.status() == 401) {
            head(answer, response);
            response.send(answer.body());
        }
    }

    private Call call(String path, ServerRequest request) {
        String method = request.prologue().method().text();
        if (!METHODS.contains(method)) {
            throw Failure.usage("bad_method", "the org's REST API has no such method", "use one of "
                    + String.join(", ", METHODS.stream().sorted().toList()));
        }
        requireOpen(path);
        String query = request.query().rawValue();
        String target = query.isEmpty() ? path : path + "?" + query;
        var headers = new HashMap<String, String>();
        Set<String> named = request.headers().all(HeaderNames.CONNECTION, List::of).stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split("\\s*,\\s*")))
                .collect(Collectors.toSet());
        for (Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!NOT_PASSED_ON.contains(name) && !named.contains(name)) {
                headers.put(header.name(), String.join(", ", header.allValues()));
            }
        }
        // HttpURLConnection knows no PATCH; "Update a Record" in Salesforce's REST API guide has this in its place
        return method.equals("PATCH")
                ? new Call("POST", target + (query.isEmpty() ? "?" : "&") + "_HttpMethod=PATCH", headers)
                : new Call(method, target, headers);
    }

    /** The path that Salesforce will see must be the one that was checked: nothing in it may be read in two ways. */
    private static void requireOpen(String path) {
        if (OPEN.stream().noneMatch(path::startsWith)) {
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

    private static Failure badPath(String why) {
        return Failure.usage("bad_org_path", "this path is not passed on: " + why,
                "send /org/NAME/services/data/vNN.0/… as the org's REST API has it");
    }

    private static byte[] whole(InputStream in, int length) {
        try {
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new CloseConnectionException("the caller hung up");
            }
            return body;
        } catch (IOException e) {
            throw new CloseConnectionException("the caller hung up", e);
        }
    }

    /** Finds out whether the token counts, by a call without a body. */
    private void prove(Http http, HeldToken token) {
        TokenAnswer answer = token.get().answer();
        if (!token.hasWorkedWithin(PROVED)) {
            HttpAnswer asked = http.get(URI.create(answer.instanceUrl() + "/services/data/v60.0/"),
                    answer.accessToken());
            if (isGone(asked)) {
                token.drop(answer.accessToken());
            }
        }
    }

    private HttpAnswer send(Http http, Call call, TokenAnswer token, Body body, ServerResponse response) {
        var headers = new HashMap<>(call.headers());
        headers.put("Authorization", token.authorization());
        headers.putIfAbsent("Accept", "*/*");
        return http.stream(call.method(), URI.create(token.instanceUrl() + call.path()), headers, body, (head, in) ->
                head.status() == 401 ? Receiver.WHOLE.receive(head, in) : handOn(head, in, call, response));
    }

    private static boolean isGone(HttpAnswer answer) {
        return answer.status() == 401 && (answer.body().length == 0 || answer.text().contains("INVALID_SESSION_ID"));
    }

    private static HttpAnswer handOn(HttpAnswer head, InputStream in, Call call, ServerResponse response) {
        head(head, response);
        if (call.method().equals("HEAD") || head.status() == 204 || head.status() == 304) {
            response.send();
            return head;
        }
        OutputStream out = response.outputStream();
        try {
            in.transferTo(out);
            out.close();
        } catch (IOException | UncheckedIOException e) {
            // without the last chunk the caller knows that something is missing
            throw new CloseConnectionException("the answer broke off", e);
        }
        return head;
    }

    private static void head(HttpAnswer answer, ServerResponse response) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                response.header(HeaderNames.create(name), value);
            }
        });
    }
}
