package lib.config;

import java.util.List;

/**
 * Every environment variable that sfjwt reads or hands on, as data; for the help and the man pages.
 */
public final class Variables {

    /**
     * @param name as it is set, or several that belong together
     */
    public record Documented(String name, String meaning) {
    }

    public static final List<Documented> ALL = List.of(
            new Documented(Environment.CONSUMER_KEY, "the app's Consumer Key; --consumer-key"),
            new Documented(Environment.USERNAME, "the Salesforce username; --username"),
            new Documented(Environment.PRIVATE_KEY, "the private key itself: PEM, also with literal \\n or in base64"),
            new Documented(Environment.PRIVATE_KEY_FILE, "the private key's file; --key-file"),
            new Documented(Environment.KEY_ALIAS, "which key, where a key store holds several; --key-alias"),
            new Documented(Environment.KEY_PASSPHRASE, "the passphrase of an encrypted key, or the PIN of a token"),
            new Documented(Environment.PKCS11_MODULE, "the library that speaks to a PKCS#11 token"),
            new Documented(Environment.LOGIN_URL, "the org's My Domain; --login-url"),
            new Documented(Environment.SANDBOX, "true for a sandbox or scratch org; --sandbox"),
            new Documented(Environment.AUDIENCE, "the aud claim, sent exactly as it is; --audience"),
            new Documented(Environment.CONFIG, "the jwt.json to read; --config"),
            new Documented(Environment.PROFILE, "which of several orgs in jwt.json; --profile"),
            new Documented(Environment.STORE_TTL, "how long a stored token is used; --store-ttl"),
            new Documented(Environment.STORE_DIR, "the folder in which tokens are stored"),
            new Documented(Environment.STORE, "a Redis in which many machines share their tokens; --store"),
            new Documented("SFJWT_STORE_PASSWORD, SFJWT_STORE_PASSWORD_FILE",
                    "the password of that Redis, or its file"),
            new Documented("SFJWT_AGENT", "auto: get-token leaves an agent behind, for ten idle minutes"),
            new Documented("SFJWT_AGENT_SOCK", "the socket of sfjwt agent"),
            new Documented("SFJWT_COMMAND", "what follow-up commands begin with, in place of sfjwt"),
            new Documented("HTTPS_PROXY, NO_PROXY", "the proxy, and the hosts that are reached without it"),
            new Documented("NO_COLOR", "anything in it: no colour; --no-color"),
            new Documented("GITHUB_ACTIONS, GITLAB_CI, TF_BUILD, JENKINS_URL",
                    "set by CI systems; get-token --format ci goes by them"),
            new Documented("GITHUB_ENV, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY",
                    "files of the GitHub Actions runner that get-token --format github and failures write to"),
            new Documented("SF_ACCESS_TOKEN, SF_INSTANCE_URL, SF_ORG_INSTANCE_URL",
                    "what get-token --format hands on to scripts and other tools"));

    private Variables() {
    }
}
