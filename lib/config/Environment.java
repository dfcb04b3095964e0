package lib.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.keys.KeySource;
import lib.text.Quoted;

/**
 * The SFJWT_ variables, which let a CI job log in without a jwt.json.
 *
 * <p>CI systems hand out an empty string for a secret that a job may not see, so empty counts as not set.
 */
public record Environment(Map<String, String> variables, Path folder) {

    public static final String CONSUMER_KEY = "SFJWT_CONSUMER_KEY";
    public static final String USERNAME = "SFJWT_USERNAME";
    public static final String PRIVATE_KEY = "SFJWT_PRIVATE_KEY";
    public static final String PRIVATE_KEY_FILE = "SFJWT_PRIVATE_KEY_FILE";
    public static final String KEY_ALIAS = "SFJWT_KEY_ALIAS";
    public static final String KEY_PASSPHRASE = "SFJWT_KEY_PASSPHRASE";
    public static final String PKCS11_MODULE = "SFJWT_PKCS11_MODULE";
    public static final String LOGIN_URL = "SFJWT_LOGIN_URL";
    public static final String SANDBOX = "SFJWT_SANDBOX";
    public static final String AUDIENCE = "SFJWT_AUDIENCE";
    public static final String CONFIG = "SFJWT_CONFIG";
    public static final String PROFILE = "SFJWT_PROFILE";

    public static final String STORE_DIR = "SFJWT_STORE_DIR";
    public static final String STORE = "SFJWT_STORE";
    public static final String STORE_TTL = "SFJWT_STORE_TTL";

    /** What a login needs. */
    private static final List<String> ALL = List.of(CONSUMER_KEY, USERNAME, PRIVATE_KEY, PRIVATE_KEY_FILE,
            KEY_ALIAS, KEY_PASSPHRASE, PKCS11_MODULE, LOGIN_URL, SANDBOX, AUDIENCE);

    /** Variables that no program which sfjwt starts is handed on. */
    public static List<String> keySecrets() {
        return List.of(PRIVATE_KEY, KEY_PASSPHRASE);
    }

    /** Empty where there is none; without the line end that an echo or a secret store added, which nobody can type. */
    public static String keyPassphrase(Map<String, String> variables) {
        return variables.getOrDefault(KEY_PASSPHRASE, "").replaceFirst("[\r\n]+$", "");
    }

    public OrgSettings settings() {
        return OrgSettings.NONE.withConsumerKey(trimmed(CONSUMER_KEY)).withUsername(trimmed(USERNAME)).withKey(key())
                .withKeyAlias(trimmed(KEY_ALIAS)).withLoginUrl(trimmed(LOGIN_URL)).withSandbox(sandbox())
                .withAudience(trimmed(AUDIENCE));
    }

    /** The variable's value, without the blanks, line ends and mark that a pasted secret picks up; null if unset. */
    public Setting<String> trimmed(String variable) {
        // docker --env-file and others hand the quotes of the line on too
        String value = variables.getOrDefault(variable, "").replaceFirst("^\uFEFF+", "").strip()
                .replaceFirst("(?s)^([\"'])(.*)\\1$", "$2").strip();
        return value.isEmpty() ? null : new Setting<>(value, variable);
    }

    /** The SFJWT_ variables that are set but empty, which in CI means a secret that this job may not see. */
    public List<String> empty() {
        return ALL.stream().filter(name -> variables.containsKey(name) && variables.get(name).isBlank()).toList();
    }

    private Setting<KeySource> key() {
        Setting<String> text = trimmed(PRIVATE_KEY);
        Setting<String> file = trimmed(PRIVATE_KEY_FILE);
        if (text != null && file != null) {
            throw Failure.usage("two_keys", PRIVATE_KEY + " and " + PRIVATE_KEY_FILE + " are both set",
                    "unset one of them");
        }
        if (text != null) {
            return new Setting<>(new KeySource.InVariable(text.value(), PRIVATE_KEY), PRIVATE_KEY);
        }
        return file == null ? null
                : new Setting<>(KeySource.atShell(file.value(), folder, PRIVATE_KEY_FILE), PRIVATE_KEY_FILE);
    }

    private Setting<Boolean> sandbox() {
        Setting<String> text = trimmed(SANDBOX);
        if (text == null) {
            return null;
        }
        String value = text.value().toLowerCase(Locale.ROOT);
        if (Stream.of("true", "1", "yes").anyMatch(value::equals)) {
            return new Setting<>(true, SANDBOX);
        }
        if (Stream.of("false", "0", "no").anyMatch(value::equals)) {
            return new Setting<>(false, SANDBOX);
        }
        throw Failure.usage("bad_sandbox", SANDBOX + " is " + Quoted.value(text.value()),
                "set it to true or false, or unset it");
    }

    /** Names our variables only: values are secrets, and the other variables are nobody's business. */
    @Override
    public String toString() {
        return ALL.stream().filter(variables::containsKey).toList().toString();
    }
}
