package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lib.agent.Agent;
import lib.agent.AgentClient;
import lib.agent.AgentOrg;
import lib.agent.AgentPlace;
import lib.agent.AgentServer;
import lib.agent.StartAgent;
import lib.catalog.Verb;
import lib.catalog.Version;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.ManyOrgs;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Warning;
import lib.files.InputFile;
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
        description = {"Hold the keys and tokens of your orgs in memory and answer every process of yours in"
                + " milliseconds, over HTTP on a Unix domain socket.",
            "It runs in the foreground until Ctrl-C; --start leaves it in the background."},
        footer = {"  sfjwt agent                                  the orgs of ./jwt.json, until Ctrl-C",
            "  sfjwt agent --start --idle 8h                in the background, for a working day",
            "  sfjwt agent -c prod/jwt.json -c dev/jwt.json",
            "  curl --unix-socket \"$XDG_RUNTIME_DIR/sfjwt/agent.sock\" 'http://localhost/v1/token?format=header'",
            "  sfjwt agent --status; sfjwt agent --stop"})
public final class AgentCommand extends ToolCommand {

    private static final int LEAST_BEARER = 32;

    /** What to do with an agent that is there, instead of being one. */
    static final class Errand {
        @Option(names = "--start", description = "Start it in the background and return once it answers.")
        boolean start;

        @Option(names = "--stop", description = "Stop the agent that runs.")
        boolean stop;

        @Option(names = "--status", description = "Say whether one runs, and which orgs it holds.")
        boolean status;

        @Option(names = "--lock", description = "Make it forget its keys and tokens; it has to be started again.")
        boolean lock;
    }

    @ArgGroup
    Errand errand = new Errand();

    @Option(names = "--idle", paramLabel = "TIME", description = "Stop after this long without a question, like 10m "
            + "or 8h; default: never.")
    String idle;

    @Option(names = "--listen", paramLabel = "PORT", description = "Answer on this port of 127.0.0.1 too, to whoever "
            + "sends the bearer that is printed; 0 for any free port.")
    Integer listen;

    @Option(names = "--listen-token-file", paramLabel = "FILE", description = "First line: the bearer for --listen, "
            + "32 characters or more.")
    String bearerFile;

    @Mixin
    LoginFlags login;

    public AgentCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        AgentPlace place = AgentPlace.needed(surroundings.environment(), surroundings.folder());
        if (errand.start) {
            start(place, out);
        } else if (errand.stop) {
            new AgentClient(place).tell("POST /v1/stop");
            said(out, "The agent has stopped.", Json.createObjectBuilder().add("stopped", true).build());
        } else if (errand.lock) {
            new AgentClient(place).tell("POST /v1/lock");
            said(out, "The agent has forgotten its keys and tokens.",
                    Json.createObjectBuilder().add("locked", true).build());
        } else if (errand.status) {
            status(place, out);
        } else {
            serve(place, out);
        }
    }

    private static void said(Output out, String text, JsonObject json) {
        if (out.isJson()) {
            out.document(json);
        } else {
            out.say(text);
        }
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
        out.line("sfjwt " + health.getString("version") + ", process " + health.getJsonNumber("pid") + ", at " + place);
        orgs.getJsonArray("orgs").getValuesAs(JsonObject.class).forEach(org -> out.line("  " + org.getString("name")
                + "\t" + org.getString("username") + "\t" + org.getString("loginUrl") + "\t"
                + (org.containsKey("tokenAgeSeconds") ? "token held" : "no token yet")));
    }

    private void start(AgentPlace place, Output out) {
        List<String> arguments = new ArrayList<>(List.of("agent"));
        for (String word : spec.commandLine().getParseResult().originalArgs()) {
            if (!word.equals("--start") && !word.equals("agent") && !word.equals("--json")) {
                arguments.add(word);
            }
        }
        orgs(out); // so that what is wrong is said here, and a passphrase asked for
        JsonObject health = StartAgent.run(new StartAgent.Request(place, surroundings.folder(), arguments,
                passphrase()));
        said(out, "The agent listens on " + place + "; " + out.next(Verb.AGENT, "--stop") + " ends it.",
                Json.createObjectBuilder(health).add("socket", place.toString()).build());
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
        var agent = new Agent(loader(out), new ReuseToken(surroundings.clock()), surroundings.clock(), idle(),
                end::countDown);
        try (var server = new AgentServer(agent, Version.NUMBER, surroundings.clock(), end::countDown)) {
            server.listenOn(place);
            String bearer = listen == null ? null : bearer();
            int port = listen == null ? 0 : server.listenOn(listen, bearer);
            tell(place, port, bearer, agent, out);
            // a hook, because the JVM waits for it: the socket goes with the process
            var hook = new Thread(server::close);
            Runtime.getRuntime().addShutdownHook(hook);
            end.await();
            unhook(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is on its way out
        }
    }

    private void tell(AgentPlace place, int port, String bearer, Agent agent, Output out) {
        String url = "http://127.0.0.1:" + port;
        if (out.isJson()) {
            var json = Json.createObjectBuilder().add("socket", place.toString());
            if (listen != null) {
                json.add("url", url);
                if (bearerFile == null) {
                    json.add("bearer", bearer);
                }
            }
            out.document(json.build());
        } else {
            out.say("The agent listens on " + place + " for: " + String.join(", ", agent.names()));
            if (listen != null) {
                out.say("It listens on " + url + " too"
                        + (bearerFile == null ? ", for whoever sends this bearer:" : ""));
                if (bearerFile == null) {
                    out.line(bearer);
                }
            }
            out.say("Ctrl-C stops it.");
        }
        out.finish();
    }

    private Duration idle() {
        return idle == null ? Duration.ZERO : TimeSpan.parse(idle).filter(Duration::isPositive)
                .orElseThrow(() -> Failure.usage("bad_idle", "--idle is " + Quoted.value(idle),
                        "write a number and s, m or h, like 10m or 8h"));
    }

    private String bearer() {
        if (bearerFile == null) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        }
        String line = new String(InputFile.read(path(bearerFile, "--listen-token-file"), "bearer file", 4096),
                StandardCharsets.US_ASCII).lines().findFirst().orElse("").strip();
        if (line.length() < LEAST_BEARER || !line.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw Failure.file("bad_bearer", bearerFile + " does not begin with a bearer",
                    "write 32 or more letters and digits into its first line: openssl rand -hex 32");
        }
        return line;
    }

    private List<AgentOrg> orgs(Output out) {
        return loader(out).get();
    }

    /** Reads the configs and keys, also again later: passphrases are asked for once. */
    private Supplier<List<AgentOrg>> loader(Output out) {
        var requests = login.requests(surroundings, out);
        return () -> {
            List<ManyOrgs.Org> all = all();
            var orgs = new ArrayList<AgentOrg>();
            Failure first = null;
            for (ManyOrgs.Org one : all) {
                try {
                    orgs.add(AgentOrg.of(name(one, all), real(one.file()), one.profile(),
                            requests.apply(one.orThrow(), "")));
                } catch (Failure e) {
                    first = first == null ? e : first;
                    out.warn(List.of(Warning.of(e.code(), name(one, all) + " is left out: " + e.getMessage())));
                }
            }
            if (orgs.isEmpty() && first != null) {
                throw first;
            }
            requireNames(orgs);
            return List.copyOf(orgs);
        };
    }

    private List<ManyOrgs.Org> all() {
        ConfigSources sources = login.config().first(surroundings, output());
        List<Path> files = login.config().files(surroundings);
        if (files.isEmpty() && !Files.exists(sources.file()) || login.config().namesOne()) {
            return List.of(new ManyOrgs.Org(Files.exists(sources.file()) ? sources.file() : null, "", sources, null));
        }
        return ManyOrgs.allOfEach(sources, files.isEmpty() ? List.of(sources.file()) : files);
    }

    /** The profile; where several files have one of this name, with what tells the files apart in front. */
    private static String name(ManyOrgs.Org org, List<ManyOrgs.Org> all) {
        String name = org.profile().isEmpty() ? AgentOrg.DEFAULT : org.profile();
        boolean shared = all.stream().filter(other -> other.profile().equals(org.profile())).count() > 1;
        return shared && org.file() != null ? nameOf(org.file().toAbsolutePath().normalize()) + "." + name : name;
    }

    /** The folder's of a jwt.json, and of another file its own. */
    private static String nameOf(Path file) {
        String own = file.getFileName().toString();
        Path folder = file.getParent().getFileName();
        return own.equals(ConfigSources.DEFAULT_FILE) && folder != null ? folder.toString()
                : own.replaceFirst("\\.json$", "");
    }

    private static void requireNames(List<AgentOrg> orgs) {
        var names = new HashSet<String>();
        orgs.stream().map(AgentOrg::name).filter(name -> !names.add(name)).findFirst().ifPresent(twice -> {
            throw Failure.usage("names_clash", "two orgs would both be called " + twice,
                    "give one of them another profile name, or one of the files another name or folder");
        });
    }

    private static Path real(Path file) {
        try {
            return file == null ? null : file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
