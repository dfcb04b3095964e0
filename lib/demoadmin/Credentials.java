package lib.demoadmin;

import jakarta.json.Json;
import java.util.Optional;

/**
 * Connect REST's view of the apps' consumer keys; secrets are not shown here at all.
 */
record Credentials(OrgMetadata org, boolean closed) {

    private static final Reply CLOSED = Reply.error(403, "FUNCTIONALITY_NOT_ENABLED",
            "Access to external client app consumer secrets through the REST API isn't enabled for this org.");
    private static final Reply NOT_THERE = Reply.error(404, "NOT_FOUND", "The requested resource does not exist");

    Reply usage() {
        var apps = Json.createArrayBuilder();
        org.all(ComponentType.ExternalClientApplication).forEach(app -> apps.add(Json.createObjectBuilder()
                .add("developerName", app.fullName()).add("identifier", org.idOf(app).substring(0, 15))
                .add("type", "ExternalClientApp")));
        return Reply.json(200, Json.createObjectBuilder().add("apps", apps).build());
    }

    Reply consumers(String appId, String path) {
        if (closed) {
            return CLOSED;
        }
        return global(appId).map(global -> Reply.json(200, Json.createObjectBuilder().add("consumers",
                Json.createArrayBuilder().add(Json.createObjectBuilder().add("id", org.idOf(global))
                        .add("url", path + "/" + org.idOf(global)))).build())).orElse(NOT_THERE);
    }

    /** @param query must ask for the key alone */
    Reply key(String appId, String consumerId, String query) {
        if (closed) {
            return CLOSED;
        }
        if (!query.equals("part=key")) {
            return Reply.error(403, "INSUFFICIENT_ACCESS", "the secret is never needed: ask with part=key");
        }
        return global(appId).filter(global -> org.idOf(global).equals(consumerId))
                .map(global -> Reply.json(200, Json.createObjectBuilder().add("id", consumerId)
                        .add("key", global.field("consumerKey").orElse("")).build())).orElse(NOT_THERE);
    }

    private Optional<Component> global(String appId) {
        return org.all(ComponentType.ExternalClientApplication).stream()
                .filter(app -> org.idOf(app).startsWith(appId) && appId.length() >= 15).findFirst()
                .flatMap(app -> org.of(app.fullName(), ComponentType.ExtlClntAppGlobalOauthSettings));
    }
}
