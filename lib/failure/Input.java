package lib.failure;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a person tells sfjwt, by its name in each place where it can be told.
 */
public enum Input implements Text.Part {
    CONSUMER_KEY("consumerKey", "--consumer-key", "SFJWT_CONSUMER_KEY", "Consumer Key"),
    USERNAME("subject", "--username", "SFJWT_USERNAME", "Salesforce username"),
    LOGIN_URL("loginUrl", "--login-url", "SFJWT_LOGIN_URL", "Login URL (My Domain)"),
    SANDBOX("sandbox", "--sandbox", "SFJWT_SANDBOX", "It is a sandbox or scratch org"),
    AUDIENCE("audience", "--audience", "SFJWT_AUDIENCE", "Audience (rarely needed)"),
    EXPIRES_IN("expiresIn", "--expires-in", "", "Assertion valid for (seconds)"),
    KEY_FILE("privateKeyFile", "--key-file", "SFJWT_PRIVATE_KEY_FILE", "Private key file"),
    KEY_ALIAS("keyAlias", "--key-alias", "SFJWT_KEY_ALIAS", "Key alias"),
    // what follows is given to a command, and kept in no jwt.json
    PROFILE("profile", "--profile", "SFJWT_PROFILE", "Profile"),
    CONFIG("configPath", "--config", "SFJWT_CONFIG", "Save as"),
    CERTIFICATE("certPath", "--cert", "", "Certificate that should belong to it"),
    ORG("org", "--org", "", "Organization"),
    UNIT("unit", "--unit", "", "Organizational unit"),
    NAME("commonName", "--name", "", "Common name"),
    EMAIL("email", "--email", "", "Email"),
    CITY("city", "--city", "", "City"),
    STATE("state", "--state", "", "State or province"),
    COUNTRY("country", "--country", "", "Country"),
    DAYS("days", "--days", "", "Valid for (days)"),
    KEY_SIZE("keySize", "--key-size", "", "Key size (bits)"),
    OUTPUT("outputDir", "--output", "", "Output folder");

    private final String field;
    private final String option;
    private final String variable;
    private final String label;

    Input(String field, String option, String variable, String label) {
        this.field = field;
        this.option = option;
        this.variable = variable;
        this.label = label;
    }

    /** @param field one of these, such as subject */
    public static Optional<Input> ofField(String field) {
        return Arrays.stream(values()).filter(one -> one.field.equals(field)).findFirst();
    }

    @Override
    public String say(Voice voice) {
        return voice.input(this);
    }

    /** Its name in jwt.json and in the dashboard's API. */
    public String field() {
        return field;
    }

    public String option() {
        return option;
    }

    /** The environment variable that says it; empty where none does. */
    public String variable() {
        return variable;
    }

    /** What the page calls its field. */
    public String label() {
        return label;
    }

    /** Whether jwt.json has it. */
    public boolean isField() {
        return compareTo(PROFILE) < 0;
    }

    /** The step of the guide at which it is given. */
    Step step() {
        return compareTo(CERTIFICATE) <= 0 ? Step.CONFIG : Step.CERTIFICATES;
    }
}
