package ui;

import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lib.config.Environment;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.failure.Failure;
import lib.failure.Text;
import lib.failure.Voice;
import lib.files.Confinement;
import lib.guide.Guide;
import lib.keys.Passphrase;
import lib.refusal.Refusal;
import lib.refusal.Refusals;

/**
 * The route table: each route a line over the operation that the command line runs too.
 */
final class Api implements AutoCloseable {

    private static final Duration TIME_FOR_A_VERSION = Duration.ofSeconds(5);

    private final RootFolder root;
    private final DemoOrg demo;
    private final Tools tools;
    private final Examinations examinations;
    private final List<Route> routes;
    /** The answer of /api/status, once it does not change any more. */
    private volatile JsonObject status;

    /** What a path and method do; a route either answers with a document or writes for as long as it likes. */
    record Route(String method, String path, Function<Call, JsonObject> document, Stream stream) {
    }

    /** An answer that is written little by little. */
    @FunctionalInterface
    interface Stream {
        void to(Call call, ServerResponse response);
    }

    /** @param demo null for none */
    Api(DashboardServer.Options options, RootFolder root, Events events, DemoOrg demo) {
        this.root = root;
        this.demo = demo;
        this.tools = Tools.lookUp(options.environment(), TIME_FOR_A_VERSION);
        Passphrase passphrase = what -> passphrase(what, options.environment());
        var certificates = new CertificateCalls(root, options.clock(), passphrase);
        var configs = new ConfigCalls(root, passphrase);
        var saved = new SavedState(root, certificates);
        var tokens = new TokenCalls(root, options.environment(), options.clock(), passphrase);
        var apps = new AppCalls(root, options.environment(), options.clock(), passphrase, demo);
        this.examinations = new Examinations(root, options.environment(), options.clock(), passphrase);
        this.routes = List.of(
                get("/api/status", _ -> status()),
                get("/api/config", saved::json),
                get("/api/certificate", certificates::facts),
                get("/api/guide", _ -> Guide.of(saved.org(), Text.CERTIFICATE).json(Voice.PAGE)),
                get("/api/errors", _ -> errors()),
                new Route("GET", "/api/events", null, (_, response) -> events.stream(response)),
                post("/api/generate-certs", certificates::generate),
                post("/api/validate-key", certificates::validate),
                post("/api/save-config", configs::save),
                post("/api/recipes", ConfigCalls::recipes),
                post("/api/claims", tokens::claims),
                post("/api/get-token", tokens::get),
                new Route("POST", "/api/doctor", null, examinations::stream),
                get("/api/orgs", apps::orgs),
                new Route("POST", "/api/app", null, apps::create),
                post("/api/demo/register", this::register));
    }

    List<Route> routes() {
        return routes;
    }

    /** Ends what still runs for a page. */
    @Override
    public void close() {
        examinations.close();
    }

    private Route get(String path, Function<Call, JsonObject> document) {
        return new Route("GET", path, confined(document), null);
    }

    private Route post(String path, Function<Call, JsonObject> document) {
        return new Route("POST", path, confined(document), null);
    }

    /** {@link RootFolder} has checked the paths; another process may put a link into one of them since. */
    private Function<Call, JsonObject> confined(Function<Call, JsonObject> document) {
        return call -> Confinement.within(root.real(), () -> document.apply(call));
    }

    private JsonObject status() {
        if (status != null) {
            return status;
        }
        boolean complete = tools.isComplete();
        var json = Json.createObjectBuilder(tools.json()).add("root", root.toString());
        JsonObject now = (demo == null ? json.addNull("demo") : json.add("demo", demoOrg())).build();
        status = complete ? now : null;
        return now;
    }

    private JsonObject errors() {
        var rows = Json.createArrayBuilder();
        Refusals.ALL.stream().map(Refusal::json).forEach(rows::add);
        return Json.createObjectBuilder().add("errors", rows).build();
    }

    private JsonObject register(Call call) {
        String certPath = call.fields(List.of("certPath")).text("certPath", "certs/server.crt");
        if (demo == null) {
            throw Failure.usage("no_demo", "no demo org is running", "start the dashboard with --demo");
        }
        demo.register(root.read(certPath, "certPath", "certificate"));
        return demoOrg();
    }

    /** Never from the page: a passphrase that is typed into a browser lands in its memory and its password store. */
    private static char[] passphrase(String what, Map<String, String> environment) {
        String passphrase = environment.getOrDefault(Environment.KEY_PASSPHRASE, "");
        if (passphrase.isEmpty()) {
            throw Failure.usage("passphrase_needed", what + " is encrypted and there is no passphrase",
                    "set " + Environment.KEY_PASSPHRASE + " and start the dashboard again");
        }
        return passphrase.toCharArray();
    }

    private JsonObject demoOrg() {
        var users = Json.createArrayBuilder();
        for (DemoUser user : DemoUser.values()) {
            users.add(Json.createObjectBuilder().add("username", user.username()).add("note", user.note()));
        }
        return Json.createObjectBuilder()
                .add("url", demo.url().toString())
                .add("loginUrl", demo.url().toString())
                .add("consumerKey", DemoOrg.CONSUMER_KEY)
                .add("username", DemoOrg.USERNAME)
                .add("users", users)
                .build();
    }
}
