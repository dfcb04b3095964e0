package lib.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;

/**
 * Makes the Salesforce CLI know the org: with the key where it can read it, so that it can log in again by itself, else
 * with a token.
 */
public final class SfLogin {

    /**
     * @param alias null for none
     * @param withToken whether a token is handed over even where the key could be
     */
    public record Request(OrgConfig config, Session session, String alias, boolean setDefault, boolean withToken) {
    }

    /**
     * What is to be run.
     *
     * @param environment what the command needs besides this process's own; holds no secret
     */
    public record Command(List<String> words, Map<String, String> environment, boolean withToken) {

        /** {@code {"command": […], "environment": {…}, "withToken"}} */
        public JsonObject json() {
            return Json.createObjectBuilder().add("command", Json.createArrayBuilder(words))
                    .add("environment", Json.createObjectBuilder(Map.copyOf(environment)))
                    .add("withToken", withToken).build();
        }
    }

    /** @throws Failure for the key file; for the login where a token is handed over */
    public Command command(Request request) {
        OrgConfig config = request.config();
        var words = new ArrayList<String>();
        boolean withToken = request.withToken() || !canReadKey(config.key());
        if (withToken) {
            request.session().token().limits().map(said -> Warning.of("token_limits", said))
                    .ifPresent(request.session()::warn);
            words.addAll(List.of("sf", "org", "login", "access-token", "--no-prompt",
                    "--instance-url", request.session().token().instanceUrl().toString()));
        } else {
            Path key = ((KeySource.InFile) config.key()).path().toAbsolutePath().normalize();
            if (isGoneSoon(key)) {
                request.session().warn(Warning.of("key_goes_away", "Jenkins deletes " + key
                        + " at the end of this step, and sf cannot log in "
                        + "again without it: --with-token hands over a token instead"));
            }
            words.addAll(jwt(config.username(), key.toString(), config.consumerKey(), config.loginUrl().toString()));
        }
        words.addAll(naming(request.alias(), request.setDefault()));
        // without it, sf tries several pairs of host and audience, the My Domain's own first, each a login
        Map<String, String> environment = withToken ? Map.of() : request.session().knownAudience()
                .map(audience -> Map.of("SF_AUDIENCE_URL", audience)).orElse(Map.of());
        return new Command(words, environment, withToken);
    }

    /** The words of a login with a key file, which sf reads again at every login. */
    public static List<String> jwt(String username, String keyFile, String consumerKey, String loginUrl) {
        return List.of("sf", "org", "login", "jwt", "--username", username, "--jwt-key-file", keyFile, "--client-id",
                consumerKey, "--instance-url", loginUrl);
    }

    /** @param alias what sf calls the org, null for no name */
    public static List<String> naming(String alias, boolean setDefault) {
        List<String> words = new ArrayList<>(alias == null ? List.of() : List.of("--alias", alias));
        if (setDefault) {
            words.add("--set-default");
        }
        return words;
    }

    /**
     * Runs it in this process's place.
     *
     * @return its exit code
     * @throws Failure {@code command_not_found} where there is no Salesforce CLI
     */
    public int run(Command command, Session session, Path folder, Map<String, String> environment,
            Exec.Prepared prepared) {
        var all = new HashMap<>(environment);
        all.putAll(command.environment());
        if (command.withToken()) {
            session.prove(ApiVersion.latest(session));
            all.put(Exec.ACCESS_TOKEN, session.token().accessToken());
        }
        prepared.ready(session.warnings(), command.withToken() ? session.token().secrets() : List.of());
        var words = new ArrayList<>(command.words());
        if (System.getProperty("os.name").startsWith("Windows")) {
            words.set(0, "sf.cmd");
        }
        try {
            return Child.run(words, folder, all);
        } catch (Failure e) {
            throw e.kind() != Kind.NOT_FOUND ? e : Failure.of(e.kind(), e.code(),
                    "the Salesforce CLI (sf) is not on the PATH",
                    "install it: npm install --global @salesforce/cli; or see the command with --print").from(e);
        }
    }

    /** Jenkins' Credentials Binding puts secret files below WORKSPACE@tmp/secretFiles. */
    private static boolean isGoneSoon(Path key) {
        return key.toString().replace('\\', '/').contains("@tmp/secretFiles/");
    }

    /** It reads PEM without a passphrase, and goes on reading the file wherever it logs in again. */
    private static boolean canReadKey(KeySource key) {
        if (!(key instanceof KeySource.InFile(var path, _))) {
            return false;
        }
        String text = new String(InputFile.read(path, "private key", PrivateKeys.LARGEST), StandardCharsets.ISO_8859_1);
        return text.matches("(?s).*-----BEGIN (RSA )?PRIVATE KEY-----.*") && !text.contains("ENCRYPTED");
    }
}
