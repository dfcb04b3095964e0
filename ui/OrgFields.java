package ui;

import java.nio.file.Path;
import java.util.List;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.failure.Fix;
import lib.keys.KeySource;

/**
 * Which org, as whom and with which key, as the page's fields say it.
 *
 * <p>The settings are named like the command line's options, because failures are the same on both, and the page shows
 * the command beside its fields.
 */
final class OrgFields {

    static final List<String> NAMES = List.of("consumerKey", "username", "privateKeyFile", "sandbox", "expiresIn",
            "loginUrl", "audience");

    static final OrgConfig.WhenMissing WHEN_MISSING = new OrgConfig.WhenMissing("",
            Fix.of("fill in the field of that name"));

    private OrgFields() {
    }

    static OrgSettings settings(Fields fields, RootFolder root) {
        Path key = root.key(fields.text("privateKeyFile", SetupConfig.DEFAULT_KEY_FILE), "privateKeyFile");
        Boolean sandbox = fields.flag("sandbox");
        return OrgSettings.NONE.withConsumerKey(text(fields, "consumerKey", "--consumer-key"))
                .withUsername(text(fields, "username", "--username"))
                .withKey(new Setting<>(new KeySource.InFile(key), "--key-file"))
                .withLoginUrl(text(fields, "loginUrl", "--login-url"))
                .withSandbox(setting(sandbox, sandbox != null && !sandbox ? "--no-sandbox" : "--sandbox"))
                .withAudience(text(fields, "audience", "--audience"))
                .withExpiresIn(setting(fields.number("expiresIn"), "--expires-in"));
    }

    /** A field that was left empty in a form says nothing. */
    private static Setting<String> text(Fields fields, String name, String option) {
        String text = fields.text(name, "").strip();
        return setting(text.isEmpty() ? null : text, option);
    }

    private static <T> Setting<T> setting(T value, String option) {
        return value == null ? null : new Setting<>(value, option);
    }
}
