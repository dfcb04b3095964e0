package lib.demo;

/**
 * The settings of the demo org's app that decide a login, each as an administrator may have left them.
 */
public enum AppPolicy {
    /** "Admin approved users are pre-authorized": the setting under which JWT logins work. */
    ADMIN_APPROVED,
    /** "All users may self-authorize", and nobody has: user hasn't approved this consumer. */
    SELF_AUTHORIZED,
    /** The app is switched off: app_not_found. */
    DISABLED,
    /** An administrator has blocked the app: OAUTH_APP_BLOCKED. */
    BLOCKED,
    /** No OAuth scope is selected: no valid scopes defined. */
    WITHOUT_SCOPES
}
