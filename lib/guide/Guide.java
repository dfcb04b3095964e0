package lib.guide;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import lib.config.OrgConfig;
import lib.failure.Fix;
import lib.failure.Text;
import lib.failure.Voice;
import lib.keys.KeySource;
import lib.refusal.Refusal;
import lib.refusal.Refusals;

/**
 * The way from an empty folder to an access token, step by step, with this person's own values where they are known.
 */
public record Guide(List<Step> steps, Recipes recipes, List<Refusal> troubleshooting, List<Link> references) {

    /** @param id stable, for links: {@code certificates}, {@code app}, {@code config}, {@code token}, {@code sf} */
    public record Step(int number, String id, String title, String text, List<Phase> phases, List<Text> commands) {
    }

    /** A part of a step, with a letter as its name. */
    public record Phase(String letter, String title, List<Task> tasks) {
    }

    /** One thing to do, with what to enter. */
    public record Task(String text, List<Field> fields) {
    }

    /** What goes into a field of Setup, by the field's label. */
    public record Field(String label, String value, Use use) {
        Field(String label, String value) {
            this(label, value, Use.COPIED);
        }
    }

    /** What one does with a field of Setup. */
    public enum Use {
        /** The value goes into it as it stands. */
        COPIED,
        /** A person knows what goes into it. */
        OWN,
        /** The certificate's file is uploaded. */
        CERTIFICATE,
        /** Setup shows it, and sfjwt needs it. */
        CONSUMER_KEY
    }

    public record Link(String title, String url) {
    }

    private static final List<Link> REFERENCES = List.of(
            new Link("OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration (Salesforce Help)",
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_jwt_flow.htm"),
            new Link("OAuth 2.0 Authorization Errors (Salesforce Help)",
                    "https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm"),
            new Link("Authorize an Org Using the JWT Flow (Salesforce DX Developer Guide)",
                    "https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/"
                            + "sfdx_dev_auth_jwt_flow.htm"),
            new Link("JWT profile for OAuth 2.0 (RFC 7523)", "https://www.rfc-editor.org/rfc/rfc7523"),
            new Link("Salesforce Trust, the state of all instances", "https://status.salesforce.com"));

    /**
     * @param config the org whose values are filled in, or null for placeholders
     */
    public static Guide of(OrgConfig config) {
        Recipes recipes = config == null ? Recipes.WITHOUT_VALUES : Recipes.of(config, "my-org", true);
        return new Guide(List.of(
                new Step(1, "certificates", "Make a key and a certificate",
                        "The private key stays with you and signs every login. The certificate goes to Salesforce, "
                                + "which checks the signature with it.", List.of(),
                        List.of(Text.of(Fix.command("generate-certs", "--org", "My Company", "--email",
                                "you@example.com")))),
                new Step(2, "app", "Create the External Client App",
                        "The app tells Salesforce which certificate to trust and who may log in with it. Every org "
                                + "needs its own: for a sandbox, create it in the sandbox.",
                        ExternalClientApp.phases(), List.of()),
                new Step(3, "config", "Write jwt.json",
                        "It says which app, user, key and org to log in with. The login URL is your My Domain, like "
                                + "https://acme.my.salesforce.com: look it up in Setup > My Domain. Without "
                                + "--login-url it is https://login.salesforce.com, with --sandbox "
                                + "https://test.salesforce.com.",
                        List.of(), List.of(Text.of(setupConfig(config)))),
                new Step(4, "token", "Get an access token",
                        "The first command shows what Salesforce answered. The second puts the token, and nothing "
                                + "else, into a variable; for programs there is --json.", List.of(),
                        List.of(Text.of(Fix.command("get-token")), Text.of("TOKEN=$(",
                                Fix.command("get-token", "--token-only"), ")"))),
                new Step(5, "sf", "Log in the Salesforce CLI with the same key",
                        "If you use it: the first command is for sf, the second for the old sfdx. Leave the key file "
                                + "where it is, because the CLI reads it again at every login.", List.of(),
                        List.of(Text.of(Shell.SH.line(recipes.modern())), Text.of(Shell.SH.line(recipes.legacy()))))),
                recipes, Refusals.ALL, REFERENCES);
    }

    /** How many tasks there are in Setup. */
    public static int tasks() {
        return ExternalClientApp.phases().stream().mapToInt(phase -> phase.tasks().size()).sum();
    }

    /**
     * {@code {"steps", "recipes", "troubleshooting", "references"}}, records as objects with their own names.
     *
     * @param terminal says the commands of steps and recipes
     * @param reader says what mends a refusal
     */
    public JsonObject json(Voice terminal, Voice reader) {
        return Json.createObjectBuilder()
                .add("steps", array(steps, step -> json(step, terminal)))
                .add("recipes", array(recipes.all(Shell.SH, terminal), one -> Json.createObjectBuilder(one.json())))
                .add("troubleshooting",
                        array(troubleshooting, refusal -> Json.createObjectBuilder(refusal.json(reader))))
                .add("references", array(references, link -> Json.createObjectBuilder()
                        .add("title", link.title()).add("url", link.url())))
                .build();
    }

    /** With a config: the command that writes just this one. */
    private static Text.Command setupConfig(OrgConfig config) {
        if (config == null) {
            return Fix.command("setup-config", "--consumer-key", "YOUR_CONSUMER_KEY", "--username", "you@example.com",
                    "--key-file", Text.KEY, "--login-url", "https://YOUR_DOMAIN.my.salesforce.com");
        }
        var words = new ArrayList<>(List.of("--consumer-key", config.consumerKey(), "--username", config.username(),
                "--key-file", config.key() instanceof KeySource.InFile(Path path, var _) ? path.toString() : Text.KEY,
                "--login-url", config.loginUrl().toString()));
        if (config.sandbox() && !config.loginUrl().isSandbox()) {
            words.add("--sandbox");
        }
        if (config.audiences().given()) {
            words.addAll(List.of("--audience", config.audience()));
        }
        if (config.expiresIn() != OrgConfig.DEFAULT_EXPIRES_IN) {
            words.addAll(List.of("--expires-in", Integer.toString(config.expiresIn())));
        }
        return new Text.Command("setup-config", words);
    }

    private static JsonObjectBuilder json(Step step, Voice voice) {
        var commands = Json.createArrayBuilder(step.commands().stream().map(text -> text.say(voice)).toList());
        return Json.createObjectBuilder().add("number", step.number()).add("id", step.id()).add("title", step.title())
                .add("text", step.text()).add("phases", array(step.phases(), Guide::json)).add("commands", commands);
    }

    private static JsonObjectBuilder json(Phase phase) {
        return Json.createObjectBuilder().add("letter", phase.letter()).add("title", phase.title())
                .add("tasks", array(phase.tasks(), task -> Json.createObjectBuilder().add("text", task.text())
                        .add("fields", array(task.fields(), field -> Json.createObjectBuilder()
                                .add("label", field.label()).add("value", field.value())
                                .add("use", field.use().name().toLowerCase(Locale.ROOT))))));
    }

    private static <T> JsonArrayBuilder array(List<T> items, Function<T, JsonObjectBuilder> json) {
        var array = Json.createArrayBuilder();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }
}
