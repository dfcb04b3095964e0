package lib.token;

import static lib.token.Refusal.Passing.LATER;
import static lib.token.Refusal.Passing.NEVER;
import static lib.token.Refusal.Passing.SOON;
import static lib.token.Refusal.Passing.WITH_PROPAGATION;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lib.failure.Cause;
import lib.failure.Fix;

/**
 * Every refusal that is known, as data: read by get-token, by the guide and by the dashboard.
 *
 * <p>Collected from Salesforce's "OAuth 2.0 Authorization Errors" page and from public reports of people who met them.
 */
public final class Refusals {

    /** In the order in which people meet them, the most frequent first. */
    public static final List<Refusal> ALL = List.of(
            row("user_not_approved", WITH_PROPAGATION,
                    List.of(said("invalid_grant", "user hasn't approved this consumer")),
                    "Salesforce knows the app, but finds no approval for this user in this org.",
                    cause("self_authorize_unused",
                        "the app lets users authorize themselves, and this user never did", Fixes.PRE_AUTHORIZE),
                    cause("username_misspelt",
                        "the username is misspelt, or lacks the sandbox's name at its end", Fixes.CHECK_USER),
                    cause("scope_refresh_token_missing",
                        "the app lacks the scope refresh_token, offline_access", Fixes.ADD_SCOPES),
                    cause("other_org", "the user is in another org than the one at the login URL", Fixes.MY_DOMAIN),
                    cause("policies_just_saved", "the app's policies were saved a moment ago", Fixes.WAIT),
                    cause("sandbox_refreshed", "the sandbox was refreshed, which resets usernames and approvals",
                            "look up the username in the refreshed sandbox, and set the app's policies there again"),
                    cause("org_new", "the sandbox or scratch org is new, and its users are not known everywhere yet",
                            "wait about ten minutes, then try again")),
            row("user_not_admin_approved", WITH_PROPAGATION,
                    List.of(said("invalid_app_access", "user is not admin approved to access this app"),
                            said("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app")),
                    "Key, certificate, app, audience and user are all right; only the permission is missing.",
                    cause("user_not_in_policies",
                        "the app's policies name neither the user's profile nor a permission set of the user's",
                            Fixes.ADMIT_USER),
                    cause("permission_set_not_assigned",
                        "the app's policies name a permission set, but the user does not have it",
                            "Setup > Permission Sets > that set > Manage Assignments > Add Assignment: add the user"),
                    cause("policies_just_saved", "the app's policies were saved a moment ago", Fixes.WAIT)),
            row("audience_invalid", NEVER,
                    List.of(said("invalid_grant", "audience is invalid"),
                            said("invalid_grant", "audience validation failed")),
                    "The signature is right, but the audience (aud) is not one that this login host takes.",
                    cause("environment_mixed_up", "a sandbox is addressed as production, or production as a sandbox",
                            "for a sandbox, give --sandbox (\"sandbox\": true in jwt.json); for production, leave it "
                                    + "out; the audience follows by itself"),
                    cause("login_url_misspelt",
                        "the login URL is misspelt, or is not this org's My Domain", Fixes.MY_DOMAIN),
                    cause("audience_by_hand", "an audience was set by hand, with a path or for the other environment",
                            "remove \"audience\" from jwt.json and unset SFJWT_AUDIENCE; sfjwt finds the right one")),
            row("assertion_invalid", WITH_PROPAGATION,
                    List.of(said("invalid_grant", "invalid assertion"),
                            said("invalid_grant", "JWT validation failed")),
                    "Salesforce knows the app, but the signature does not fit the app's certificate.",
                    cause("other_certificate",
                        "the app has another certificate than the one made with your private key", Fixes.UPLOAD),
                    cause("key_damaged",
                        "the private key was damaged on its way here, such as its line breaks in a CI secret",
                            "check it where it is used: sfjwt verify-key certs/server.key"),
                    cause("other_program",
                        "another program made the assertion: with base64 instead of base64url, or not with RS256",
                            "use sfjwt get-token instead, or compare with what it does"),
                    cause("no_certificate",
                        "the app has no certificate, or JWT Bearer Flow is not enabled", Fixes.UPLOAD),
                    cause("certificate_just_replaced", "the certificate was replaced a moment ago", Fixes.WAIT)),
            row("user_invalid", NEVER, List.of(said("invalid_grant", "invalid user")),
                    "Salesforce finds no such user.",
                    cause("username_misspelt",
                        "the username is misspelt, or lacks the sandbox's name at its end", Fixes.CHECK_USER),
                    cause("other_org", "the user is in another org than the one at the login URL", Fixes.MY_DOMAIN)),
            row("assertion_expired", NEVER, List.of(said("invalid_grant", "expired authorization code")),
                    "The assertion had already expired (exp) when it arrived.",
                    cause("clock_wrong", "this machine's clock or time zone is wrong", Fixes.SET_CLOCK),
                    cause("expires_too_soon", "the assertion is valid for too few seconds for a slow network",
                            "give --expires-in 300 (\"expiresIn\" in jwt.json), the most there is"),
                    cause("other_program",
                        "another program counts milliseconds as seconds, or sends an assertion again long after it "
                            + "was made", "use sfjwt get-token, which signs anew each time")),
            row("consumer_key_unknown", WITH_PROPAGATION,
                    List.of(said("invalid_client_id", "client identifier invalid")),
                    "Salesforce knows no app with this Consumer Key.",
                    cause("consumer_key_misspelt",
                        "the Consumer Key is misspelt or incomplete (a capital I and a small l look alike)",
                            Fixes.COPY_KEY),
                    cause("other_org",
                        "the app is in another org or sandbox than the one at the login URL", Fixes.MY_DOMAIN),
                    cause("app_deleted", "the app was deleted", "create it again: sfjwt steps"),
                    cause("app_new", "the app is less than ten minutes old", Fixes.WAIT),
                    cause("not_a_consumer_key",
                        "something else was given as Consumer Key, such as the app's name or its Consumer Secret",
                            Fixes.COPY_KEY)),
            row("client_credentials_invalid", NEVER, List.of(said("invalid_client", "invalid client credentials")),
                    "A client secret was sent that does not belong to the Consumer Key; this login needs none.",
                    cause("client_secret_sent",
                        "another program sends a client_secret", "leave it out, or use sfjwt get-token, which sends "
                            + "none"),
                    cause("other_app", "the Consumer Key is another app's, such as an old CI secret", Fixes.COPY_KEY)),
            row("app_not_in_org", WITH_PROPAGATION,
                    List.of(said("app_not_found", "External client app is not installed in this org"),
                            said("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org")),
                    "The Consumer Key belongs to an External Client App that this org does not have.",
                    cause("app_created_elsewhere", "the app was created in another org, and exists only there",
                            "create it in this org too (sfjwt steps), and use that app's Consumer Key"),
                    cause("other_org", "the login URL is another org's", Fixes.MY_DOMAIN),
                    cause("sandbox_without_app", "the sandbox was created or refreshed without the app",
                            "create the app in the sandbox (sfjwt steps), and use that app's Consumer Key"),
                    cause("self_authorize", "the app still lets users authorize themselves", Fixes.PRE_AUTHORIZE),
                    cause("app_disabled",
                        "the app or its OAuth is disabled", Fixes.POLICIES + ": enable the app and its OAuth; save"),
                    cause("app_new", "the app is new, and is not known everywhere yet", Fixes.WAIT)),
            row("app_not_installed", NEVER,
                    List.of(said("invalid_client", "app must be installed into org"),
                            said("OAUTH_APPROVAL_ERROR_GENERIC")),
                    "The org lets in no connected app that is not installed there (Salesforce's rule since September "
                            + "2025).",
                    cause("app_not_installed", "the app is a connected app that is not installed in this org",
                            "Setup > Connected Apps OAuth Usage > the app: Install; or, better, create an External "
                                    + "Client App: sfjwt steps")),
            row("app_blocked", NEVER, List.of(said("OAUTH_APP_BLOCKED", "this app is blocked by admin")),
                    "An admin has blocked the app in this org.",
                    cause("app_blocked",
                        "the app is blocked", "Setup > Connected Apps OAuth Usage > the app: Unblock")),
            row("grant_type_unsupported", NEVER, List.of(said("unsupported_grant_type", "grant type not supported")),
                    "The request did not arrive as a JWT bearer login.",
                    cause("grant_type_sent",
                        "another program sends the grant type misspelt, not form-encoded, or as JSON",
                            Fixes.NOT_OURS),
                    cause("not_a_token_endpoint", "the login URL does not lead to a token endpoint", Fixes.MY_DOMAIN)),
            row("scope_unsupported", NEVER, List.of(said("invalid_request", "scope parameter not supported")),
                    "This login takes no scope parameter; the scopes are the app's.",
                    cause("scope_sent", "another program sends a scope", Fixes.NOT_OURS)),
            row("request_invalid", NEVER, List.of(said("invalid_request")),
                    "The request did not arrive as it should.",
                    cause("request_changed",
                        "the request was changed on its way, or another program sent it", Fixes.NOT_OURS)),
            row("no_scopes", WITH_PROPAGATION, List.of(said("invalid_grant", "no valid scopes defined")),
                    "The app has no OAuth scope, and needs one since Winter '26.",
                    cause("no_scope_selected", "no scope is selected in the app's settings", Fixes.ADD_SCOPES)),
            row("wrong_domain", NEVER, List.of(said("invalid_grant", "request not supported on this domain")),
                    "This host does not take this login.",
                    cause("generic_login_host",
                        "the login URL is login.salesforce.com, test.salesforce.com or a Setup page's host",
                            Fixes.MY_DOMAIN)),
            row("run_as_user_missing", NEVER, List.of(said("invalid_grant", "no client credentials user enabled")),
                    "This answers a client credentials login, not a JWT bearer login.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("user_inactive", NEVER,
                    List.of(said("inactive_user", "user is inactive"),
                            said("invalid_grant", "user is inactive"),
                            said("invalid_grant", "inactive user")),
                    "The user exists, but is deactivated or frozen.",
                    cause("user_deactivated",
                        "the user is deactivated", "Setup > Users > Edit beside the user: tick Active; save; or log "
                            + "in as another user"),
                    cause("user_frozen", "the user is frozen", "Setup > Users > the user: Unfreeze")),
            row("org_inactive", NEVER,
                    List.of(said("inactive_org", "org is locked, closed, or suspended"),
                            said("inactive_org", "inactive organization"),
                            said("invalid_grant", "inactive organization")),
                    "The org is locked, closed or suspended.",
                    cause("org_expired", "it is a trial or scratch org that has expired",
                            "create a new org, and the app in it: sfjwt steps"),
                    cause("org_locked", "Salesforce has locked the org", "ask Salesforce Customer Support")),
            row("ip_or_hours", NEVER, List.of(said("invalid_grant", "ip restricted or invalid login hours")),
                    "The user may not log in from this address, or not at this time.",
                    cause("ip_ranges", "the user's profile allows only other IP addresses",
                            "Setup > Profiles > the user's profile > Login IP Ranges: add this machine's public "
                                    + "address"),
                    cause("ip_enforced",
                        "the app enforces IP restrictions", Fixes.POLICIES + ": under OAuth Policies set IP "
                            + "Relaxation to \"Relax IP restrictions\"; save"),
                    cause("login_hours",
                        "the user's profile allows only other hours", "Setup > Profiles > the user's profile > Login "
                            + "Hours: allow this time of day")),
            row("login_rate", LATER,
                    List.of(said("rate_limit_exceeded", "number of logins exceeded"),
                            said("rate_limit_exceeded", "login rate exceeded"),
                            said("invalid_grant", "login rate exceeded")),
                    "The user has logged in more than 3,600 times within an hour.",
                    cause("token_for_every_call",
                        "something asks for a new token for every call", "wait about an hour; then keep each token "
                            + "and use it until Salesforce answers INVALID_SESSION_ID")),
            row("authentication_failure", NEVER, List.of(said("invalid_grant", "authentication failure")),
                    "This mostly answers a login with username and password, which newer orgs block.",
                    cause("password_login",
                        "another program logs in with username and password", "use sfjwt get-token instead"),
                    cause("user_frozen_or_misspelt", "the user is frozen, locked or misspelt", Fixes.CHECK_USER)),
            row("activation_invalid", NEVER, List.of(said("invalid_grant", "activation secret invalid")),
                    "A device's activation is no longer valid (LOGIN_OAUTH_INVALID_DS in Setup > Login History).",
                    cause("old_refresh_token", "another program uses an old refresh token of this user",
                            "Setup > Users > the user > OAuth Connected Apps: Revoke; then authorize anew: "
                                    + Fixes.PRE_AUTHORIZE)),
            row("refresh_token_expired", NEVER, List.of(said("invalid_grant", "expired access/refresh token")),
                    "This answers a refresh token; a JWT bearer login has none.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("unknown_error", SOON, List.of(said("unknown_error", "retry your request")),
                    "Salesforce had a hiccup, or the login URL is not this org's.",
                    cause("hiccup",
                        "it was a hiccup, though sfjwt has tried several times already", "try again in a minute"),
                    cause("generic_login_host", "the login URL is a general one, or another org's", Fixes.MY_DOMAIN)),
            row("server_error", LATER, List.of(said("server_error")),
                    "Salesforce could not answer.",
                    cause("maintenance",
                        "Salesforce is under maintenance, or the org is being moved", Fixes.COME_BACK)),
            row("temporarily_unavailable", LATER, List.of(said("temporarily_unavailable")),
                    "Salesforce cannot answer at the moment.",
                    cause("maintenance",
                        "Salesforce is under maintenance, or the org is being moved", Fixes.COME_BACK)),
            row("scope_invalid", NEVER, List.of(said("invalid_scope")),
                    "This answers a login in the browser that asks for a scope which the app does not have.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("redirect_mismatch", NEVER, List.of(said("redirect_uri_mismatch")),
                    "This answers a login in the browser whose callback URL is not the app's.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("response_type_unsupported", NEVER, List.of(said("unsupported_response_type")),
                    "This answers a login in the browser, not a JWT bearer login.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("immediate_unsuccessful", NEVER, List.of(said("immediate_unsuccessful")),
                    "This answers a login in the browser: the user must log in or approve first.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("access_denied", NEVER, List.of(said("access_denied")),
                    "This answers a login in the browser: the user clicked Deny.",
                    cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS)),
            row("domain_restricted", NEVER, List.of(said("invalid_grant", "restricted domain")),
                    "The org takes logins at its My Domain only.",
                    cause("generic_login_host",
                        "the login URL is a general one, which a policy in Setup > My Domain forbids",
                            Fixes.MY_DOMAIN)),
            row("session_level", NEVER,
                    List.of(said("invalid_grant", "high assurance"), said("invalid_grant", "high-assurance")),
                    "A high-assurance session is required, which this login cannot give.",
                    cause("app_requires_high_assurance",
                        "the app's policies ask for one", Fixes.POLICIES + ": under OAuth Policies ask for no High "
                            + "Assurance session; save"),
                    cause("profile_requires_high_assurance",
                        "the user's profile asks for one", "Setup > Profiles > the user's profile > Session "
                            + "Settings: set Session security level required at login to None")),
            row("sf_login_failed", NEVER,
                    List.of(said("JwtAuthError", "Error authenticating with JWT"), said("JwtGrantError")),
                    "This is the Salesforce CLI (sf), which tries several login URLs and lists every error.",
                    cause("first_error_counts",
                        "its first error is the real one; later ones, such as \"audience is invalid\", come from its "
                            + "other attempts", "look up the first error, or try sfjwt get-token, which asks once")),
            row("scratch_org_signup", NEVER, List.of(said("C-1016")),
                    "The Dev Hub was logged in with an External Client App, which scratch orgs cannot copy.",
                    cause("app_not_copied", "a scratch org gets a copy of the Dev Hub's app, and cannot have this one",
                            "set SF_SCRATCH_SIGNUP_CONNECTED_APP=PlatformCLI for sf org create scratch")),
            row("api_disabled", NEVER, List.of(said("API_DISABLED_FOR_ORG"), said("API_CURRENTLY_DISABLED")),
                    "The user may not use the API.",
                    cause("api_not_enabled",
                        "neither the user's profile nor a permission set of the user's has API Enabled",
                            "Setup > Permission Sets > a set of the user's > System Permissions > Edit: tick API "
                                    + "Enabled; save")),
            row("session_invalid", NEVER, List.of(said("INVALID_SESSION_ID", "Session expired or invalid")),
                    "The access token has expired, was revoked, or was sent to another org.",
                    cause("token_old", "the access token is old", "get a new one: sfjwt get-token"),
                    cause("token_sent_elsewhere", "the access token was sent elsewhere than to its instance_url",
                            "send it to the instance_url that came with it")));

    private Refusals() {
    }

    private static Refusal row(String id, Refusal.Passing passing, List<Refusal.Said> said, String meaning,
            Cause... causes) {
        return new Refusal(id, said, meaning, List.of(causes), passing);
    }

    /** @param description how Salesforce's error_description begins */
    private static Refusal.Said said(String error, String description) {
        return new Refusal.Said(error, description);
    }

    /** For a code whose description varies. */
    private static Refusal.Said said(String error) {
        return new Refusal.Said(error, "");
    }

    private static Cause cause(String id, String why, String fix) {
        return new Cause(id, why, Fix.of(fix));
    }

    /**
     * The row for what Salesforce said. Its words have changed over the years, so where no row has them both, the code
     * decides if only one row has it, and else the description.
     */
    public static Optional<Refusal> find(String error, String description) {
        List<Refusal> sameCode = rows(row -> row.hasCode(error));
        return rows(row -> row.matches(error, description)).stream().findFirst()
                .or(() -> sameCode.size() == 1 ? Optional.of(sameCode.getFirst()) : Optional.empty())
                .or(() -> rows(row -> row.hasDescription(description)).stream().findFirst());
    }

    private static List<Refusal> rows(Predicate<Refusal> which) {
        return ALL.stream().filter(which).toList();
    }
}
