package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.MadeBySfjwt;
import lib.admin.OrgUser;
import lib.admin.PermissionSetGroups;
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
record PermissionSets(AdminSession session) {

    /** @param name the API name, with the prefix of the managed package that it is part of */
    record Found(String id, String name, String description) {
        boolean isOurs() {
            return MadeBySfjwt.isOurs(description);
        }

        boolean opens(AppInOrg app, AdminSession session) {
            return !session.query(Soql.of("SELECT Id FROM SetupEntityAccess WHERE SetupEntityId = ? AND ParentId = ? "
                    + "LIMIT 1", app.id(), id)).isEmpty();
        }
    }

    Optional<Found> find(String name) {
        boolean isOfPackage = name.indexOf("__") > 0;
        String query = "SELECT Id, Name, " + (isOfPackage ? "NamespacePrefix, " : "")
                + "Description FROM PermissionSet WHERE Name = ?";
        List<JsonObject> sets = session.query(Soql.ofPermissionSet(query, name));
        if (sets.size() > 1) { // packages have one of this name, too
            sets = session.query(Soql.of(query + " AND NamespacePrefix = null", name));
        }
        return sets.stream().findFirst().map(set -> new Found(Fields.text(set, "Id"),
                (isOfPackage ? Fields.text(set, "NamespacePrefix") + "__" : "") + Fields.text(set, "Name"),
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

    /**
     * @return whether the user did not have it
     * @throws Failure {@code permission_set_refused}, where the user's license does not allow it
     */
    boolean assign(Found set, OrgUser user) {
        try {
            return !user.isAssigned(session, set.name())
                    && insert("PermissionSetAssignment", "AssigneeId", user.id(), "PermissionSetId", set.id());
        } catch (Failure e) {
            if (!isRefusedWith(e, "FIELD_INTEGRITY_EXCEPTION")) {
                throw e;
            }
            throw Failure.of(Kind.REFUSED, "permission_set_refused", "the user " + user.username() + " cannot get the "
                    + "permission set " + set.name() + ": " + e.getMessage(), "give the user the license that this "
                    + "permission set needs, or choose another one with --permission-set").from(e);
        }
    }

    /**
     * Opens the app to the set where its policy has not done so. An org that refuses this goes by the policy alone.
     *
     * @return whether it had not
     */
    boolean open(AppInOrg app, Found set, Consumer<String> refused) {
        try {
            return !set.opens(app, session)
                    && insert("SetupEntityAccess", "ParentId", set.id(), "SetupEntityId", app.id());
        } catch (Failure e) {
            if (e.kind() != Kind.REFUSED || e.retryable()) {
                throw e;
            }
            refused.accept("the app's policy alone opens it to " + set.name() + ": " + e.getMessage());
            return false;
        }
    }

    /** Directly or by a group; at most a hundred of each. */
    List<String> usersOf(String set) {
        String query = "SELECT Assignee.Username FROM PermissionSetAssignment WHERE ";
        Stream<Soql> groups = PermissionSetGroups.of(session, set).stream().map(group ->
                Soql.of(query + "PermissionSetGroupId = ? LIMIT 100", group));
        return Stream.concat(Stream.of(Soql.ofPermissionSet(query + "PermissionSet.Name = ? LIMIT 100", set)), groups)
                .flatMap(soql -> session.query(soql).stream()).map(one -> one.get("Assignee") instanceof JsonObject user
                        ? Fields.text(user, "Username") : "").filter(name -> !name.isEmpty()).distinct().toList();
    }

    private boolean insert(String object, String from, String fromId, String to, String toId) {
        try {
            session.post("sobjects/" + object, Json.createObjectBuilder().add(from, fromId).add(to, toId).build());
            return true;
        } catch (Failure e) {
            if (isRefusedWith(e, "DUPLICATE_VALUE")) {
                return false; // somebody else was faster
            }
            throw e;
        }
    }

    private static boolean isRefusedWith(Failure failure, String code) {
        return failure.json().getString("salesforceError", "").equals(code);
    }
}
