package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.config.ConfigSources;
import lib.config.LoginUrl;
import lib.config.SetupConfig;
import lib.failure.Text;
import lib.failure.Voice;
import lib.guide.Recipes;
import lib.guide.Shell;
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

    /**
     * {@code {"recipes": […]}} with what the form says so far, checked or not: the fields of {@link OrgFields},
     * {@code alias} and {@code setDefault} for the Salesforce CLI, and {@code shell}, sh or powershell.
     */
    static JsonObject recipes(Call call) {
        List<String> known = new ArrayList<>(OrgFields.NAMES);
        known.addAll(List.of("alias", "setDefault", "shell"));
        Fields fields = call.fields(known);
        String typed = text(fields, "loginUrl");
        boolean sandbox = fields.isSet("sandbox");
        String keyFile = text(fields, "privateKeyFile");
        var recipes = new Recipes(text(fields, "consumerKey"), text(fields, "username"),
                keyFile == null ? Text.KEY : keyFile,
                typed != null ? typed : (sandbox ? LoginUrl.SANDBOX : LoginUrl.PRODUCTION).toString(),
                sandbox && typed == null, text(fields, "audience"), text(fields, "alias"), fields.isSet("setDefault"));
        Shell shell = "powershell".equals(text(fields, "shell")) ? Shell.POWERSHELL : Shell.SH;
        var list = Json.createArrayBuilder();
        recipes.all(shell, Voice.PAGE).forEach(recipe -> list.add(recipe.json()));
        return Json.createObjectBuilder().add("recipes", list).build();
    }

    private static String text(Fields fields, String name) {
        String text = fields.text(name, "").strip();
        return text.isEmpty() ? null : text;
    }
}
