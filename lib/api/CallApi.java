package lib.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.http.HttpAnswer;
import lib.text.Quoted;

/**
 * Makes any call to the org's REST API, and hands on the answer as it arrives.
 */
public final class CallApi {

    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> WITH_BODY = List.of("POST", "PUT", "PATCH");

    /** Java's HttpURLConnection knows no PATCH; "Update a Record" in the REST API guide has this in its place. */
    private static final String AS_PATCH = "_HttpMethod=PATCH";

    /**
     * @param method null for GET, or POST where there is a body
     * @param path below the org's address; without a slash at its beginning, below the latest version of the API
     * @param body null for none
     * @param all whether to go on to the further pages of a query, see {@link AllRecords}
     */
    public record Request(Session session, String method, String path, byte[] body, String contentType, boolean all) {

        public static final String DEFAULT_CONTENT_TYPE = "application/json";

        public Request {
            method = method != null ? method : body == null ? "GET" : "POST";
            if (!METHODS.contains(method)) {
                throw Failure.usage("bad_method", "-X " + Quoted.value(method) + " is not a method of the REST API",
                        "use one of " + String.join(", ", METHODS));
            }
            if (body != null && List.of("GET", "HEAD").contains(method)) {
                throw Failure.usage("bad_method", "-X " + method + " sends no data", "leave out --data, or the -X");
            }
            if (all && !method.equals("GET")) {
                throw Failure.usage("bad_method", "--all reads, and -X " + method + " does not",
                        "leave out one of the two");
            }
            if (!contentType.matches("[\\x20-\\x7E]+")) {
                throw Failure.usage("bad_content_type", "--content-type is not one", "give one such as text/csv");
            }
        }
    }

    public record Result(List<Warning> warnings) {
    }

    /**
     * @param out takes the answer's body; when it takes no more, the rest is not fetched
     * @throws Failure for the login, the network or Salesforce's refusal; with nothing written, unless a long answer
     *     broke off
     */
    public Result run(Request request, OutputStream out) {
        Session session = request.session();
        ApiPath path = path(request);
        if (request.all()) {
            new AllRecords(session, out).from(path);
        } else {
            HttpAnswer answer = session.stream(call(request, path), (head, body) -> copy(head, body, out));
            if (!ApiAnswer.isGood(answer)) {
                throw ApiRefusal.of(answer);
            }
        }
        return new Result(session.warnings());
    }

    private static ApiPath path(Request request) {
        String typed = request.path();
        ApiPath.refusePasted(typed, "PATH");
        if (typed.startsWith("/") || typed.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return ApiPath.parse(typed, "PATH");
        }
        return ApiPath.parse(typed.startsWith("services/") ? "/" + typed
                : ApiVersion.latest(request.session()).path(typed), "PATH");
    }

    private static Session.Call call(Request request, ApiPath path) {
        // without data these methods send an empty body, and its length and type
        byte[] body = request.body() == null && WITH_BODY.contains(request.method()) ? new byte[0] : request.body();
        Map<String, String> headers = body == null ? Map.of("Accept", "*/*")
                : Map.of("Accept", "*/*", "Content-Type", request.contentType());
        return request.method().equals("PATCH")
                ? new Session.Call("POST", new ApiPath(path + (path.text().contains("?") ? "&" : "?") + AS_PATCH),
                        headers, body)
                : new Session.Call(request.method(), path, headers, body);
    }

    private static HttpAnswer copy(HttpAnswer head, InputStream body, OutputStream out) throws IOException {
        byte[] chunk = new byte[16 * 1024];
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            if (!write(chunk, n, out)) {
                return head;
            }
        }
        return head;
    }

    /** @return false where the reader has had enough; whether that is one, the owner of the stream knows */
    private static boolean write(byte[] bytes, int length, OutputStream out) {
        try {
            out.write(bytes, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
