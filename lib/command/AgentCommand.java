package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import lib.agent.Agent;
import lib.agent.AgentClient;
import lib.agent.AgentPlace;
import lib.agent.AgentServer;
import lib.agent.StartAgent;
import lib.catalog.Verb;
import lib.catalog.Version;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.config.Environment;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.AtExit;
import lib.store.ReuseToken;
import lib.text.Quoted;
import lib.text.TimeSpan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt agent}: holds keys and tokens in memory, and answers every process of this user.
 */
@Command(name = "agent",
        description = {"Hold the keys and tokens of your orgs in memory and answer all your processes in "
                + "milliseconds, over HTTP on a Unix domain socket.",
            "It runs in the foreground until Ctrl-C; --start leaves it in the background."},
        footer = {"  sfjwt agent                                  the orgs of ./jwt.json, until Ctrl-C",
            "  sfjwt agent --start --idle 8h                in the background, for a working day",
            "  sfjwt agent -c prod/jwt.json -c dev/jwt.json",
            "  curl --unix-socket \"$XDG_RUNTIME_DIR/sfjwt/agent.sock\" 'http://localhost/v1/token?format=header'",
            "  sfjwt agent --status; sfjwt agent --stop"})
public final class AgentCommand extends ToolCommand {

    /** What to do with an agent that is there, instead of being one. */
    static final class Errand {
        @Option(names = "--start", description = "Start it in the background and return once it answers.")
        boolean start;

        @Option(names = "--stop", description = "Stop the running agent.")
        boolean stop;

        @Option(names = "--status", description = "Say whether one is running, and which orgs it holds.")
        boolean status;

        @Option(names = "--lock", description = "Make it forget its keys and tokens; it has to be started again.")
        boolean lock;
    }

    @ArgGroup
    Errand errand = new Errand();

    @Option(names = "--idle", paramLabel = "TIME", description = "Stop after this long without a request, like 10m "
            + "or 8h; default: never.")
    String idle;

    @Mixin
    ListenFlags listen;

    @Mixin
    LoginFlags login;

    @Override
    protected void run(Output out) {
        AgentPlace place = AgentPlace.needed(surroundings.environment(), surroundings.folder());
        if (errand.start) {
            start(place, out);
        } else if (errand.stop) {
            new AgentClient(place).tell("POST /v1/stop");
            say(out, "The agent has stopped.", Json.createObjectBuilder().add("stopped", true));
        } else if (errand.lock) {
            new AgentClient(place).tell("POST /v1/lock");
            say(out, "The agent has forgotten its keys and tokens.", Json.createObjectBuilder().add("locked", true));
        } else if (errand.status) {
            status(place, out);
        } else {
            serve(place, out);
        }
    }

    private static void say(Output out, String text, JsonObjectBuilder json) {
        out.answer(json::build, () -> out.say(text));
    }

    private void status(AgentPlace place, Output out) {
        var client = new AgentClient(place);
        JsonObject health = client.tell("GET /healthz");
        JsonObject orgs = client.tell("GET /v1/orgs");
        if (out.isJson()) {
            out.document(Json.createObjectBuilder(health).add("socket", place.toString())
                    .add("orgs", orgs.getJsonArray("orgs")).build());
            return;
        }
        out.line("sfjwt " + health.getString("version") + ", process " + health.getJsonNumber("pid") + ", at "
                + places(place, health));
        out.table(List.of("ORG", "USERNAME", "LOGIN URL", "TOKEN"), orgs.getJsonArray("orgs")
                .getValuesAs(JsonObject.class).stream().map(org -> List.of(org.getString("name"),
                        org.getString("username"), org.getString("loginUrl"),
                        org.containsKey("tokenAgeSeconds") ? "held" : "none yet")).toList());
    }

    private void start(AgentPlace place, Output out) {
        listen.refuseUnseenBearer();
        out.warn(listen.openness(surroundings));
        List<String> arguments = spec.commandLine().getParseResult().originalArgs().stream()
                .filter(word -> !word.equals("--start") && !word.equals("--json")).toList();
        new AgentOrgs(login, surroundings, out).get(); // so that what is wrong is said here, and a passphrase asked for
        JsonObject health = StartAgent.run(new StartAgent.Request(place, surroundings.folder(), arguments,
                passphrase()));
        say(out, "The agent listens on " + places(place, health) + "; " + out.next(Verb.AGENT, "--stop") + " ends it.",
                Json.createObjectBuilder(health).add("socket", place.toString()));
    }

    private static String places(AgentPlace place, JsonObject health) {
        return place + (health.containsKey("url") ? " and " + health.getString("url") : "");
    }

    /** For the new process, which has no terminal: its environment is as private as the file of a passphrase. */
    private Map<String, String> passphrase() {
        Set<String> asked = login.typedPassphrases(surroundings);
        if (asked.size() > 1) {
            throw Failure.usage("several_passphrases", "the keys have different passphrases, and an agent in the "
                    + "background can be given one", Fix.of("run it in the foreground: ", Fix.command("agent")));
        }
        return asked.stream().collect(Collectors.toMap(_ -> Environment.KEY_PASSPHRASE, answer -> answer));
    }

    private void serve(AgentPlace place, Output out) {
        var end = new CountDownLatch(1);
        var agent = new Agent(new AgentOrgs(login, surroundings, out), new ReuseToken(surroundings.clock()),
                surroundings.clock(), idle(), end::countDown);
        try (var server = new AgentServer(agent, Version.NUMBER, surroundings.clock(), end::countDown);
                var _ = new AtExit(server::close)) { // the socket goes with the process
            Optional<ListenFlags.Door> door = listen.open(server, surroundings);
            server.listenOn(place); // last: whoever has started it waits until the socket answers
            out.warn(listen.openness(surroundings));
            out.answer(() -> json(place, door), () -> tell(place, door, agent, out));
            out.finish();
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonObject json(AgentPlace place, Optional<ListenFlags.Door> door) {
        var json = Json.createObjectBuilder().add("socket", place.toString());
        door.ifPresent(open -> json.add("url", open.url()));
        door.flatMap(ListenFlags.Door::bearer).ifPresent(bearer -> json.add("bearer", bearer));
        return json.build();
    }

    private static void tell(AgentPlace place, Optional<ListenFlags.Door> door, Agent agent, Output out) {
        out.say("The agent listens on " + place + " for: " + String.join(", ", agent.names()));
        door.ifPresent(open -> {
            out.say("It listens on " + open.url() + " too"
                    + (open.bearer().isPresent() ? ", for whoever sends this bearer:" : ""));
            open.bearer().ifPresent(out::line);
        });
        out.say("Ctrl-C stops it.");
    }

    private Duration idle() {
        return idle == null ? Duration.ZERO : TimeSpan.parse(idle).filter(Duration::isPositive)
                .orElseThrow(() -> Failure.usage("bad_idle", "--idle is " + Quoted.value(idle),
                        "write a number and s, m or h, like 10m or 8h"));
    }
}
