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

/**
 * What Salesforce's token endpoint answers to a JWT bearer login, and few people meet.
 */
final class RareRefusals {

    static final List<Refusal> ROWS = List.of(
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
            row("ip_or_hours", Stage.PERMISSION, NEVER,
                    List.of(said("invalid_grant", "ip restricted or invalid login hours")),
                    "The user may not log in from this address, or not at this time.",
                    cause("ip_ranges", "the user's profile allows only other IP addresses",
                            Fix.of(SetupPages.PROFILE + " > Login IP Ranges: add this machine's public address")),
                    cause("ip_enforced", "the app enforces IP restrictions", Fix.of(SetupPages.POLICIES
                            + ": under OAuth Policies set IP Relaxation to \"Relax IP restrictions\"; "
                            + "save").in(Step.APP)),
                    cause("login_hours", "the user's profile allows only other hours",
                            Fix.of(SetupPages.PROFILE + " > Login Hours: allow this time of day"))),
            row("session_level", Stage.PERMISSION, NEVER,
                    List.of(said("invalid_grant", "high assurance"), said("invalid_grant", "high-assurance")),
                    "A high-assurance session is required, which this login cannot give.",
                    cause("app_requires_high_assurance", "the app's policies require one", Fix.of(SetupPages.POLICIES
                            + ": under OAuth Policies remove the requirement of a High Assurance session; "
                            + "save").in(Step.APP)),
                    cause("profile_requires_high_assurance",
                            "the user's profile requires one", Fix.of(SetupPages.PROFILE
                            + " > Session Settings: set Session security level required at login to None"))),
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
                    cause("user_frozen_or_misspelt", "the user is frozen, locked or misspelt",
                            Fix.of("look for exactly ", Input.USERNAME, " in " + SetupPages.USERS
                                    + ": where the user is there, Unfreeze or Unlock, whichever it offers"))),
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
}
