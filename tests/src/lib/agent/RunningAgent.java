package lib.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.ManyOrgs;
import lib.config.OrgSettings;
import lib.http.HttpOptions;
import lib.keys.Passphrase;
import lib.store.ReuseToken;
import lib.store.StoreOptions;
import lib.token.GetToken;

/** An agent on a socket of its own, for the orgs of a jwt.json. */
final class RunningAgent implements AutoCloseable {

    final Path socket;
    final Agent agent;
    final AgentServer server;
    final CountDownLatch stopped = new CountDownLatch(1);

    RunningAgent(Path folder, StoreOptions store, Clock clock) {
        this(folder, folder.resolve("run/agent.sock"), store, clock);
    }

    RunningAgent(Path folder, Path socket, StoreOptions store, Clock clock) {
        this(folder, socket, store, clock, Duration.ZERO);
    }

    /** @param idle as {@link Agent}'s; {@link #stopped} says that it wants to end */
    RunningAgent(Path folder, Path socket, StoreOptions store, Clock clock, Duration idle) {
        this.socket = socket;
        agent = new Agent(() -> orgs(folder.resolve("jwt.json"), store), new ReuseToken(clock), clock, idle,
                stopped::countDown);
        server = new AgentServer(agent, "1.2.3", clock, stopped::countDown);
        server.listenOn(new AgentPlace(socket));
    }

    private static List<AgentOrg> orgs(Path file, StoreOptions store) {
        var sources = new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), file.getParent()), file, true);
        var orgs = new ArrayList<AgentOrg>();
        var look = AgentOrg.Look.at(file);
        for (ManyOrgs.Org one : ManyOrgs.in(sources)) {
            var login = new GetToken.Request(one.orThrow().resolve(), HttpOptions.defaults(Map.of()), Passphrase.NONE);
            orgs.add(AgentOrg.of(one.profile().isEmpty() ? AgentOrg.DEFAULT : one.profile(), real(file), one.profile(),
                    true, new ReuseToken.Request(login, store), look));
        }
        return orgs;
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Asked get(String path) throws IOException {
        return Asked.get(socket, path);
    }

    Asked post(String path) throws IOException {
        return Asked.post(socket, path);
    }

    @Override
    public void close() {
        server.close();
    }
}
