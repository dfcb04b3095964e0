package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.failure.Failure;
import lib.files.TemporaryFolder;
import lib.failure.Kind;
import lib.files.InputFile;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.HttpOptions;
import lib.json.ForeignJson;
import lib.json.NotJson;
import lib.keys.GenerateCerts;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.keys.Subject;
import lib.token.GetToken;
import lib.token.TokenAnswer;

/**
 * The whole way, from nothing to a call with an access token, against a demo org, in a folder that is removed again.
 *
 * <p>It uses the same operations as the commands, so what works here works there.
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

    /** @throws Failure of whichever part fails */
    public Result run(Progress progress) {
        TemporaryFolder folder = TemporaryFolder.make("demo");
        var removal = new Thread(folder::close);
        Runtime.getRuntime().addShutdownHook(removal);
        try {
            return walk(folder.path(), progress);
        } finally {
            folder.close();
            Runtime.getRuntime().removeShutdownHook(removal);
        }
    }

    private Result walk(Path folder, Progress progress) {
        progress.began("starting the demo org");
        try (DemoOrg org = DemoOrg.start(0, clock)) {
            progress.done("demo org started at " + org.url() + ", a strict stand-in for Salesforce on this machine");

            progress.began("making a private key and a certificate");
            GenerateCerts.Result certs = generate(folder);
            progress.done("private key and certificate made (" + certs.bits() + " bits, SHA-256 "
                    + certs.fingerprint().substring(0, 11) + "…)");

            ConnectedApp app = org.register(InputFile.read(certs.crt(), "certificate", 4096));
            progress.done("certificate uploaded to an app in the demo org, user " + app.username() + " pre-authorized");

            OrgConfig config = writeConfig(folder, app, certs.key());
            progress.done("jwt.json written");

            progress.began("asking for a token");
            var request = new GetToken.Request(config, HttpOptions.defaults(Map.of()), Passphrase.NONE);
            TokenAnswer token = new GetToken(clock).run(request).answer();
            progress.done("assertion signed and exchanged for an access token (" + token.accessToken().length()
                    + " characters)");

            JsonObject user = userinfo(token);
            progress.done("API called with it: logged in as " + user.getString("preferred_username", "?"));
            return new Result(org.url(), token.instanceUrl().toString(), token.text("scope").orElse(""), user);
        }
    }

    private GenerateCerts.Result generate(Path folder) {
        return new GenerateCerts(clock).run(new GenerateCerts.Request(folder.resolve("certs"), Subject.DEFAULT,
                GenerateCerts.Request.DEFAULT_DAYS, GenerateCerts.Request.DEFAULT_KEY_SIZE, false, false),
                GenerateCerts.Progress.NONE);
    }

    private static OrgConfig writeConfig(Path folder, ConnectedApp app, KeySource key) {
        var settings = OrgSettings.NONE.withConsumerKey(setting(app.consumerKey()))
                .withUsername(setting(app.username())).withKey(new Setting<>(key, "the demo"))
                .withLoginUrl(setting(app.loginUrl().toString()));
        Path file = folder.resolve("jwt.json");
        new SetupConfig().run(new SetupConfig.Request(file, settings, false, Passphrase.NONE));
        return new ConfigSources(OrgSettings.NONE, new Environment(Map.of(), folder), file, true).resolve();
    }

    private static Setting<String> setting(String value) {
        return new Setting<>(value, "the demo");
    }

    private JsonObject userinfo(TokenAnswer token) {
        HttpAnswer answer = new Http(HttpOptions.defaults(Map.of()), clock)
                .get(URI.create(token.instanceUrl() + "/services/oauth2/userinfo"), token.accessToken());
        try {
            return ForeignJson.object(answer.body());
        } catch (NotJson e) {
            throw Failure.of(Kind.INTERNAL, "internal", "the demo org's userinfo is not JSON: HTTP " + answer.status(),
                    "run it again with --verbose, and report what it prints").from(e);
        }
    }
}
