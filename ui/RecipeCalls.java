package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import lib.config.LoginUrl;
import lib.failure.Text;
import lib.failure.Voice;
import lib.guide.Recipes;
import lib.guide.Shell;

/**
 * The same login for other tools, with what the form says so far.
 */
final class RecipeCalls {

    private RecipeCalls() {
    }

    /**
     * {@code {"recipes": […]}} with what the form says so far, checked or not: the fields of {@link OrgFields},
     * {@code alias} and {@code setDefault} for the Salesforce CLI, and {@code shell}, sh or powershell.
     */
    static JsonObject recipes(Call call) {
        Fields fields = OrgFields.of(call, "alias", "setDefault", "shell");
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
