package lib.agent;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.regex.Pattern;
import lib.http.Body;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.Receiver;
import lib.token.TokenAnswer;
import lib.web.RequestBody;

/**
 * Passes a call on to an org, with the token put in, and streams the answer back: the caller sees no token.
 */
record OrgDoor(Clock clock, AgentMetrics metrics) {

    /** A body of this size is kept, so that it can be sent again after a new login. */
    private static final int KEPT_BODY = 1024 * 1024;

    /** How long a token counts as alive after a call that worked, for bodies that cannot be sent twice. */
    private static final Duration PROVED = Duration.ofMinutes(1);

    private static final int PART = 16 * 1024;

    /** RFC 9110 section 5; Helidon sends no answer at all with another one in it. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    /** For which Helidon lets no length stand. */
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 205, 304);
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /**
     * @param path of the org, as it was sent
     * @throws lib.failure.Failure as {@link OrgCall#of}, or what keeps the org from answering
     */
    void pass(AgentOrg org, HeldToken token, String path, ServerRequest request, ServerResponse response) {
        OrgCall call = OrgCall.of(path, request);
        var http = new Http(org.login().login().http(), clock);
        InputStream in = RequestBody.stream(request);
        long length = request.headers().contentLength().orElse(request.content().hasEntity() ? -1 : 0);
        byte[] kept = call.hasBody() && length >= 0 && length <= KEPT_BODY ? whole(in, (int) length) : null;
        boolean repeatable = !call.hasBody() || kept != null;
        if (!repeatable) {
            prove(http, token);
        }
        TokenAnswer used = token.get().answer();
        HttpAnswer answer = send(http, call, used,
                !call.hasBody() ? null : repeatable ? Body.of(kept) : Body.streamed(length, in), response);
        if (isGone(answer) && token.drop(used.accessToken()) && repeatable) {
            answer = send(http, call, token.get().answer(), call.hasBody() ? Body.of(kept) : null, response);
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

    private HttpAnswer send(Http http, OrgCall call, TokenAnswer token, Body body, ServerResponse response) {
        var headers = new HashMap<>(call.headers());
        headers.put("Authorization", token.authorization());
        headers.putIfAbsent("Accept", "*/*");
        return http.stream(call.method(), URI.create(token.instanceUrl() + call.path()), headers, body, (head, in) ->
                head.status() == 401 ? Receiver.WHOLE.receive(head, in) : handOn(head, in, call, response));
    }

    private static boolean isGone(HttpAnswer answer) {
        return answer.status() == 401 && (answer.body().length == 0 || answer.text().contains("INVALID_SESSION_ID"));
    }

    private static HttpAnswer handOn(HttpAnswer head, InputStream in, OrgCall call, ServerResponse response) {
        head(head, response);
        if (call.method().equals("HEAD") || WITHOUT_CONTENT.contains(head.status())) {
            response.send();
            return head;
        }
        OutputStream out = response.outputStream();
        try {
            byte[] part = new byte[PART];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                out.write(part, 0, n);
                out.flush(); // the next part may come much later
            }
            out.close();
        } catch (IOException | RuntimeException e) {
            // fewer bytes than were promised, or no last chunk, tell the caller that something is missing
            throw new CloseConnectionException("the answer broke off", e);
        }
        return head;
    }

    private static void head(HttpAnswer answer, ServerResponse response) {
        response.status(Status.create(answer.status()));
        Set<String> named = OrgCall.namedBy(answer.header("connection").orElse(""));
        answer.headers().forEach((name, value) -> {
            if (OrgCall.isPassedOn(name, named) && NAME.matcher(name).matches() && VALUE.matcher(value).matches()) {
                response.header(HeaderNames.create(name), value);
            }
        });
        answer.header("content-length").filter(length -> LENGTH.matcher(length).matches()
                && answer.header("transfer-encoding").isEmpty() && !WITHOUT_CONTENT.contains(answer.status()))
                .ifPresent(length -> response.header(HeaderNames.CONTENT_LENGTH, length));
    }
}
