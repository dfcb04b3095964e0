package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/**
 * Answers who the token's user is, at the userinfo endpoint and at the identity URL.
 */
record Identity(Sessions sessions) {

    /** The path of the user's identity URL. */
    static String path(DemoUser user) {
        return "/id/" + Sessions.ORG_ID + "/" + user.id();
    }

    List<Route> routes() {
        return List.of(Route.get("/services/oauth2/userinfo", sessions.known(Identity::userinfo)),
                Route.get("/id/{org}/{user}", sessions.known(Identity::identity)),
                Route.get("/services/data/{version}/sobjects/User/{user}", sessions.known(Identity::record)));
    }

    private static Answer userinfo(DemoUser user, RecordedRequest request) {
        return Answer.json(200, about(user, request.origin())
                .add("sub", request.origin() + path(user))
                .add("preferred_username", user.username())
                .add("name", user.fullName())
                .add("email_verified", true)
                .build());
    }

    private static Answer identity(DemoUser user, RecordedRequest request) {
        return path(user).equals(request.path())
                ? Answer.json(200, about(user, request.origin())
                        .add("id", request.origin() + path(user))
                        .add("username", user.username())
                        .add("display_name", user.fullName())
                        .build())
                : ApiErrors.of(403, "Bad_Id", "this identity is not the token's");
    }

    /** The one record of a user that the Salesforce CLI asks for, by its own version of the API. */
    private static Answer record(DemoUser user, RecordedRequest request) {
        return request.path().endsWith("/" + user.id())
                ? Answer.json(200, Json.createObjectBuilder().add("Id", user.id())
                        .add("Username", user.username()).add("Name", user.fullName()).build())
                : ApiErrors.NOT_FOUND;
    }

    private static JsonObjectBuilder about(DemoUser user, String origin) {
        return Json.createObjectBuilder()
                .add("user_id", user.id())
                .add("organization_id", Sessions.ORG_ID)
                .add("email", user.username())
                .add("active", true)
                .add("user_type", "STANDARD")
                .add("language", "en_US")
                .add("locale", "en_US")
                .add("urls", Json.createObjectBuilder()
                        .add("rest", origin + "/services/data/v{version}/")
                        .add("query", origin + "/services/data/v{version}/query/")
                        .add("sobjects", origin + "/services/data/v{version}/sobjects/")
                        .add("profile", origin + "/" + user.id()));
    }
}
