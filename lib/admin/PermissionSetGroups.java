package lib.admin;

import java.util.List;
import lib.failure.Failure;
import lib.json.Fields;

/**
 * The groups that a permission set is in. Whoever is assigned such a group has the set, without an assignment of its
 * own.
 */
public final class PermissionSetGroups {

    private PermissionSetGroups() {
    }

    /** Their ids; none where the org does not show them. */
    public static List<String> of(AdminSession session, String permissionSet) {
        try {
            return session.query(Soql.ofPermissionSet("SELECT PermissionSetGroupId FROM PermissionSetGroupComponent "
                    + "WHERE PermissionSet.Name = ?", permissionSet)).stream()
                    .map(row -> Fields.text(row, "PermissionSetGroupId")).filter(id -> !id.isEmpty()).toList();
        } catch (Failure e) {
            if (e.retryable()) {
                throw e;
            }
            return List.of();
        }
    }
}
