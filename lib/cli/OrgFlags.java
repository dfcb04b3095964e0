package lib.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import lib.config.ConfigPlace;
import lib.config.ConfigSources;
import lib.config.Environment;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Failure;
import picocli.CommandLine.Option;

/**
 * The options that say which org, as whom and with which key.
 */
public final class OrgFlags {

    @Option(names = "--profile", paramLabel = "NAME", description = "Use this profile of jwt.json (SFJWT_PROFILE).")
    String profile;

    @Option(names = "--consumer-key", paramLabel = "KEY", description = "The app's Consumer Key (SFJWT_CONSUMER_KEY).")
    String consumerKey;

    @Option(names = "--username", paramLabel = "NAME", description = "The Salesforce username (SFJWT_USERNAME).")
    String username;

    @Option(names = "--key-file", paramLabel = "FILE", description = "The private key, - for stdin, a pkcs11: URI "
            + "(SFJWT_PRIVATE_KEY_FILE, or SFJWT_PRIVATE_KEY with the key itself).")
    String keyFile;

    @Option(names = "--key-alias", paramLabel = "NAME", description = "Which key of a key store that holds several "
            + "(SFJWT_KEY_ALIAS).")
    String keyAlias;

    @Option(names = "--login-url", paramLabel = "URL", description = "The org's My Domain, or a demo org "
            + "(SFJWT_LOGIN_URL).")
    String loginUrl;

    @Option(names = "--sandbox", negatable = true, arity = "0",
            description = "The org is a sandbox or scratch org (SFJWT_SANDBOX).")
    Boolean sandbox;

    @Option(names = "--audience", paramLabel = "URL", description = "Send this aud claim, exactly as written; "
            + "default: the one that works (SFJWT_AUDIENCE).")
    String audience;

    @Option(names = "--expires-in", paramLabel = "SECONDS", description = "How long the assertion is valid: 1 to 300; "
            + "default 300.")
    Integer expiresIn;

    public OrgSettings settings(Surroundings surroundings) {
        return OrgSettings.NONE.withConsumerKey(setting(consumerKey, "--consumer-key"))
                .withUsername(setting(username, "--username"))
                .withKey(setting(keyFile == null ? null : surroundings.key(keyFile, "--key-file"), "--key-file"))
                .withKeyAlias(setting(keyAlias, "--key-alias"))
                .withLoginUrl(setting(loginUrl, "--login-url"))
                .withSandbox(setting(sandbox, sandbox != null && !sandbox ? "--no-sandbox" : "--sandbox"))
                .withAudience(setting(audience, "--audience"))
                .withExpiresIn(setting(expiresIn, "--expires-in"));
    }

    ConfigSources sources(Surroundings surroundings, ConfigPlace place) {
        return new ConfigSources(settings(surroundings), surroundings.variables(), place.file(), place.asked())
                .withProfile(profile);
    }

    /**
     * Where many orgs are meant, each says itself which it is; these would make them all the same one.
     *
     * @param many the option by which they are meant
     */
    public void refuseWith(String many, boolean everyProfile) {
        Map<String, String> one = new LinkedHashMap<>();
        one.put("--profile", everyProfile ? profile : null);
        one.put("--consumer-key", consumerKey);
        one.put("--username", username);
        one.put("--login-url", loginUrl);
        one.values().removeIf(Objects::isNull);
        if (!one.isEmpty()) {
            String name = one.keySet().iterator().next();
            throw Failure.usage("all_and_one", many + " means many orgs, " + name + " one", "drop one of them");
        }
    }

    /** Whether one org is meant, and not all of a file. */
    boolean namesOne() {
        return profile != null || consumerKey != null || username != null || loginUrl != null;
    }

    /** The profile that setup-config is to write, or null for the top level. */
    public String profileToWrite(Surroundings surroundings) {
        Setting<String> variable = surroundings.variables().trimmed(Environment.PROFILE);
        String name = profile == null && variable != null ? variable.value() : profile;
        return name == null || name.isEmpty() ? null : name;
    }

    private static <T> Setting<T> setting(T value, String name) {
        return value == null ? null : new Setting<>(value, name);
    }
}
