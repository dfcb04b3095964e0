package lib.refusal;

import static lib.failure.Fix.command;
import static lib.refusal.Refusal.Passing.LATER;
import static lib.refusal.Refusal.Passing.NEVER;
import static lib.refusal.Refusal.Passing.SOON;
import static lib.refusal.Refusal.Passing.WITH_PROPAGATION;
import static lib.refusal.Refusal.cause;
import static lib.refusal.Refusal.row;
import static lib.refusal.Refusal.said;

import java.util.List;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Step;
import lib.failure.Text;

/**
 * What Salesforce's token endpoint answers to a JWT bearer login, in the order in which people meet it.
 */
final class LoginRefusals {

    private static final Refusal USER_NOT_APPROVED = row("user_not_approved", Stage.USER, WITH_PROPAGATION,
            List.of(said("invalid_grant", "user hasn't approved this consumer")),
            "Salesforce knows the app, but finds no approval for this user in this org.",
            cause("self_authorize_unused", "the app lets users authorize themselves, and this user never did",
                    Fixes.PRE_AUTHORIZE),
            cause("username_misspelt", "the username is misspelt, or lacks the sandbox's name at its end",
                    Fixes.CHECK_USER),
            cause("scope_refresh_token_missing", "the app lacks the scope refresh_token, offline_access",
                    Fixes.ADD_SCOPES),
            cause("other_org", "the user is in another org than the one at the login URL", Fixes.MY_DOMAIN),
            cause("policies_just_saved", "the app's policies were saved a moment ago", Fixes.WAIT),
            cause("sandbox_refreshed", "the sandbox was refreshed, which resets usernames and approvals",
                    Fix.of("look up the username in the refreshed sandbox (" + SetupPages.USERS
                            + "), and set the app's policies there again").in(Step.APP)),
            cause("org_new", "the sandbox or scratch org is new, and its users are not known everywhere yet",
                    Fixes.WAIT));

    private static final Refusal USER_NOT_ADMIN_APPROVED = row("user_not_admin_approved", Stage.PERMISSION,
            WITH_PROPAGATION,
            List.of(said("invalid_app_access", "user is not admin approved to access this app"),
                    said("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app")),
            "Key, certificate, app, audience and user are all right; only the permission is missing.",
            cause("user_not_in_policies",
                    "the app's policies name neither the user's profile nor a permission set of the user's",
                    Fixes.ADMIT_USER),
            cause("permission_set_not_assigned",
                    "the app's policies name a permission set, but the user does not have it",
                    Fix.of("Setup > Permission Sets > that set > Manage Assignments > Add Assignment: add the user")
                            .in(Step.APP)),
            cause("policies_just_saved", "the app's policies were saved a moment ago", Fixes.WAIT));

    private static final Refusal AUDIENCE_INVALID = row("audience_invalid", Stage.AUDIENCE, NEVER,
            List.of(said("invalid_grant", "audience is invalid"),
                    said("invalid_grant", "audience validation failed")),
            "The signature is right, but this login host does not take the audience (aud).",
            cause("environment_mixed_up", "a sandbox is addressed as production, or production as a sandbox",
                    Fix.of("for a sandbox, give ", Input.SANDBOX, "; for production, leave it out; the audience "
                            + "follows by itself")),
            cause("login_url_misspelt", "the login URL is misspelt, or is not this org's My Domain", Fixes.MY_DOMAIN),
            cause("audience_by_hand", "an audience was set by hand, with a path or for the other environment",
                    Fix.of("remove ", Input.AUDIENCE, "; sfjwt finds the right one")));

    private static final Refusal ASSERTION_INVALID = row("assertion_invalid", Stage.SIGNATURE, WITH_PROPAGATION,
            List.of(said("invalid_grant", "invalid assertion")),
            "Salesforce knows the app, but the signature does not fit the app's certificate.",
            cause("other_certificate", "the app has another certificate than the one made with your private key",
                    Fixes.UPLOAD),
            cause("key_damaged", "the private key was damaged on its way here, such as its line breaks in a CI secret",
                    Fix.of("check it where it is used: ", command("verify-key", Text.KEY))),
            cause("other_program", "another program made the assertion: with base64 instead of base64url, or not with "
                    + "RS256", Fix.of("use ", command("get-token"), " instead, or compare with what it does")),
            cause("no_certificate", "the app has no certificate, or JWT Bearer Flow is not enabled", Fixes.UPLOAD),
            cause("certificate_just_replaced", "the certificate was replaced a moment ago", Fixes.WAIT));

    private static final Refusal JWT_VALIDATION_FAILED = row("jwt_validation_failed", Stage.SIGNATURE, WITH_PROPAGATION,
            List.of(said("invalid_grant", "JWT validation failed")),
            "Salesforce knows the app, but does not accept what the key signed, often because the certificate has "
                    + "expired.",
            cause("certificate_expired", "the app's certificate has expired", Fixes.RENEW),
            cause("other_certificate", "the app has another certificate than the one made with your private key",
                    Fixes.UPLOAD),
            cause("certificate_just_replaced", "the certificate was replaced a moment ago", Fixes.WAIT));

    private static final Refusal CONSUMER_KEY_UNKNOWN = row("consumer_key_unknown", Stage.APP, WITH_PROPAGATION,
            List.of(said("invalid_client_id", "client identifier invalid")),
            "Salesforce knows no app with this Consumer Key.",
            cause("consumer_key_misspelt", "the Consumer Key is misspelt or incomplete (a capital I and a small l look "
                    + "alike)", Fixes.COPY_KEY),
            cause("other_org", "the app is in another org or sandbox than the one at the login URL", Fixes.MY_DOMAIN),
            cause("app_deleted", "the app was deleted", Fix.of("create it again: ", command("steps"))),
            cause("app_new", "the app is less than ten minutes old", Fixes.WAIT),
            cause("not_a_consumer_key", "something else was given as Consumer Key, such as the app's name or its "
                    + "Consumer Secret", Fixes.COPY_KEY));

    private static final Refusal APP_NOT_IN_ORG = row("app_not_in_org", Stage.APP, WITH_PROPAGATION,
            List.of(said("app_not_found", "External client app is not installed in this org"),
                    said("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org")),
            "The Consumer Key belongs to an External Client App that this org does not have.",
            cause("app_created_elsewhere", "the app was created in another org, and exists only there",
                    Fixes.CREATE_APP),
            cause("other_org", "the login URL is another org's", Fixes.MY_DOMAIN),
            cause("sandbox_without_app", "the sandbox was created or refreshed without the app", Fixes.CREATE_APP),
            cause("self_authorize", "the app still lets users authorize themselves", Fixes.PRE_AUTHORIZE),
            cause("app_disabled", "the app or its OAuth is disabled",
                    Fix.of(SetupPages.POLICIES + ": enable the app and its OAuth; save").in(Step.APP)),
            cause("app_new", "the app is new, and is not known everywhere yet", Fixes.WAIT));

    private static final Refusal IP_OR_HOURS = row("ip_or_hours", Stage.PERMISSION, NEVER,
            List.of(said("invalid_grant", "ip restricted or invalid login hours")),
            "The user may not log in from this address, or not at this time.",
            cause("ip_ranges", "the user's profile allows only other IP addresses",
                    Fix.of(SetupPages.PROFILE + " > Login IP Ranges: add this machine's public address")),
            cause("ip_enforced", "the app enforces IP restrictions", Fix.of(SetupPages.POLICIES
                    + ": under OAuth Policies set IP Relaxation to \"Relax IP restrictions\"; save").in(Step.APP)),
            cause("login_hours", "the user's profile allows only other hours",
                    Fix.of(SetupPages.PROFILE + " > Login Hours: allow this time of day")));

    private static final Refusal SESSION_LEVEL = row("session_level", Stage.PERMISSION, NEVER,
            List.of(said("invalid_grant", "high assurance"), said("invalid_grant", "high-assurance")),
            "A high-assurance session is required, which this login cannot give.",
            cause("app_requires_high_assurance", "the app's policies require one", Fix.of(SetupPages.POLICIES
                    + ": under OAuth Policies remove the requirement of a High Assurance session; save").in(Step.APP)),
            cause("profile_requires_high_assurance", "the user's profile requires one", Fix.of(SetupPages.PROFILE
                    + " > Session Settings: set Session security level required at login to None")));

    static final List<Refusal> ROWS = List.of(USER_NOT_APPROVED, USER_NOT_ADMIN_APPROVED, AUDIENCE_INVALID,
            ASSERTION_INVALID, JWT_VALIDATION_FAILED,
            row("user_invalid", Stage.USER, NEVER, List.of(said("invalid_grant", "invalid user")),
                    "Salesforce finds no such user.",
                    cause("username_misspelt", "the username is misspelt, or lacks the sandbox's name at its end",
                            Fixes.CHECK_USER),
                    cause("other_org", "the user is in another org than the one at the login URL", Fixes.MY_DOMAIN)),
            row("assertion_expired", Stage.AUDIENCE, NEVER,
                    List.of(said("invalid_grant", "expired authorization code")),
                    "The assertion had already expired (exp) when it arrived.",
                    cause("clock_wrong", "this machine's clock or time zone is wrong", Fixes.SET_CLOCK),
                    cause("expires_too_soon", "the assertion is valid for too few seconds for a slow network",
                            Fix.of("give 300, the most there is, as ", Input.EXPIRES_IN)),
                    cause("other_program", "another program counts milliseconds as seconds, or sends an assertion "
                            + "again long after it was made",
                            Fix.of("use ", command("get-token"), ", which signs a new assertion each time"))),
            CONSUMER_KEY_UNKNOWN,
            row("client_credentials_invalid", Stage.APP, NEVER,
                    List.of(said("invalid_client", "invalid client credentials")),
                    "A client secret was sent that does not belong to the Consumer Key; this login needs none.",
                    cause("client_secret_sent", "another program sends a client_secret",
                            Fix.of("leave it out, or use ", command("get-token"), ", which sends none")),
                    cause("other_app", "the Consumer Key is another app's, such as an old CI secret", Fixes.COPY_KEY)),
            APP_NOT_IN_ORG,
            row("app_not_installed", Stage.APP, NEVER,
                    List.of(said("invalid_client", "app must be installed into org"),
                            said("OAUTH_APPROVAL_ERROR_GENERIC")),
                    "The org accepts only connected apps that are installed there (Salesforce's rule since September "
                            + "2025).",
                    cause("app_not_installed", "the app is a connected app that is not installed in this org",
                            Fix.of(SetupPages.CONNECTED_APPS + ": Install; or, better, create an External Client App: ",
                                    command("steps")))),
            row("app_blocked", Stage.APP, NEVER, List.of(said("OAUTH_APP_BLOCKED", "this app is blocked by admin")),
                    "An admin has blocked the app in this org.",
                    cause("app_blocked", "the app is blocked",
                            Fix.of(SetupPages.CONNECTED_APPS + ": Unblock").in(Step.APP))),
            row("grant_type_unsupported", Stage.REQUEST, NEVER,
                    List.of(said("unsupported_grant_type", "grant type not supported")),
                    "The request did not arrive as a JWT bearer login.",
                    cause("grant_type_sent", "another program sends the grant type misspelt, not form-encoded, or as "
                            + "JSON", Fixes.NOT_OURS),
                    cause("not_a_token_endpoint", "the login URL does not lead to a token endpoint", Fixes.MY_DOMAIN)),
            row("scope_unsupported", Stage.REQUEST, NEVER,
                    List.of(said("invalid_request", "scope parameter not supported")),
                    "This login takes no scope parameter; the scopes are the app's.",
                    cause("scope_sent", "another program sends a scope", Fixes.NOT_OURS)),
            row("request_invalid", Stage.REQUEST, NEVER, List.of(said("invalid_request")),
                    "The request did not arrive as it should.",
                    cause("request_changed", "the request was changed on its way, or another program sent it",
                            Fixes.NOT_OURS)),
            row("no_scopes", Stage.PERMISSION, WITH_PROPAGATION,
                    List.of(said("invalid_grant", "no valid scopes defined")),
                    "The app has no OAuth scope, and needs one since Winter '26.",
                    cause("no_scope_selected", "no scope is selected in the app's settings", Fixes.ADD_SCOPES)),
            row("wrong_domain", Stage.REQUEST, NEVER,
                    List.of(said("invalid_grant", "request not supported on this domain")),
                    "This host does not take this login.",
                    cause("generic_login_host", "the login URL is login.salesforce.com, test.salesforce.com or a Setup "
                            + "page's host", Fixes.MY_DOMAIN)),
            row("domain_restricted", Stage.REQUEST, NEVER, List.of(said("invalid_grant", "restricted domain")),
                    "The org takes logins at its My Domain only.",
                    cause("generic_login_host", "the login URL is a general one, which a policy in "
                            + SetupPages.MY_DOMAIN + " forbids", Fixes.MY_DOMAIN)),
            row("user_inactive", Stage.USER, NEVER,
                    List.of(said("inactive_user", "user is inactive"), said("invalid_grant", "user is inactive"),
                            said("invalid_grant", "inactive user")),
                    "The user exists, but is deactivated or frozen.",
                    cause("user_deactivated", "the user is deactivated", Fix.of(SetupPages.USERS
                            + " > Edit beside the user: tick Active; save; or log in as another user, given as ",
                            Input.USERNAME)),
                    cause("user_frozen", "the user is frozen", Fix.of(SetupPages.USERS
                            + " > the user: Unfreeze; or log in as another user, given as ", Input.USERNAME))),
            row("org_inactive", Stage.APP, NEVER,
                    List.of(said("inactive_org", "org is locked, closed, or suspended"),
                            said("inactive_org", "inactive organization"),
                            said("invalid_grant", "inactive organization")),
                    "The org is locked, closed or suspended.",
                    cause("org_expired", "it is a trial or scratch org that has expired",
                            Fix.of("create a new org, and the app in it: ", command("steps"))),
                    cause("org_locked", "Salesforce has locked the org", Fix.of("ask Salesforce Customer Support"))),
            IP_OR_HOURS, SESSION_LEVEL,
            row("login_rate", Stage.PERMISSION, LATER,
                    List.of(said("rate_limit_exceeded", "number of logins exceeded"),
                            said("rate_limit_exceeded", "login rate exceeded"),
                            said("invalid_grant", "login rate exceeded")),
                    "The user has logged in more than 3,600 times within an hour.",
                    cause("token_for_every_call", "something asks for a new token for every call", Fix.of("wait about "
                            + "an hour; then keep each token until Salesforce answers INVALID_SESSION_ID, as ",
                            command("get-token"), " does"))),
            row("authentication_failure", null, NEVER, List.of(said("invalid_grant", "authentication failure")),
                    "This mostly answers a login with username and password, which newer orgs block.",
                    cause("password_login", "another program logs in with username and password", Fixes.GET_TOKEN),
                    cause("user_frozen_or_misspelt", "the user is frozen, locked or misspelt", Fixes.CHECK_USER)),
            row("unknown_error", null, SOON, List.of(said("unknown_error", "retry your request")),
                    "Salesforce had a hiccup, or the login URL is not this org's.",
                    cause("hiccup", "it was a hiccup, though sfjwt has tried several times already",
                            Fix.of("try again in a minute").in(Step.TOKEN)),
                    cause("generic_login_host", "the login URL is a general one, or another org's", Fixes.MY_DOMAIN)),
            row("server_error", null, LATER, List.of(said("server_error")), "Salesforce could not answer.",
                    cause("maintenance", "Salesforce is under maintenance, or the org is being moved",
                            Fixes.COME_BACK)),
            row("temporarily_unavailable", null, LATER, List.of(said("temporarily_unavailable")),
                    "Salesforce cannot answer at the moment.",
                    cause("maintenance", "Salesforce is under maintenance, or the org is being moved",
                            Fixes.COME_BACK)));

    private LoginRefusals() {
    }
}
