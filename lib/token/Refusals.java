package lib.token;

import static lib.token.Refusal.Passing.NEVER;
import static lib.token.Refusal.Passing.SOON;
import static lib.token.Refusal.Passing.WITH_PROPAGATION;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.Untrusted;

/**
 * Every refusal that is known, as data: read by get-token, by the guide and by the dashboard.
 *
 * <p>Collected from Salesforce's "OAuth 2.0 Authorization Errors" page and from public reports of people who met them.
 */
public final class Refusals {

    private static final String POLICIES = "Setup > External Client App Manager > your app > Policies > Edit";
    private static final String SETTINGS = "Setup > External Client App Manager > your app > Settings > Edit";
    private static final String PERMITTED_USERS = POLICIES + " > OAuth Policies: set Permitted Users to \"Admin approved "
            + "users are pre-authorized\", and under App Policies select the user's profile or a permission set; save";
    private static final String MY_DOMAIN = "give the org's My Domain as the login URL, like "
            + "https://acme.my.salesforce.com (Setup > My Domain): sfjwt setup-config --login-url …";
    private static final String WAIT = "wait about ten minutes after creating or changing the app, then try again";
    private static final String CHECK_USER = "compare --username with Setup > Users > Username, letter by letter; in a "
            + "sandbox it ends with the sandbox's name, like ci@acme.example.dev";
    private static final String REUPLOAD = SETTINGS + " > Enable JWT Bearer Flow: upload the server.crt that belongs to "
            + "your key (sfjwt verify-key server.key --cert server.crt tells), save, wait about ten minutes";
    private static final String ADD_SCOPES = SETTINGS + " > OAuth Scopes: select \"Manage user data via APIs (api)\", "
            + "\"Manage user data via Web browsers (web)\" and \"Perform requests at any time (refresh_token, "
            + "offline_access)\"; save";
    private static final String COPY_KEY = "copy the Consumer Key with its copy button (" + SETTINGS.replace(" > Edit", "")
            + " > OAuth Settings > Consumer Key and Secret) and give it to sfjwt setup-config";
    private static final String OTHER_FLOW = "sfjwt sends only a JWT bearer assertion, so another program or a proxy "
            + "changed the request, or this is another program's message; compare with sfjwt get-token --verbose";

    /** In the order in which people meet them, the most frequent first. */
    public static final List<Refusal> ALL = List.of(
            row("user_not_approved", WITH_PROPAGATION,
                    List.of(said("invalid_grant", "user hasn't approved this consumer")),
                    "Salesforce knows the app, but finds no approval for this user in this org.",
                    cause("the app lets users authorize themselves, and this user never did", PERMITTED_USERS),
                    cause("the username is misspelt, or is the user's e-mail address", CHECK_USER),
                    cause("the user is in another org than the login URL leads to", MY_DOMAIN),
                    cause("the app has no refresh_token scope", ADD_SCOPES),
                    cause("the app's policy was saved a moment ago", WAIT),
                    cause("the sandbox was refreshed since, which resets usernames and approvals",
                            "check the username's suffix and the app's policy in the refreshed sandbox")),
            row("audience_invalid", NEVER,
                    List.of(said("invalid_grant", "audience is invalid"),
                            said("invalid_grant", "audience validation failed")),
                    "The signature is right; the aud claim is not one that this login host takes.",
                    cause("a sandbox is addressed as production, or production as a sandbox",
                            "for a sandbox: sfjwt setup-config --sandbox, for production without; the audience follows"),
                    cause("the login URL is misspelt, or is not the org's My Domain", MY_DOMAIN),
                    cause("an audience of your own is set, with a path or for another environment",
                            "remove \"audience\" from jwt.json and unset SFJWT_AUDIENCE: sfjwt derives it")),
            row("app_not_in_org", WITH_PROPAGATION,
                    List.of(said("app_not_found", "external client app is not installed in this org"),
                            said("OAUTH_EC_APP_NOT_FOUND")),
                    "The Consumer Key belongs to an External Client App that this org does not have.",
                    cause("the app was created in another org; it exists only where it was created",
                            "create it in this org too (sfjwt steps), and use that app's Consumer Key"),
                    cause("the login URL leads to another org", MY_DOMAIN),
                    cause("the sandbox was created or refreshed from an org without the app",
                            "create the app in the sandbox, and use its own Consumer Key"),
                    cause("the app is disabled", POLICIES + ": enable the app and its OAuth plugin; save"),
                    cause("users still authorize themselves", PERMITTED_USERS),
                    cause("the app is new, and not all servers know it yet", WAIT)),
            row("assertion_invalid", WITH_PROPAGATION, List.of(said("invalid_grant", "invalid assertion")),
                    "Salesforce knows the app, but the signature does not fit the certificate that the app has.",
                    cause("the certificate at the app does not belong to this private key", REUPLOAD),
                    cause("JWT Bearer Flow is not enabled at the app, or has no certificate", REUPLOAD),
                    cause("the certificate was replaced a moment ago, so that the old key fails and the new one does "
                            + "not work yet", WAIT),
                    cause("the private key was mangled on its way here (line breaks, another file's text)",
                            "check it with sfjwt verify-key")),
            row("consumer_key_unknown", WITH_PROPAGATION,
                    List.of(said("invalid_client_id", "client identifier invalid")),
                    "Salesforce knows no app with this Consumer Key.",
                    cause("the Consumer Key is misspelt or incomplete (I and l look alike)", COPY_KEY),
                    cause("the app is less than ten minutes old", WAIT),
                    cause("the app is in another org or sandbox than the login URL leads to", MY_DOMAIN),
                    cause("the app was deleted", "create it anew: sfjwt steps")),
            row("user_not_admin_approved", WITH_PROPAGATION,
                    List.of(said("invalid_app_access", "user is not admin approved to access this app"),
                            said("OAUTH_APP_ACCESS_DENIED", "user is not admin approved to access this app")),
                    "Key, certificate, app, audience and user are all right; only the permission is missing.",
                    cause("neither the user's profile nor one of the user's permission sets is selected in the app's "
                            + "policy", POLICIES + " > App Policies: select the user's profile or a permission set; save"),
                    cause("a permission set is selected, but the user does not have it",
                            "Setup > Permission Sets > that one > Manage Assignments > Add Assignment: add the user"),
                    cause("the policy was saved a moment ago", WAIT)),
            row("assertion_expired", NEVER, List.of(said("invalid_grant", "expired authorization code")),
                    "The assertion's exp had passed when it arrived.",
                    cause("this machine's clock is behind", "set the clock: sudo timedatectl set-ntp true (Linux), "
                            + "sudo sntp -sS time.apple.com (macOS), w32tm /resync (Windows); in a container or VM, the "
                            + "host's"),
                    cause("the assertion is valid for too few seconds for a slow network",
                            "raise --expires-in (300 at the most)")),
            row("user_invalid", NEVER, List.of(said("invalid_grant", "invalid user")),
                    "Salesforce finds no such user.",
                    cause("the username is misspelt, or belongs to another org", CHECK_USER),
                    cause("the login URL leads to another org", MY_DOMAIN)),
            row("user_inactive", NEVER,
                    List.of(said("inactive_user"),
                            said("invalid_grant", "inactive user"),
                            said("invalid_grant", "user is inactive")),
                    "The user exists but is deactivated or frozen.",
                    cause("the user is not active", "Setup > Users > the user > Edit: tick Active; or log in as "
                            + "another user"),
                    cause("the user is frozen", "Setup > Users > the user: Unfreeze")),
            row("login_rate", NEVER,
                    List.of(said("rate_limit_exceeded"), said("invalid_grant", "login rate exceeded")),
                    "The user logged in more than 3,600 times within an hour.",
                    cause("something gets a new token for every call", "keep the token and use it until it is refused "
                            + "(INVALID_SESSION_ID); the block ends after about an hour")),
            row("ip_or_hours", NEVER, List.of(said("invalid_grant", "ip restricted or invalid login hours")),
                    "The user may not log in from this address, or not at this time.",
                    cause("the user's profile allows logins only from other IP addresses",
                            "Setup > Profiles > the user's profile > Login IP Ranges: add this machine's public address"),
                    cause("the app enforces IP restrictions", POLICIES + " > OAuth Policies: set IP Relaxation to "
                            + "\"Relax IP restrictions\"; save"),
                    cause("the profile's login hours exclude this moment", "Setup > Profiles > the user's profile > "
                            + "Login Hours")),
            row("no_scopes", WITH_PROPAGATION, List.of(said("invalid_grant", "no valid scopes defined")),
                    "The app has no OAuth scope (required since Winter '26).",
                    cause("no scope is selected at the app", ADD_SCOPES)),
            row("wrong_domain", NEVER, List.of(said("invalid_grant", "request not supported on this domain")),
                    "This host does not take this login.",
                    cause("the login URL is a generic or a Setup host", MY_DOMAIN)),
            row("org_inactive", NEVER, List.of(said("inactive_org")),
                    "The org is locked, closed or suspended.",
                    cause("a trial or scratch org has expired", "create a new org, and the app in it"),
                    cause("the org was locked", "ask Salesforce Customer Support")),
            row("app_blocked", NEVER, List.of(said("OAUTH_APP_BLOCKED", "this app is blocked by admin")),
                    "An admin has blocked the app in this org.",
                    cause("the app is blocked", "Setup > OAuth Usage (Connected Apps OAuth Usage): Unblock it")),
            row("app_not_installed", NEVER,
                    List.of(said("invalid_client", "app must be installed into org"),
                            said("OAUTH_APPROVAL_ERROR_GENERIC")),
                    "The org blocks connected apps that are not installed (rule of September 2025).",
                    cause("the app is an old connected app that is not installed here",
                            "Setup > Connected Apps OAuth Usage: Install; better, create an External Client App: sfjwt steps")),
            row("client_credentials_invalid", NEVER, List.of(said("invalid_client", "invalid client credentials")),
                    "A client secret was sent, and it is wrong; this flow needs none.",
                    cause("a wrong Consumer Key, such as another app's from a CI secret", COPY_KEY),
                    cause("a proxy or other program adds a secret", OTHER_FLOW)),
            row("grant_type_unsupported", NEVER, List.of(said("unsupported_grant_type")),
                    "The request did not arrive as a JWT bearer login.",
                    cause("the login URL does not lead to a token endpoint", MY_DOMAIN),
                    cause("the request was changed on its way", OTHER_FLOW)),
            row("scope_unsupported", NEVER, List.of(said("invalid_request", "scope parameter not supported")),
                    "This flow takes no scope; the scopes are the app's.",
                    cause("the request was changed on its way", OTHER_FLOW)),
            row("request_invalid", NEVER, List.of(said("invalid_request")),
                    "The request did not arrive as it was sent.",
                    cause("the request was changed on its way", OTHER_FLOW)),
            row("run_as_user_missing", NEVER, List.of(said("invalid_grant", "no client credentials user enabled")),
                    "This is the client credentials flow's refusal, not this flow's.",
                    cause("another flow was used", OTHER_FLOW)),
            row("authentication_failure", NEVER, List.of(said("invalid_grant", "authentication failure")),
                    "Mostly the username-password flow's refusal.",
                    cause("the user is frozen, locked or misspelt", CHECK_USER),
                    cause("another flow was used", OTHER_FLOW)),
            row("activation_invalid", NEVER, List.of(said("invalid_grant", "activation secret invalid")),
                    "A device activation is no longer valid (Login History: LOGIN_OAUTH_INVALID_DS).",
                    cause("an earlier approval of this user is stale", "Setup > Users > the user > OAuth Connected Apps: "
                            + "Revoke, then pre-authorize: " + PERMITTED_USERS)),
            row("refresh_token_expired", NEVER, List.of(said("invalid_grant", "expired access/refresh token")),
                    "This is the refresh token flow's refusal; a JWT login needs no refresh token.",
                    cause("another flow was used", OTHER_FLOW)),
            row("unknown_error", SOON, List.of(said("unknown_error")),
                    "Salesforce had a hiccup, or the login URL is the wrong one for this org.",
                    cause("a moment's hiccup (sfjwt has tried again already)", "try again in a minute"),
                    cause("the login URL is generic or leads elsewhere", MY_DOMAIN)),
            row("server_error", SOON, List.of(said("server_error")),
                    "Salesforce could not answer.",
                    cause("maintenance, a site switch or an org being moved",
                            "wait and try again; the state is at https://status.salesforce.com")),
            row("temporarily_unavailable", SOON, List.of(said("temporarily_unavailable")),
                    "Salesforce could not answer.",
                    cause("maintenance, a site switch or an org being moved",
                            "wait and try again; the state is at https://status.salesforce.com")),
            row("scope_invalid", NEVER, List.of(said("invalid_scope")),
                    "The authorize page's refusal: a scope that the app does not have.",
                    cause("another flow was used", OTHER_FLOW)),
            row("redirect_mismatch", NEVER, List.of(said("redirect_uri_mismatch")),
                    "The authorize page's refusal: the callback URL is not the app's.",
                    cause("another flow was used", OTHER_FLOW)),
            row("response_type_unsupported", NEVER, List.of(said("unsupported_response_type")),
                    "The authorize page's refusal, not this flow's.",
                    cause("another flow was used", OTHER_FLOW)),
            row("immediate_unsuccessful", NEVER, List.of(said("immediate_unsuccessful")),
                    "The authorize page's refusal: the user must log in first.",
                    cause("another flow was used", OTHER_FLOW)),
            row("access_denied", NEVER, List.of(said("access_denied")),
                    "The authorize page's refusal: the user said no.",
                    cause("another flow was used", OTHER_FLOW)),
            row("domain_restricted", NEVER, List.of(said("invalid_grant", "restricted domain")),
                    "The org takes logins through its My Domain only.",
                    cause("the login URL is generic, and the org's My Domain policy forbids that", MY_DOMAIN)),
            row("session_level", NEVER, List.of(said("invalid_grant", "high assurance")),
                    "The app or profile asks for a high-assurance session, which this flow cannot give.",
                    cause("a session security level is required", POLICIES + " > OAuth Policies: no required session "
                            + "level; Setup > Profiles > the user's profile > Session Settings: none")),
            row("api_disabled", NEVER, List.of(said("API_DISABLED_FOR_ORG"), said("API_CURRENTLY_DISABLED")),
                    "The user may not use the API.",
                    cause("the user's profile or permission sets lack API Enabled",
                            "Setup > Permission Sets > one of the user's > System Permissions: tick API Enabled")),
            row("session_invalid", NEVER, List.of(said("INVALID_SESSION_ID")),
                    "The access token has expired, was revoked, or was sent to another org's host.",
                    cause("the token is old", "get a new one: sfjwt get-token"),
                    cause("the token went to another host than its instance_url", "use the instance_url of the answer")));

    private Refusals() {
    }

    private static Refusal row(String id, Refusal.Passing passing, List<Refusal.Said> said, String meaning, Cause... causes) {
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

    private static Cause cause(String why, String fix) {
        return new Cause(why, fix);
    }

    /** The row for what Salesforce said; by its description alone where the code is new. */
    public static Optional<Refusal> find(String error, String description) {
        return ALL.stream().filter(row -> row.matches(error, description)).findFirst()
                .or(() -> ALL.stream().filter(row -> row.describes(description)).findFirst());
    }

    /** @return the failure to throw: what Salesforce said, then the likely causes with their fixes */
    static Failure explain(String error, String description, int status, Optional<ClockSkew> skew) {
        Optional<Refusal> row = find(error, description);
        List<Cause> causes = new ArrayList<>(row.map(Refusal::causes).orElse(List.of(unknown())));
        boolean clockExplainsIt = row.filter(refusal -> refusal.id().equals("assertion_expired")).isPresent();
        skew.ifPresent(off -> causes.add(clockExplainsIt ? 0 : causes.size(), off.cause()));
        var facts = Json.createObjectBuilder()
                .add("salesforceError", Untrusted.line(error))
                .add("salesforceDescription", Untrusted.line(description))
                .add("httpStatus", status);
        row.ifPresent(refusal -> facts.add("meaning", refusal.meaning()));
        skew.ifPresent(off -> facts.add("clockAheadSeconds", off.ahead().toSeconds()));
        return Failure.of(Kind.REFUSED, row.map(Refusal::id).orElse("refused"), message(error, description, row),
                        causes.getFirst().fix())
                .because(causes).with(facts.build())
                .retryable(row.filter(refusal -> refusal.passing() == SOON).isPresent());
    }

    private static String message(String error, String description, Optional<Refusal> row) {
        return "Salesforce refused: " + Untrusted.line(error)
                + (description.isBlank() ? "" : " (" + Untrusted.line(description) + ")")
                + row.map(refusal -> ". " + refusal.meaning()).orElse("");
    }

    private static Cause unknown() {
        return new Cause("sfjwt does not know this refusal", "look at Setup > Login History for this user, which often "
                + "says more, and go through sfjwt steps once more");
    }
}
