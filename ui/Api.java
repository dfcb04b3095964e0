package ui;

import io.helidon.webserver.http.ServerResponse;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.failure.Failure;
import lib.failure.Text;
import lib.failure.Voice;
import lib.files.Confinement;
import lib.guide.Guide;
import lib.refusal.Refusals;
import lib.store.Ticks;

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

    /**
     * What a path and method do; a route either answers with a document or writes for as long as it likes.
     *
     * @param ends whether the work ends with the page that asked for it: nobody waits for an org that does not answer
     */
    record Route(String method, String path, Function<Call, JsonObject> document, Stream stream, boolean ends) {
    }

    /** An answer that is written little by little. */
    @FunctionalInterface
    interface Stream {
        void to(Call call, ServerResponse response);
    }

    /** @param demo null for none */
    Api(Workplace workplace, Events events, DemoOrg demo) {
        this.root = workplace.root();
        this.demo = demo;
        this.tools = Tools.lookUp(workplace.environment(), TIME_FOR_A_VERSION);
        var certificates = new CertificateCalls(workplace);
        var configs = new ConfigCalls(workplace);
        var checks = new FieldChecks(workplace);
        var ticks = new TickCalls(new Ticks(workplace.store(), root.real()));
        var saved = new SavedState(workplace, certificates, ticks);
        var tokens = new TokenCalls(workplace);
        var orgs = new OrgCalls(workplace);
        var apps = new AppCalls(workplace, demo);
        this.examinations = new Examinations(workplace);
        this.routes = List.of(
                get("/api/status", _ -> status()),
                get("/api/config", saved::json),
                get("/api/certificate", certificates::facts),
                get("/api/guide", _ -> Guide.of(saved.org()).json(Voice.PLAIN, Voice.PAGE)),
                get("/api/errors", _ -> errors()),
                new Route("GET", "/api/events", null, (_, response) -> events.stream(response), false),
                post("/api/generate-certs", certificates::generate),
                post("/api/validate-key", certificates::validate),
                post("/api/ticks", ticks::change),
                post("/api/check", checks::check),
                post("/api/save-config", configs::save),
                post("/api/recipes", RecipeCalls::recipes),
                post("/api/claims", tokens::claims),
                atTheOrg("/api/get-token", tokens::get),
                atTheOrg("/api/whoami", orgs::whoami),
                atTheOrg("/api/limits", orgs::limits),
                atTheOrg("/api/open", orgs::open),
                atTheOrg("/api/query", orgs::query),
                atTheOrg("/api/logout", orgs::logOut),
                new Route("POST", "/api/doctor", null, examinations::stream, false),
                get("/api/orgs", apps::orgs),
                new Route("POST", "/api/app", null, apps::create, false),
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
        return new Route("GET", path, confined(document), null, false);
    }

    private Route post(String path, Function<Call, JsonObject> document) {
        return new Route("POST", path, confined(document), null, false);
    }

    private Route atTheOrg(String path, Function<Call, JsonObject> document) {
        return new Route("POST", path, confined(document), null, true);
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
        Refusals.ALL.stream().map(refusal -> refusal.json(Voice.PAGE)).forEach(rows::add);
        return Json.createObjectBuilder().add("errors", rows).build();
    }

    private JsonObject register(Call call) {
        String certPath = call.fields(List.of("certPath")).text("certPath", Text.CERTIFICATE);
        if (demo == null) {
            throw Failure.usage("no_demo", "no demo org is running", "start the dashboard with --demo");
        }
        demo.register(root.read(certPath, "certPath", "certificate"));
        return demoOrg();
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
