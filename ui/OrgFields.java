package ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Text;
import lib.failure.Voice;
import lib.keys.KeySource;

/**
 * Which org, as whom and with which key, as the page's fields say it. Failures call each by its field's label.
 */
final class OrgFields {

    /** The passphrase of an encrypted key is read by {@link Workplace#passphrase}. */
    private static final List<String> NAMES = List.of("consumerKey", "username", "privateKeyFile", "sandbox",
            "expiresIn", "loginUrl", "audience", "passphrase");

    static final OrgConfig.WhenMissing WHEN_MISSING = new OrgConfig.WhenMissing("",
            Fix.of("fill in the field of that name"));

    /** The request's fields: these, and those of the call itself. */
    static Fields of(Call call, String... more) {
        var known = new ArrayList<>(NAMES);
        known.addAll(List.of(more));
        return call.fields(known);
    }

    static OrgSettings settings(Fields fields, RootFolder root) {
        Path key = root.key(fields.text("privateKeyFile", Text.KEY), "privateKeyFile");
        return OrgSettings.NONE.withConsumerKey(setting(fields.typed("consumerKey"), Input.CONSUMER_KEY))
                .withUsername(setting(fields.typed("username"), Input.USERNAME))
                .withKey(setting(new KeySource.InFile(key), Input.KEY_FILE))
                .withLoginUrl(setting(fields.typed("loginUrl"), Input.LOGIN_URL))
                .withSandbox(setting(fields.flag("sandbox"), Input.SANDBOX))
                .withAudience(setting(fields.typed("audience"), Input.AUDIENCE))
                .withExpiresIn(setting(fields.number("expiresIn"), Input.EXPIRES_IN));
    }

    private static <T> Setting<T> setting(T value, Input input) {
        return value == null ? null : new Setting<>(value, Voice.PAGE.input(input));
    }
}
