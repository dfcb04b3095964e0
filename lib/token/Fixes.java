package lib.token;

/**
 * What mends a refusal, where several share it: the way through Setup, in the words that Setup shows.
 */
final class Fixes {

    private static final String APP = "Setup > External Client App Manager > your app";
    static final String POLICIES = APP + " > Policies > Edit";
    static final String SETTINGS = APP + " > Settings > Edit";

    private static final String SELECT_USER = "under App Policies select the user's profile (Select Profiles) or a "
            + "permission set that the user has (Select Permission Sets); save";

    static final String ADMIT_USER = POLICIES + ": " + SELECT_USER;

    static final String PRE_AUTHORIZE = POLICIES + ": under OAuth Policies set Permitted Users to \"Admin approved "
            + "users are pre-authorized\"; " + SELECT_USER;

    static final String MY_DOMAIN = "use the org's own My Domain as the login URL, like https://acme.my.salesforce.com "
            + "(Setup > My Domain shows it): --login-url, or \"loginUrl\" in jwt.json";

    static final String WAIT = "wait about ten minutes after creating or changing the app, then try again";

    static final String CHECK_USER = "compare --username (\"subject\" in jwt.json) with Setup > Users > Username, "
            + "letter by letter; it is not always the e-mail address, and in a sandbox it ends with the sandbox's "
            + "name, like ci@acme.example.dev";

    static final String UPLOAD = SETTINGS + ": under Flow Enablement tick Enable JWT Bearer Flow and upload the "
            + "server.crt that was made with your key; save, and wait about ten minutes; whether the two belong "
            + "together, sfjwt verify-key certs/server.key --cert certs/server.crt tells";

    static final String ADD_SCOPES = SETTINGS + ": under OAuth Scopes select \"Manage user data via APIs (api)\", "
            + "\"Manage user data via Web browsers (web)\" and \"Perform requests at any time (refresh_token, "
            + "offline_access)\"; save";

    static final String COPY_KEY = APP + " > Settings > OAuth Settings > Consumer Key and Secret: copy the Consumer "
            + "Key with its copy button, and give it as --consumer-key, or \"consumerKey\" in jwt.json";

    static final String SET_CLOCK = "set the clock: sudo timedatectl set-ntp true (Linux), sudo sntp -sS "
            + "time.apple.com (macOS), w32tm /resync (Windows); in a container or virtual machine, set its host's";

    static final String NOT_OURS = "sfjwt never sends such a request: if sfjwt got this answer, something between here "
            + "and Salesforce changed the request; if another program got it, use sfjwt get-token instead";

    static final String COME_BACK = "wait, then try again; https://status.salesforce.com says how Salesforce is";

    private Fixes() {
    }
}
