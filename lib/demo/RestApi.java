package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The bit of Salesforce's REST API that shows whether a token is good: the list of versions, an org's limits, and
 * its accounts.
 */
final class RestApi {

    private record Version(String label, String number) {
    }

    private static final List<Version> VERSIONS = List.of(new Version("Spring '26", "66.0"),
            new Version("Summer '26", "67.0"), new Version("Winter '27", "68.0"));

    private final Sessions sessions;
    private final Accounts accounts;
    private final AdminRoutes admin;

    RestApi(Sessions sessions, AdminRoutes admin) {
        this.sessions = sessions;
        this.admin = admin;
        this.accounts = new Accounts(sessions);
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.get("/services/data", request -> versions()));
        for (Version version : VERSIONS) {
            routes.add(Route.get(path(version) + "/limits", sessions.known((_, _) -> limits())));
            for (String end : List.of("", "/")) { // the Salesforce CLI asks without one whether its token is good
                routes.add(Route.get(path(version) + end, sessions.known((_, _) -> resources(path(version) + "/"))));
            }
            routes.addAll(accounts.routes(path(version)));
            routes.addAll(admin.routes(path(version), accounts::query));
        }
        return routes;
    }

    private static Answer versions() {
        var list = Json.createArrayBuilder();
        for (Version version : VERSIONS) {
            list.add(Json.createObjectBuilder()
                    .add("label", version.label())
                    .add("url", path(version))
                    .add("version", version.number()));
        }
        return Answer.json(200, list.build());
    }

    private static Answer limits() {
        return Answer.json(200, Json.createObjectBuilder()
                .add("DailyApiRequests", limit(15000, 14998))
                .add("DailyBulkApiBatches", limit(15000, 15000))
                .add("DailyAsyncApexExecutions", limit(250000, 20000))
                .add("DataStorageMB", limit(5, 4))
                .add("FileStorageMB", limit(20, 20))
                .add("MassEmail", limit(0, 0))
                .add("SingleEmail", limit(15, 15))
                .build());
    }

    private static Answer resources(String version) {
        return Answer.json(200, Json.createObjectBuilder()
                .add("limits", version + "limits")
                .add("query", version + "query")
                .add("sobjects", version + "sobjects")
                .build());
    }

    private static JsonObjectBuilder limit(int max, int remaining) {
        return Json.createObjectBuilder().add("Max", max).add("Remaining", remaining);
    }

    private static String path(Version version) {
        return "/services/data/v" + version.number();
    }
}
