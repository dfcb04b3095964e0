package lib.refusal;

import static lib.failure.Fix.command;
import static lib.refusal.Refusal.Passing.NEVER;
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
 * What Salesforce's token endpoint answers to a JWT bearer login, and most people meet, in that order.
 */
final class FrequentRefusals {

    static final List<Refusal> ROWS = List.of(
            row("user_not_approved", Stage.USER, WITH_PROPAGATION,
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
                            Fixes.WAIT)),
            row("user_not_admin_approved", Stage.PERMISSION, WITH_PROPAGATION,
                    List.of(said("invalid_app_access", "user is not admin approved to access this app"),
                            said("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app")),
                    "Key, certificate, app, audience and user are all right; only the permission is missing.",
                    cause("user_not_in_policies",
                            "the app's policies name neither the user's profile nor a permission set of the user's",
                            Fixes.ADMIT_USER),
                    cause("permission_set_not_assigned",
                            "the app's policies name a permission set, but the user does not have it",
                            Fix.of("Setup > Permission Sets > that set > Manage Assignments > Add Assignment: add "
                                    + "the user").in(Step.APP)),
                    cause("policies_just_saved", "the app's policies were saved a moment ago", Fixes.WAIT)),
            row("audience_invalid", Stage.AUDIENCE, NEVER,
                    List.of(said("invalid_grant", "audience is invalid"),
                            said("invalid_grant", "audience validation failed")),
                    "The signature is right, but this login host does not take the audience (aud).",
                    cause("environment_mixed_up", "a sandbox is addressed as production, or production as a sandbox",
                            Fix.of("for a sandbox, give ", Input.SANDBOX, "; for production, leave it out; the "
                                    + "audience follows by itself")),
                    cause("login_url_misspelt", "the login URL is misspelt, or is not this org's My Domain",
                            Fixes.MY_DOMAIN),
                    cause("audience_by_hand", "an audience was set by hand, with a path or for the other environment",
                            Fix.of("remove ", Input.AUDIENCE, "; sfjwt finds the right one"))),
            row("assertion_invalid", Stage.SIGNATURE, WITH_PROPAGATION,
                    List.of(said("invalid_grant", "invalid assertion")),
                    "Salesforce knows the app, but the signature does not fit the app's certificate.",
                    cause("other_certificate",
                            "the app has another certificate than the one made with your private key", Fixes.UPLOAD),
                    cause("key_damaged",
                            "the private key was damaged on its way here, such as its line breaks in a CI secret",
                            Fix.of("check it where it is used: ", command("verify-key", Text.KEY))),
                    cause("other_program", "another program made the assertion: with base64 instead of base64url, or "
                            + "not with RS256",
                            Fix.of("use ", command("get-token"), " instead, or compare with what it does")),
                    cause("no_certificate", "the app has no certificate, or JWT Bearer Flow is not enabled",
                            Fixes.UPLOAD),
                    cause("certificate_just_replaced", "the certificate was replaced a moment ago", Fixes.WAIT)),
            row("jwt_validation_failed", Stage.SIGNATURE, WITH_PROPAGATION,
                    List.of(said("invalid_grant", "JWT validation failed")),
                    "Salesforce knows the app, but does not accept what the key signed, often because the "
                            + "certificate has expired.",
                    cause("certificate_expired", "the app's certificate has expired", Fixes.RENEW),
                    cause("other_certificate",
                            "the app has another certificate than the one made with your private key", Fixes.UPLOAD),
                    cause("certificate_just_replaced", "the certificate was replaced a moment ago", Fixes.WAIT)),
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
            row("consumer_key_unknown", Stage.APP, WITH_PROPAGATION,
                    List.of(said("invalid_client_id", "client identifier invalid")),
                    "Salesforce knows no app with this Consumer Key.",
                    cause("consumer_key_misspelt", "the Consumer Key is misspelt or incomplete (a capital I and a "
                            + "small l look alike)", Fixes.COPY_KEY),
                    cause("other_org", "the app is in another org or sandbox than the one at the login URL",
                            Fixes.MY_DOMAIN),
                    cause("app_deleted", "the app was deleted", Fix.of("create it again: ", command("steps"))),
                    cause("app_new", "the app is less than ten minutes old", Fixes.WAIT),
                    cause("not_a_consumer_key", "something else was given as Consumer Key, such as the app's name or "
                            + "its Consumer Secret", Fixes.COPY_KEY)),
            row("client_credentials_invalid", Stage.APP, NEVER,
                    List.of(said("invalid_client", "invalid client credentials")),
                    "A client secret was sent that does not belong to the Consumer Key; this login needs none.",
                    cause("client_secret_sent", "another program sends a client_secret",
                            Fix.of("leave it out, or use ", command("get-token"), ", which sends none")),
                    cause("other_app", "the Consumer Key is another app's, such as an old CI secret", Fixes.COPY_KEY)),
            row("app_not_in_org", Stage.APP, WITH_PROPAGATION,
                    List.of(said("app_not_found", "External client app is not installed in this org"),
                            said("OAUTH_EC_APP_NOT_FOUND", "External client app is not installed in this org")),
                    "The Consumer Key belongs to an External Client App that this org does not have.",
                    cause("app_created_elsewhere", "the app was created in another org, and exists only there",
                            Fixes.CREATE_APP),
                    cause("other_org", "the login URL is another org's", Fixes.MY_DOMAIN),
                    cause("sandbox_without_app", "the sandbox was created or refreshed without the app",
                            Fixes.CREATE_APP),
                    cause("self_authorize", "the app still lets users authorize themselves", Fixes.PRE_AUTHORIZE),
                    cause("app_disabled", "the app or its OAuth is disabled",
                            Fix.of(SetupPages.POLICIES + ": enable the app and its OAuth; save").in(Step.APP)),
                    cause("app_new", "the app is new, and is not known everywhere yet", Fixes.WAIT)));
}
