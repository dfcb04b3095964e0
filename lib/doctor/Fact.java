package lib.doctor;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lib.admin.AdminSession;
import lib.admin.AppInOrg;
import lib.admin.AppSettings;
import lib.admin.OrgUser;
import lib.api.ApiVersion;
import lib.config.OrgConfig;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.http.HttpAnswer;
import lib.keys.SigningKey;
import lib.token.TokenAnswer;

/**
 * Something that one check finds out and later ones need.
 *
 * @param what for "needs …"
 */
record Fact<T>(String what) {

    static final Fact<OrgConfig> CONFIG = new Fact<>("a complete config");
    static final Fact<SigningKey> KEY = new Fact<>("a readable private key");
    static final Fact<Path> KEY_FILE = new Fact<>("a key in a file");
    static final Fact<CertificateFile> CERTIFICATE = new Fact<>("a readable certificate");
    static final Fact<DecodedAssertion> ASSERTION = new Fact<>("an assertion");
    /** The login URL, once its host was reached and is to be trusted. */
    static final Fact<URI> CONNECTION = new Fact<>("a connection to the login host");
    /** What the login host answered when it was asked for the API's versions. */
    static final Fact<HttpAnswer> VERSIONS_ANSWER = new Fact<>("an answer of the login host");
    static final Fact<Failure> ODD_ANSWER = new Fact<>("an answer that is not to be used");
    static final Fact<ApiVersion> VERSION = new Fact<>("the API's newest version");
    /** Positive when this machine's clock is ahead. */
    static final Fact<Duration> CLOCK_AHEAD = new Fact<>("the server's clock");
    static final Fact<TokenAnswer> TOKEN = new Fact<>("an access token");
    /** The one that worked, where it is not the likeliest. */
    static final Fact<String> OTHER_AUDIENCE = new Fact<>("another audience");
    static final Fact<Failure> LOGIN_FAILURE = new Fact<>("a login that failed");
    static final Fact<AdminSession> SESSION = new Fact<>("an administrator's session");
    /** The same, once it is known to be one of the org that is logged in to. */
    static final Fact<AdminSession> ADMIN = new Fact<>("an administrator's session of this org");
    static final Fact<Doctor.Repair> REPAIR = new Fact<>("a command that mends an app");
    static final Fact<OrgUser> ORG_USER = new Fact<>("the user in the org");
    static final Fact<AppInOrg> ORG_APP = new Fact<>("the app in the org");
    static final Fact<AppSettings> ORG_SETTINGS = new Fact<>("the app's settings");
    /** What an administrator can see to be wrong. */
    static final Fact<List<Cause>> ORG_CAUSES = new Fact<>("a cause in the org");
    /** How long was waited for the login, when it was. */
    static final Fact<Duration> WAITED = new Fact<>("a wait");
}
