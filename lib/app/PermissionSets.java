package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgUser;
import lib.admin.Soql;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.json.Fields;
import lib.text.Nearest;
import lib.text.Quoted;

/**
 * Permission sets: which there are, who has one, and what it opens.
 */
final class PermissionSets {

    private final AdminSession session;

    PermissionSets(AdminSession session) {
        this.session = session;
    }

    record Found(String id, String name, String description) {
        boolean isOurs() {
            return MadeBySfjwt.isOurs(description);
        }
    }

    Optional<Found> find(String name) {
        return session.query(Soql.of("SELECT Id, Name, Description FROM PermissionSet WHERE Name = ?", name)).stream()
                .findFirst().map(set -> new Found(Fields.text(set, "Id"), Fields.text(set, "Name"),
                        Fields.text(set, "Description")));
    }

    /** @throws Failure {@code permission_set_unknown}, with what may have been meant */
    Found require(String name) {
        return find(name).orElseThrow(() -> {
            List<String> all = session.query(Soql.of("SELECT Name FROM PermissionSet WHERE IsOwnedByProfile = false "
                    + "ORDER BY Name LIMIT 500")).stream().map(set -> Fields.text(set, "Name")).toList();
            return Failure.of(Kind.REFUSED, "permission_set_unknown", "the org has no permission set with the API name "
                    + Quoted.value(name), Fix.of(Nearest.to(name, all).map(near -> "did you mean " + near + "? ")
                            .orElse(""), "see Setup > Permission Sets > the set > API Name; or leave out "
                                    + "--permission-set: then one is made"));
        });
    }

    /** @return whether the user did not have it */
    boolean assign(Found set, OrgUser user) {
        if (!user.has(session, set.name()).isEmpty()) {
            return false;
        }
        return insert("PermissionSetAssignment", "AssigneeId", user.id(), "PermissionSetId", set.id());
    }

    /**
     * Opens the app to the set where its policy has not done so.
     *
     * @return whether it had not
     */
    boolean open(AppInOrg app, Found set) {
        return !app.permissionSets(session).contains(set.name())
                && insert("SetupEntityAccess", "ParentId", set.id(), "SetupEntityId", app.id());
    }

    /** At most a hundred. */
    List<String> usersOf(String set) {
        return session.query(Soql.of("SELECT Assignee.Username FROM PermissionSetAssignment WHERE PermissionSet.Name "
                + "= ? LIMIT 100", set)).stream().map(one -> one.get("Assignee") instanceof JsonObject user
                ? Fields.text(user, "Username") : "").filter(name -> !name.isEmpty()).toList();
    }

    private boolean insert(String object, String from, String fromId, String to, String toId) {
        try {
            session.post("sobjects/" + object, Json.createObjectBuilder().add(from, fromId).add(to, toId).build());
            return true;
        } catch (Failure e) {
            if (e.json().getString("salesforceError", "").equals("DUPLICATE_VALUE")) {
                return false; // somebody else was faster
            }
            throw e;
        }
    }
}
