package lib.app;

import java.util.List;
import lib.failure.Failure;

/**
 * Who may log in through an app, from where, for what and for how long.
 *
 * @param permissionSet whose users may, by its API name; null for one that is made for the app
 * @param sessionTimeout in minutes; null for what the user's profile or the org says
 */
public record Access(List<Scope> scopes, String permissionSet, IpRelaxation ipRelaxation, Integer sessionTimeout) {

    public static final Access USUAL = new Access(Scope.DEFAULTS, null, IpRelaxation.ENFORCE, null);

    public Access {
        // the values that Setup offers
        if (sessionTimeout != null && (sessionTimeout < 15 || sessionTimeout > 1440)) {
            throw Failure.usage("bad_session_timeout", "--session-timeout is " + sessionTimeout
                    + "; it takes 15 to 1440 minutes", "leave it out for what the user's profile says");
        }
    }

    /**
     * As people write it; null for the usual.
     *
     * @throws Failure {@code bad_scope}, {@code bad_ip_relaxation}, {@code bad_session_timeout}
     */
    public static Access parse(String scopes, String permissionSet, String ipRelaxation, Integer sessionTimeout) {
        return new Access(scopes == null ? USUAL.scopes() : Scope.parse(scopes), permissionSet,
                ipRelaxation == null ? USUAL.ipRelaxation() : IpRelaxation.parse(ipRelaxation), sessionTimeout);
    }

    /** The same for this permission set. */
    Access of(PermissionSets.Found set) {
        return new Access(scopes, set.name(), ipRelaxation, sessionTimeout);
    }

    String permissionSetOf(AppName app) {
        return permissionSet == null ? app.permissionSet() : permissionSet;
    }
}
