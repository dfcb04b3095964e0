package lib.demo;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * The bit of Salesforce's REST API that shows whether a token is good: the list of versions, and an org's limits.
 */
final class RestApi {

    private record Version(String label, String number) {
    }

    private static final List<Version> VERSIONS = List.of(new Version("Spring '26", "66.0"),
            new Version("Summer '26", "67.0"), new Version("Winter '27", "68.0"));

    private final Sessions sessions;

    RestApi(Sessions sessions) {
        this.sessions = sessions;
    }

    List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(Route.get("/services/data", request -> versions()));
        for (Version version : VERSIONS) {
            routes.add(Route.get(path(version) + "/limits", this::limits));
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

    private Answer limits(RecordedRequest request) {
        return sessions.user(request)
                .map(user -> Answer.json(200, Json.createObjectBuilder()
                        .add("DailyApiRequests", Json.createObjectBuilder().add("Max", 15000).add("Remaining", 14998))
                        .build()))
                .orElse(ApiErrors.INVALID_SESSION);
    }

    private static String path(Version version) {
        return "/services/data/v" + version.number();
    }
}
