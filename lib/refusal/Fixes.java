package lib.refusal;

import static lib.failure.Fix.command;

import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Step;
import lib.failure.Text;

/**
 * What mends a refusal, where several share it.
 */
public final class Fixes {

    /** The usual files stand for those of the org at hand; a voice that knows them says them. */
    static final Text.Command VERIFY_KEY = command("verify-key", Text.KEY, "--cert", Text.CERTIFICATE);

    private static final String SELECT_USER = "under App Policies select the user's profile (Select Profiles) or a "
            + "permission set that the user has (Select Permission Sets); save";

    static final Fix ADMIT_USER = Fix.of(SetupPages.POLICIES + ": " + SELECT_USER).in(Step.APP);

    static final Fix PRE_AUTHORIZE = Fix.of(SetupPages.POLICIES
            + ": under OAuth Policies set Permitted Users to \"Admin "
            + "approved users are pre-authorized\"; " + SELECT_USER).in(Step.APP);

    static final Fix MY_DOMAIN = Fix.of("give the org's own My Domain, like https://acme.my.salesforce.com ("
            + SetupPages.MY_DOMAIN + " shows it), as ", Input.LOGIN_URL);

    static final Fix WAIT = Fix.of("wait about ten minutes after creating or changing the app, then try again")
            .in(Step.TOKEN);

    static final Fix CHECK_USER = Fix.of("compare ", Input.USERNAME, " with " + SetupPages.USERS
            + " > Username, letter by letter; it is not always the e-mail address, and in a sandbox it ends with the "
            + "sandbox's name, like ci@acme.example.dev");

    static final Fix UPLOAD = Fix.of(SetupPages.SETTINGS + ": under Flow Enablement tick Enable JWT Bearer Flow and "
            + "upload the certificate that was made with your key; save, and wait about ten minutes; to see whether "
            + "the two belong together: ", VERIFY_KEY).in(Step.APP);

    /** @param what the certificate's file, and what comes after it */
    public static Fix upload(String what) {
        return Fix.of(SetupPages.SETTINGS + " > Enable JWT Bearer Flow: upload " + what).in(Step.APP);
    }

    static final Fix RENEW = renew(command("generate-certs", "--reuse-key", "--force"));

    /** @param certify the command that makes the certificate; the key stays, so that nothing else changes */
    public static Fix renew(Object certify) {
        return Fix.of("make a new certificate for the same key: ", certify, "; then ",
                upload("the new certificate")).in(Step.CERTIFICATES);
    }

    static final Fix ADD_SCOPES = addScopes("\"Manage user data via APIs (api)\", \"Manage user data via Web browsers "
            + "(web)\" and \"Perform requests at any time (refresh_token, offline_access)\"");

    public static final Fix COPY_KEY = Fix.of(SetupPages.CONSUMER_KEY
            + ": copy the Consumer Key with its copy button, and give it as ", Input.CONSUMER_KEY);

    public static final Fix SET_CLOCK = Fix.of("set the clock: sudo timedatectl set-ntp true (Linux), sudo sntp -sS "
            + "time.apple.com (macOS), w32tm /resync (Windows); in a container or virtual machine, set its host's");

    static final Fix SET_TIME_ZONE = Fix.of("set the time zone: sudo timedatectl set-timezone Europe/Berlin, for "
            + "example (Linux), System Settings > General > Date & Time (macOS), tzutil /s \"W. Europe Standard Time\" "
            + "(Windows); if it is right already, ", SET_CLOCK);

    static final Fix CREATE_APP = Fix.of("create it in that org too (", command("steps"), "), and use that app's "
            + "Consumer Key as ", Input.CONSUMER_KEY).in(Step.APP);

    static final Fix NOT_OURS = Fix.of("sfjwt never sends such a request: if sfjwt got this answer, something between "
            + "here and Salesforce changed the request; if another program got it, use ", command("get-token"),
            " instead");

    static final Fix GET_TOKEN = Fix.of("use ", command("get-token"), " instead");

    static final Fix COME_BACK = Fix.of("wait, then try again; https://status.salesforce.com says how Salesforce is")
            .in(Step.TOKEN);

    private Fixes() {
    }

    /** @param scopes as Setup calls them */
    public static Fix addScopes(String scopes) {
        return Fix.of(SetupPages.SETTINGS + ": under OAuth Scopes select " + scopes + "; save").in(Step.APP);
    }
}
