package lib.refusal;

import static lib.failure.Fix.command;
import static lib.refusal.Refusal.Passing.NEVER;
import static lib.refusal.Refusal.cause;
import static lib.refusal.Refusal.row;
import static lib.refusal.Refusal.said;

import java.util.List;
import lib.failure.Fix;
import lib.failure.Step;

/**
 * What Salesforce answers elsewhere: to calls with a token, and to other ways to log in.
 */
final class OtherRefusals {

    private static final Refusal SINGLE_ACCESS = row("single_access_refused", null, NEVER,
            List.of(said("HTTP 403 at /services/oauth2/singleaccess")),
            "Salesforce gives no link that opens the org in a browser.",
            cause("token_ended", "the access token has expired or was revoked",
                    Fix.of("get a new one: ", command("get-token", "--fresh"))),
            cause("scope_web_missing", "the app lacks the scope web",
                    Fixes.addScopes("\"Manage user data via Web browsers (web)\"")),
            cause("api_only_user", "the user is an API-only user, who may not open a browser session",
                    Fix.of(SetupPages.PERMISSION_SET + " > System Permissions > Edit: clear Api Only User; or log in "
                            + "to the browser as another user")));

    private static final Refusal NEW_TOKEN_REFUSED = row("new_token_refused", null, NEVER,
            List.of(said("INVALID_SESSION_ID for a new token")),
            "Salesforce gives an access token, and its API refuses the very same token.",
            cause("api_access_control", "API Access Control limits the org's API to apps that an admin has allowed",
                    Fix.of("an admin opens " + SetupPages.API_ACCESS_CONTROL
                            + ", and allows this app: Setup > Connected Apps OAuth Usage > Install, or Manage App "
                            + "Policies > Admin approved users are pre-authorized").in(Step.APP)),
            cause("token_sent_elsewhere", "something between here and Salesforce sends the call to another org",
                    Fix.of("check that the calls go to the instance_url that came with the token")));

    private static final Refusal SESSION_INVALID = row("session_invalid", null, NEVER,
            List.of(said("INVALID_SESSION_ID", "Session expired or invalid"), said("Bad_OAuth_Token")),
            "The access token has expired, was revoked, or was sent to another org.",
            cause("token_old", "the access token is old", Fix.of("get a new one: ", command("get-token", "--fresh"))),
            cause("token_sent_elsewhere", "the access token was sent elsewhere than to its instance_url",
                    Fix.of("send it to the instance_url that came with it")),
            cause("api_access_control", "the token is new, and API Access Control does not allow the app",
                    NEW_TOKEN_REFUSED.causes().getFirst().fix()));

    static final List<Refusal> ROWS = List.of(
            SESSION_INVALID, NEW_TOKEN_REFUSED, SINGLE_ACCESS,
            row("api_disabled", null, NEVER, List.of(said("API_DISABLED_FOR_ORG"), said("API_CURRENTLY_DISABLED")),
                    "The user may not use the API.",
                    cause("api_not_enabled", "neither the user's profile nor a permission set of the user's has API "
                            + "Enabled", Fix.of(SetupPages.PERMISSION_SET + " > System Permissions > Edit: tick API "
                                    + "Enabled; save"))),
            row("scratch_org_signup", null, NEVER, List.of(said("C-1016")),
                    "The Dev Hub was logged in with an External Client App, which scratch orgs cannot copy.",
                    cause("app_not_copied", "a scratch org gets a copy of the Dev Hub's app, and cannot have this one",
                            Fix.of("set SF_SCRATCH_SIGNUP_CONNECTED_APP=PlatformCLI for sf org create scratch"))),
            row("activation_invalid", null, NEVER, List.of(said("invalid_grant", "activation secret invalid")),
                    "A device's activation is no longer valid (LOGIN_OAUTH_INVALID_DS in " + SetupPages.LOGIN_HISTORY
                            + ").",
                    cause("old_refresh_token", "another program uses an old refresh token of this user",
                            Fix.of(SetupPages.USERS + " > the user > OAuth Connected Apps: Revoke; then authorize "
                                    + "again: ", Fixes.PRE_AUTHORIZE).in(Step.APP))),
            otherFlow("refresh_token_expired", "This answers a refresh token; a JWT bearer login has none.",
                    said("invalid_grant", "expired access/refresh token")),
            otherFlow("run_as_user_missing", "This answers a client credentials login, not a JWT bearer login.",
                    said("invalid_grant", "no client credentials user enabled")),
            otherFlow("scope_invalid", "This answers a login in the browser that asks for a scope which the app does "
                    + "not have.", said("invalid_scope")),
            otherFlow("redirect_mismatch", "This answers a login in the browser whose callback URL is not the app's.",
                    said("redirect_uri_mismatch")),
            otherFlow("response_type_unsupported", "This answers a login in the browser, not a JWT bearer login.",
                    said("unsupported_response_type")),
            otherFlow("immediate_unsuccessful", "This answers a login in the browser: the user must log in or approve "
                    + "first.", said("immediate_unsuccessful")),
            otherFlow("access_denied", "This answers a login in the browser: the user clicked Deny.",
                    said("access_denied")));

    private static Refusal otherFlow(String id, String meaning, Said said) {
        return row(id, null, NEVER, List.of(said), meaning,
                cause("other_flow", "another program uses another way to log in", Fixes.NOT_OURS));
    }
}
