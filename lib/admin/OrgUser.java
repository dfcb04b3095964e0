package lib.admin;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.json.Fields;

/**
 * A user of the org, and what may keep this user from logging in.
 *
 * @param frozen empty where the org does not show it
 */
public record OrgUser(String id, String username, boolean active, Optional<Boolean> frozen, String profile) {

    private static final String ASSIGNMENTS = "SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = ? AND ";

    public static Optional<OrgUser> find(AdminSession session, String username) {
        return session.query(Soql.of("SELECT Id, Username, IsActive, Profile.Name FROM User WHERE Username = ?",
                username)).stream().findFirst().map(user -> of(user, frozen(session, Fields.text(user, "Id"))));
    }

    private static OrgUser of(JsonObject user, Optional<Boolean> frozen) {
        String profile = user.get("Profile") instanceof JsonObject one ? Fields.text(one, "Name") : "";
        return new OrgUser(Fields.text(user, "Id"), Fields.text(user, "Username"),
                user.getBoolean("IsActive", false), frozen, profile);
    }

    private static Optional<Boolean> frozen(AdminSession session, String id) {
        try {
            return session.query(Soql.of("SELECT IsFrozen FROM UserLogin WHERE UserId = ?", id)).stream().findFirst()
                    .map(login -> login.getBoolean("IsFrozen", false));
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    public boolean canLogIn() {
        return active && !frozen.orElse(false);
    }

    /** Why this user may not log in, to follow "is". */
    public String hindrance() {
        return active ? "frozen" : "not active";
    }

    /** What lets a user log in again who may not. */
    public Fix activation() {
        return Fix.of("Setup > Users > the user: " + (active ? "Unfreeze" : "Edit > Active"));
    }

    /** The names of the permission sets that the user has, among these; by a group, too. */
    public List<String> has(AdminSession session, String... permissionSets) {
        return List.of(permissionSets).stream().filter(set -> isAssigned(session, set)
                || PermissionSetGroups.of(session, set).stream().anyMatch(group -> !session.query(Soql.of(ASSIGNMENTS
                        + "PermissionSetGroupId = ? LIMIT 1", id, group)).isEmpty())).toList();
    }

    /** Whether the user has the permission set by itself. */
    public boolean isAssigned(AdminSession session, String permissionSet) {
        return !session.query(Soql.ofPermissionSet(ASSIGNMENTS + "PermissionSet.Name = ? LIMIT 1", id, permissionSet))
                .isEmpty();
    }
}
