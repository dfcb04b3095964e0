package ui;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import lib.config.ConfigSources;
import lib.config.SetupConfig;
import lib.failure.Failure;
import lib.failure.Input;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;

/**
 * The jwt.json, or one profile in it: written, after everything in it is checked.
 */
record ConfigCalls(Workplace workplace) {

    JsonObject save(Call call) {
        Fields fields = OrgFields.of(call, "configPath", "force", "profile");
        String profile = fields.text("profile", "");
        Path output = workplace.root().resolve(fields.text("configPath", ConfigSources.DEFAULT_FILE), "configPath");
        var request = new SetupConfig.Request(output, profile.isEmpty() ? null : profile,
                OrgFields.settings(fields, workplace.root()), fields.isSet("force"), workplace.passphrase(fields));
        // what is wrong with a value comes before the question whether to replace a file
        readKey(workplace.org(fields).key(), request.passphrase());
        SetupConfig.Result result = new SetupConfig().run(request);
        return PageAnswer.of(result.json(), result.warnings());
    }

    private static void readKey(KeySource key, Passphrase passphrase) {
        try {
            PrivateKeys.read(key, passphrase);
        } catch (Failure failure) {
            throw failure.about(Input.KEY_FILE);
        }
    }
}
