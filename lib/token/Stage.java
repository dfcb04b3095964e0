package lib.token;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far a login gets at Salesforce: a refusal of one stage says that all before it are right.
 *
 * <p>Salesforce does not document the order; it is that of public reports, and the one the demo org keeps.
 */
public enum Stage {
    REQUEST("the request", Set.of("grant_type_unsupported", "scope_unsupported", "request_invalid", "wrong_domain",
            "domain_restricted", "run_as_user_missing", "refresh_token_expired")),
    APP("the app", Set.of("consumer_key_unknown", "app_not_in_org", "app_not_installed", "app_blocked",
            "client_credentials_invalid", "org_inactive")),
    SIGNATURE("the signature", Set.of("assertion_invalid")),
    AUDIENCE("audience and expiry", Set.of("audience_invalid", "assertion_expired")),
    USER("the user", Set.of("user_not_approved", "user_invalid", "user_inactive")),
    PERMISSION("the user's permission", Set.of("user_not_admin_approved", "no_scopes", "ip_or_hours", "login_rate",
            "session_level"));

    private final String what;
    private final Set<String> refusals;

    Stage(String what, Set<String> refusals) {
        this.what = what;
        this.refusals = refusals;
    }

    public String what() {
        return what;
    }

    /** The stage of the refusal with this id; empty where it says nothing about how far the login got. */
    public static Optional<Stage> of(String refusal) {
        return Arrays.stream(values()).filter(stage -> stage.refusals.contains(refusal)).findFirst();
    }

    /** The stages that were passed before this one. */
    public List<Stage> passed() {
        return Arrays.stream(values()).filter(stage -> stage.compareTo(this) < 0).toList();
    }
}
