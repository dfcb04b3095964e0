package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AdminToken;
import lib.api.WhoAmI;
import lib.app.Access;
import lib.app.AppName;
import lib.app.CreateApp;
import lib.app.FirstLogin;
import lib.config.ConfigSources;
import lib.doctor.WaitTime;
import lib.failure.Text;
import lib.files.TemporaryFolder;
import lib.http.HttpOptions;
import lib.keys.Passphrase;
import lib.store.StoreOptions;

/**
 * The whole way, from nothing to a call with an access token, against a demo org, in a folder that is removed again.
 *
 * <p>It is the operation of {@code app create}, so what works here works there.
 */
public final class RunDemo {

    private final Clock clock;

    public RunDemo(Clock clock) {
        this.clock = clock;
    }

    /** Told when a part begins and what came of it. */
    public interface Progress {
        void began(String what);

        void done(String what);
    }

    /** @param userinfo what the demo org said about who is logged in */
    public record Result(URI org, String instanceUrl, String scope, JsonObject userinfo) {
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true).add("org", org.toString())
                    .add("instanceUrl", instanceUrl).add("scope", scope).add("userinfo", userinfo).build();
        }
    }

    /** @throws lib.failure.Failure of whichever part fails */
    public Result run(Progress progress) {
        try (TemporaryFolder folder = TemporaryFolder.make("demo")) {
            return walk(folder.path(), progress);
        }
    }

    private Result walk(Path folder, Progress progress) {
        progress.began("starting the demo org");
        try (DemoOrg org = DemoOrg.start(0, clock)) {
            progress.done("demo org started at " + org.url() + ", a strict stand-in for Salesforce on this machine");
            var http = HttpOptions.defaults(Map.of());
            var session = new AdminSession(() -> new AdminToken(org.url(), DemoOrg.ADMIN_TOKEN), http, clock);
            var wishes = new CreateApp.Wishes(AppName.of(AppName.DEFAULT), DemoOrg.USERNAME, null, Access.USUAL, null,
                    false);
            CreateApp.Result made = new CreateApp(clock).run(new CreateApp.Request(session, wishes,
                    folder.resolve(Text.KEY), folder.resolve(ConfigSources.DEFAULT_FILE), null,
                    false, new FirstLogin.Way(http, Passphrase.NONE, StoreOptions.NONE, WaitTime.NONE)),
                    new Agreed(progress));
            WhoAmI user = made.login().orElseThrow();
            progress.done("API called with an access token: " + user.username() + ", " + user.scope());
            return new Result(org.url(), user.instanceUrl(), user.scope(), user.userinfo());
        }
    }

    /** Nobody needs to be asked about the demo org. */
    private record Agreed(Progress progress) implements CreateApp.Progress {
        @Override
        public void began(String what) {
            progress.began(what);
        }

        @Override
        public void done(String what) {
            progress.done(what);
        }

        @Override
        public void status(String how) {
        }

        @Override
        public boolean confirm(CreateApp.Plan plan) {
            return true;
        }

        @Override
        public Optional<String> consumerKey(String whereItIs) {
            return Optional.empty();
        }
    }
}
