package ui;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.config.ConfigSources;
import lib.config.SetupConfig;
import lib.keys.Passphrase;

/**
 * The jwt.json: written, after everything in it is checked.
 */
final class ConfigCalls {

    private final RootFolder root;
    private final Passphrase passphrase;

    ConfigCalls(RootFolder root, Passphrase passphrase) {
        this.root = root;
        this.passphrase = passphrase;
    }

    JsonObject save(Call call) {
        List<String> known = new ArrayList<>(OrgFields.NAMES);
        known.addAll(List.of("configPath", "force"));
        Fields fields = call.fields(known);
        Path output = root.resolve(fields.text("configPath", ConfigSources.DEFAULT_FILE), "configPath");
        return new SetupConfig().run(new SetupConfig.Request(output, OrgFields.settings(fields, root),
                fields.isSet("force"), passphrase)).json();
    }
}
