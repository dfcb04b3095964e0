package lib.guide;

import java.util.List;
import lib.failure.Text;
import lib.guide.Guide.Field;
import lib.guide.Guide.Phase;
import lib.guide.Guide.Task;
import lib.guide.Guide.Use;

/**
 * What an admin clicks in Setup, in the words that Setup shows, so that each can be found there.
 *
 * <p>An External Client App, because new connected apps can no longer be created (Salesforce Help 005228017).
 */
final class ExternalClientApp {

    /** The callback that the Salesforce CLI's web login uses; this flow never calls it, but Setup asks for one. */
    static final String CALLBACK_URL = "http://localhost:1717/OauthRedirect";

    static final List<String> SCOPES = List.of(
            "Manage user data via APIs (api)",
            "Manage user data via Web browsers (web)",
            "Perform requests at any time (refresh_token, offline_access)");

    static List<Phase> phases() {
        return List.of(create(), allow(), copy());
    }

    private static Phase create() {
        return new Phase("A", "Create the app", List.of(
                task("In the org that you want to log in to, open Setup (the gear, top right). Type External Client "
                        + "App Manager into Quick Find, open it and click New External Client App."),
                task("Fill in Basic Information.",
                        new Field("External Client App Name", "sfjwt"),
                        new Field("API Name", "sfjwt"),
                        new Field("Contact Email", "your e-mail address", Use.OWN),
                        new Field("Distribution State", "Local")),
                task("Open API (Enable OAuth Settings) and tick Enable OAuth."),
                task("Enter the callback URL. Setup insists on one, although this login never uses it.",
                        new Field("Callback URL", CALLBACK_URL)),
                task("Under OAuth Scopes move these three to Selected OAuth Scopes. Without the third, Salesforce can "
                        + "refuse the login with \"user hasn't approved this consumer\".",
                        new Field("Scope", SCOPES.get(0)),
                        new Field("Scope", SCOPES.get(1)),
                        new Field("Scope", SCOPES.get(2))),
                task("Under Flow Enablement tick Enable JWT Bearer Flow and upload the certificate. The key stays with "
                        + "you: never upload it.",
                        new Field("Certificate", Text.CERTIFICATE, Use.CERTIFICATE)),
                task("Click Create.")));
    }

    private static Phase allow() {
        return new Phase("B", "Say who may log in", List.of(
                task("On the app's page open the Policies tab and click Edit."),
                task("Under OAuth Policies choose who may use the app. Setup warns that all other users lose access: "
                        + "click OK.",
                        new Field("Permitted Users", "Admin approved users are pre-authorized")),
                task("Under App Policies, in Select Profiles, move the profile of the user who is to log in to the "
                        + "selected ones."),
                task("Or leave the profiles alone, move a permission set in Select Permission Sets, and give it to the "
                        + "user: Setup > Permission Sets > the set > Manage Assignments."),
                task("Click Save.")));
    }

    private static Phase copy() {
        return new Phase("C", "Copy the Consumer Key", List.of(
                task("Open the Settings tab, then OAuth Settings, and click Consumer Key and Secret."),
                task("Salesforce sends a code to your e-mail address. Enter it."),
                task("Copy the Consumer Key with its copy button. You do not need the Consumer Secret.",
                        new Field("Consumer Key", "3MVG9… (about 85 characters)", Use.CONSUMER_KEY)),
                task("Wait about ten minutes. Until then Salesforce may answer that it does not know the app, or that "
                        + "the user has not approved it.")));
    }

    private static Task task(String text, Field... fields) {
        return new Task(text, List.of(fields));
    }
}
