package lib.app;

import java.text.Normalizer;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.text.Quoted;

/**
 * What an app is called: a label for people, and an API name made of it.
 *
 * @param api letters, digits and single underscores, beginning with a letter
 */
public record AppName(String label, String api) {

    public static final String DEFAULT = "sfjwt";

    /** Where it is given. */
    static final Text.Terminal ASKED = Fix.terminal("--name", "\u201CName of the app\u201D");

    private static final int LONGEST = 60;
    /** Salesforce's, for the DeveloperName of an ExternalClientApplication (Object Reference). */
    private static final int LONGEST_API = 40;

    /** @throws Failure {@code bad_app_name} */
    public static AppName of(String label) {
        String api = Normalizer.normalize(label.replace("ß", "ss"), Normalizer.Form.NFD).replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        if (api.length() > LONGEST_API) {
            throw Failure.usage("bad_app_name", "the app name " + Quoted.value(label) + " makes an API name of "
                    + api.length() + " characters, and Salesforce takes at most " + LONGEST_API,
                    "choose a shorter one, such as \"CI login\"");
        }
        if (api.isEmpty() || label.length() > LONGEST || label.codePoints().anyMatch(Character::isISOControl)) {
            throw Failure.usage("bad_app_name", Quoted.value(label) + " cannot be the name of an app",
                    "use letters, digits and blanks, at most " + LONGEST + " characters, such as \"CI login\"");
        }
        return new AppName(label.strip(), api);
    }

    /** The API name of the permission set that is made for it. */
    public String permissionSet() {
        return api + "_Access";
    }
}
