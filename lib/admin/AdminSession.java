package lib.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.api.ApiAnswer;
import lib.api.ApiVersion;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.HttpOptions;
import lib.http.Receiver;
import lib.json.Fields;

/**
 * Calls that an administrator may make. The token goes to its own org alone; where the org no longer takes it, the
 * source is asked for another one, once.
 */
public final class AdminSession {

    public static final Fix NOT_ALLOWED = Fix.of("use the session of a user who has Modify Metadata Through Metadata "
            + "API Functions, Customize Application and Assign Permission Sets, as a System Administrator has");

    /** A whole profile is large, and so is a deploy of which thousands of components fail. */
    private static final Receiver<HttpAnswer> WHOLE = Receiver.whole(16 * 1024 * 1024);

    private final AdminSource source;
    private final List<String> options;
    private final HttpOptions travel;
    private final Http http;
    private AdminToken token;
    private ApiVersion version;

    public AdminSession(AdminSource source, HttpOptions travel, Clock clock) {
        this(source, List.of(), travel, clock);
    }

    /** @param options with which our other commands get the same session */
    public AdminSession(AdminSource source, List<String> options, HttpOptions travel, Clock clock) {
        this.source = source;
        this.options = List.copyOf(options);
        this.travel = travel;
        this.http = new Http(travel, clock);
    }

    /** The options with which our other commands get the same session; none where the environment gives it. */
    public List<String> options() {
        return options;
    }

    /** What is trusted besides Java's own root certificates. */
    public Optional<Path> extraRoots() {
        return Optional.ofNullable(travel.extraRoots());
    }

    /** The org's address. */
    public URI org() {
        return token().org();
    }

    /** A query's records, all of which fit on one page. */
    public List<JsonObject> query(Soql soql) {
        return Fields.objects(get("query?q=" + URLEncoder.encode(soql.text(), StandardCharsets.UTF_8)), "records")
                .toList();
    }

    /** @param path below the newest version of the API */
    public JsonObject get(String path) {
        return getAt(apiVersion().path(path));
    }

    /** What stands outside of the versions of the API. */
    public JsonObject getAt(String path) {
        return require(ApiAnswer.read(travel, () -> send("GET", path, Map.of(), null)));
    }

    public JsonObject post(String path, JsonObject body) {
        return post(path, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
    }

    public JsonObject post(String path, String contentType, byte[] body) {
        return require(send("POST", apiVersion().path(path), Map.of("Content-Type", contentType), body));
    }

    /** A call of the Metadata API, which answers in SOAP; its session is in the body. */
    HttpAnswer soap(byte[] body) {
        return http.stream("POST", URI.create(org() + "/services/Soap/m/" + version()),
                Map.of("Content-Type", "text/xml; charset=UTF-8", "SOAPAction", "\"\"", "Accept", "text/xml"), body,
                WHOLE);
    }

    String accessToken() {
        return token().accessToken();
    }

    /** The newest version that the org has, such as 68.0. */
    public String version() {
        return apiVersion().number();
    }

    private ApiVersion apiVersion() {
        if (version == null) {
            version = ApiVersion.latest(ApiAnswer.read(travel,
                    () -> http.get(URI.create(org() + ApiVersion.LIST), null)));
        }
        return version;
    }

    /** @throws Failure {@code admin_not_allowed} where the session's user lacks a right that another's has */
    private static JsonObject require(HttpAnswer answer) {
        try {
            return ApiAnswer.require(answer, JsonObject.class);
        } catch (Failure e) {
            // of the data API this would be about an object; here it is about administering the org
            JsonObject told = e.json();
            if (!told.getString("salesforceError", "").startsWith("INSUFFICIENT_ACCESS")) {
                throw e;
            }
            var facts = Json.createObjectBuilder();
            List.of("salesforceError", "salesforceDescription", "httpStatus")
                    .forEach(field -> facts.add(field, told.get(field)));
            throw Failure.of(e.kind(), "admin_not_allowed", e.getMessage(), NOT_ALLOWED).with(facts.build());
        }
    }

    private HttpAnswer send(String method, String path, Map<String, String> headers, byte[] body) {
        HttpAnswer answer = sendOnce(method, path, headers, body);
        if (answer.status() != 401) {
            return answer;
        }
        AdminToken old = token;
        token = renewed().filter(renewed -> !renewed.accessToken().equals(old.accessToken())
                && renewed.org().equals(old.org())).orElseThrow(() -> ended(old));
        HttpAnswer second = sendOnce(method, path, headers, body);
        if (second.status() == 401) {
            throw ended(old);
        }
        return second;
    }

    private HttpAnswer sendOnce(String method, String path, Map<String, String> headers, byte[] body) {
        var all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + accessToken());
        return http.stream(method, URI.create(org() + path), all, body, WHOLE);
    }

    private Optional<AdminToken> renewed() {
        try {
            return Optional.of(source.token());
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    private Failure ended(AdminToken ended) {
        String sf = "sf org login web --instance-url " + ended.org();
        Fix again = switch (options.isEmpty() ? "" : options.getFirst()) {
            case "--target-org" -> Fix.of("log in again: " + sf + SfCli.alias(options.getLast()));
            case "--profile" -> Fix.of("see why: ", Fix.command("doctor", options.toArray()));
            default -> Fix.of("log in again: " + sf, Fix.terminal("; or set a new "
                    + AdminSource.TOKEN_VARIABLE));
        };
        return Failure.of(Kind.REFUSED, "admin_session_ended", ended.org().getHost()
                + " does not take the administrator's session any more (HTTP 401)", again);
    }

    private AdminToken token() {
        if (token == null) {
            token = source.token();
        }
        return token;
    }
}
