package lib.agent;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.store.ReuseToken;
import lib.text.Quoted;
import lib.web.RequestBody;
import lib.web.TurnedAway;

/**
 * What the agent answers at each of its addresses.
 */
final class AgentAnswers {

    private static final String ORG = "/org/";
    private static final Set<String> PARAMETERS = Set.of("profile", "format", "config", "launcher");

    private final Agent agent;
    private final String version;
    private final AgentMetrics metrics;
    private final OrgDoor door;
    private final Runnable stop;
    private volatile Optional<String> url = Optional.empty();

    /** @param stop as {@link AgentServer}'s */
    AgentAnswers(Agent agent, String version, Clock clock, Runnable stop) {
        this.agent = agent;
        this.version = version;
        this.metrics = new AgentMetrics(agent);
        this.door = new OrgDoor(clock, metrics);
        this.stop = stop;
    }

    /** Says where else the agent listens. */
    void listensOn(String address) {
        url = Optional.of(address);
    }

    void routes(HttpRouting.Builder routing) {
        routing.any((request, response) -> {
            String path = request.path().rawPath();
            try {
                if (path.startsWith(ORG)) {
                    pass(path.substring(ORG.length()), request, response);
                } else {
                    RequestBody.none(request);
                    Method method = request.prologue().method();
                    answer((method == Method.HEAD ? Method.GET : method).text() + " " + path, request, response);
                }
            } catch (CloseConnectionException e) {
                throw e;
            } catch (Failure failure) {
                metrics.failed(failure.code());
                send(failure.kind().http(), failure.json(), response);
            } catch (RequestBody.Unreadable e) {
                response.header(HeaderValues.CONNECTION_CLOSE); // what follows is not a request
                boolean broken = e.status() == 400;
                send(e.status(), Failure.usage("request_refused", broken ? "the body is not framed as HTTP wants it"
                        : "this address takes no body", "ask as curl does").json(), response);
                if (broken) {
                    throw new CloseConnectionException("the rest may never come", e);
                }
            } catch (RuntimeException | StackOverflowError e) {
                metrics.failed("internal");
                // its class alone: the message of an unexpected exception may hold anything
                send(Kind.INTERNAL.http(), Failure.of(Kind.INTERNAL, "internal", "sfjwt has a bug: "
                        + e.getClass().getSimpleName(), "report it, with what was asked").json(), response);
            }
        });
    }

    private void answer(String asked, ServerRequest request, ServerResponse response) {
        switch (asked) {
            case "GET /v1/token" -> agent.during(() -> token(request, response));
            case "POST /v1/refresh" -> agent.during(() -> {
                HeldToken token = agent.token(agent.find(which(request)));
                send(TokenForm.JSON, counted(token.refresh()), response);
            });
            case "GET /v1/orgs" -> send(200, orgs(), response);
            case "GET /healthz" -> send(200, health(), response);
            case "GET /metrics" -> {
                response.header(HeaderNames.CONTENT_TYPE, AgentMetrics.CONTENT_TYPE);
                response.send(metrics.text());
            }
            case "POST /v1/lock" -> {
                agent.lock();
                send(200, health(), response);
            }
            case "POST /v1/stop" -> {
                send(200, health(), response);
                stop.run();
            }
            default -> send(TurnedAway.NOT_FOUND.status(), Failure.of(Kind.MISSING, "not_found",
                    "the agent has nothing at this address", "ask GET /v1/token?profile=NAME, GET /v1/orgs, "
                            + "GET /healthz or GET /metrics, POST /v1/refresh, or /org/NAME/services/data/…").json(),
                    response);
        }
    }

    private void token(ServerRequest request, ServerResponse response) {
        TokenForm form = TokenForm.of(request.query().first("format").orElse("json"));
        Optional<String> launcher = request.query().first("launcher").asOptional();
        launcher.filter(other -> !other.equals(version)).ifPresent(_ -> {
            throw notThisCase("the agent is of another version: " + version);
        });
        AgentOrg org = agent.find(which(request));
        ReuseToken.Result result = agent.token(org).get();
        if (launcher.isPresent() && !(result.warnings().isEmpty() && org.warnings().isEmpty())) {
            throw notThisCase("there are warnings, which this answer has no place for");
        }
        send(form, counted(result), response);
    }

    /** Sends an installed sfjwt, which asks here first, on its way without the agent. */
    private static Failure notThisCase(String why) {
        return Failure.usage("ask_sfjwt", why, Fix.of("run ", Fix.command("get-token")));
    }

    private ReuseToken.Result counted(ReuseToken.Result result) {
        metrics.token(result.source());
        return result;
    }

    /** A misspelt one would lead to another org than is meant. */
    private static void requireKnown(UriQuery query) {
        for (String name : query.names()) {
            if (!PARAMETERS.contains(name) || query.all(name).size() > 1) {
                throw Failure.usage("bad_parameter", Quoted.value(name) + " is not a parameter here, or is there twice",
                        "send each of these at most once: profile, format, config");
            }
        }
    }

    private static Agent.Which which(ServerRequest request) {
        requireKnown(request.query());
        String profile = request.query().first("profile").orElse("");
        try {
            Optional<Path> config = request.query().first("config").asOptional().map(Path::of);
            return new Agent.Which(profile.isEmpty() && config.isEmpty() ? AgentOrg.DEFAULT : profile,
                    config.map(AgentAnswers::real));
        } catch (InvalidPathException e) {
            throw Failure.usage("bad_path", "config is not a path on this system", "send an absolute path");
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private void pass(String rest, ServerRequest request, ServerResponse response) {
        int slash = rest.indexOf('/');
        String name = slash < 0 ? rest : rest.substring(0, slash);
        AgentOrg org = agent.find(new Agent.Which(URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8),
                Optional.empty()));
        agent.during(() -> door.pass(org, agent.token(org), slash < 0 ? "/" : rest.substring(slash), request,
                response));
    }

    private JsonObject orgs() {
        var list = Json.createArrayBuilder();
        for (AgentOrg org : agent.orgs()) {
            var config = org.login().login().config();
            var json = Json.createObjectBuilder().add("name", org.name());
            if (org.file() != null) {
                json.add("config", org.file().toString());
            }
            json.add("loginUrl", config.loginUrl().toString()).add("username", config.username());
            agent.token(org).age().ifPresent(age -> json.add("tokenAgeSeconds", age.toSeconds()));
            list.add(json);
        }
        return Json.createObjectBuilder().add("orgs", list).build();
    }

    private JsonObject health() {
        var json = Json.createObjectBuilder().add("status", "ok").add("version", version)
                .add("pid", ProcessHandle.current().pid()).add("orgs", agent.orgs().size());
        url.ifPresent(address -> json.add("url", address));
        return json.build();
    }

    private static void send(TokenForm form, ReuseToken.Result result, ServerResponse response) {
        response.header(HeaderNames.CONTENT_TYPE, form.type());
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(form.bytes(result));
    }

    static void send(int status, JsonObject json, ServerResponse response) {
        response.status(Status.create(status));
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send((json + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
