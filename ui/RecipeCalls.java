package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import lib.config.LoginUrl;
import lib.failure.Text;
import lib.failure.Voice;
import lib.guide.Recipes;
import lib.guide.Shell;
import lib.text.Quoted;

/**
 * The same login for other tools, with what the form says so far.
 */
final class RecipeCalls {

    /**
     * {@code {"recipes": […]}} with what the form says so far, checked or not: the fields of {@link OrgFields},
     * {@code alias} and {@code setDefault} for the Salesforce CLI, and {@code shell}, sh or powershell.
     */
    static JsonObject recipes(Call call) {
        Fields fields = OrgFields.of(call, "alias", "setDefault", "shell");
        String typed = typed(fields, "loginUrl");
        boolean sandbox = fields.isSet("sandbox");
        String keyFile = typed(fields, "privateKeyFile");
        var recipes = new Recipes(typed(fields, "consumerKey"), typed(fields, "username"),
                keyFile == null ? Text.KEY : keyFile,
                typed != null ? typed : (sandbox ? LoginUrl.SANDBOX : LoginUrl.PRODUCTION).toString(),
                sandbox && typed == null, typed(fields, "audience"), typed(fields, "alias"),
                fields.isSet("setDefault"));
        Shell shell = "powershell".equals(fields.typed("shell")) ? Shell.POWERSHELL : Shell.SH;
        var list = Json.createArrayBuilder();
        recipes.all(shell, Voice.PLAIN).forEach(recipe -> list.add(recipe.json()));
        return Json.createObjectBuilder().add("recipes", list).build();
    }

    /** A key or token in a field's place is not said again. */
    private static String typed(Fields fields, String name) {
        String typed = fields.typed(name);
        return typed == null || Quoted.isSecret(typed) ? null : typed;
    }
}
