package lib.guide;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import lib.config.OrgConfig;
import lib.keys.KeySource;
import lib.text.ShellQuote;
import lib.refusal.Refusal;
import lib.refusal.Refusals;

/**
 * The way from an empty folder to an access token, step by step, with this person's own values where they are known.
 */
public record Guide(List<Step> steps, List<Refusal> troubleshooting, List<Link> references) {

    /** @param id stable, for links: {@code certificates}, {@code app}, {@code config}, {@code token}, {@code sf} */
    public record Step(int number, String id, String title, String text, List<Phase> phases, List<String> commands) {
    }

    /** A part of a step, with a letter as its name. */
    public record Phase(String letter, String title, List<Task> tasks) {
    }

    /** One thing to do, with what to enter. */
    public record Task(String text, List<Field> fields) {
    }

    /** What goes into a field of Setup, by the field's label. */
    public record Field(String label, String value) {
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
     * @param certificate the certificate's path as a person would type it
     */
    public static Guide of(OrgConfig config, String certificate) {
        return new Guide(List.of(
                new Step(1, "certificates", "Make a key and a certificate",
                        "The private key stays with you and signs every login. The certificate goes to Salesforce, "
                                + "which checks the signature with it.", List.of(),
                        List.of("sfjwt generate-certs --org \"My Company\" --email you@example.com")),
                new Step(2, "app", "Create the External Client App",
                        "The app tells Salesforce which certificate to trust and who may log in with it. Every org "
                                + "needs its own: for a sandbox, create it in the sandbox.",
                        ExternalClientApp.phases(certificate), List.of()),
                new Step(3, "config", "Write jwt.json",
                        "It says which app, user, key and org to log in with. The login URL is your My Domain, like "
                                + "https://acme.my.salesforce.com: look it up in Setup > My Domain. Without "
                                + "--login-url it is https://login.salesforce.com, with --sandbox "
                                + "https://test.salesforce.com.",
                        List.of(), List.of(setupConfig(config))),
                new Step(4, "token", "Get an access token",
                        "The first command shows what Salesforce answered. The second puts the token, and nothing "
                                + "else, into a variable; for programs there is --json.", List.of(),
                        List.of("sfjwt get-token", "TOKEN=$(sfjwt get-token --token-only)")),
                new Step(5, "sf", "Log in the Salesforce CLI with the same key",
                        "If you use it: the first command is for sf, the second for the old sfdx. Leave the key file "
                                + "where it is, because the CLI reads it again at every login.", List.of(),
                        List.of(sf(config).modern(), sf(config).legacy()))),
                Refusals.ALL, REFERENCES);
    }

    /** {@code {"steps": […], "troubleshooting": […], "references": […]}}, records as objects with their own names. */
    public JsonObject json() {
        return Json.createObjectBuilder()
                .add("steps", array(steps, Guide::json))
                .add("troubleshooting", array(troubleshooting, refusal -> Json.createObjectBuilder(refusal.json())))
                .add("references", array(references, link -> Json.createObjectBuilder()
                        .add("title", link.title()).add("url", link.url())))
                .build();
    }

    /** With a config: the command that writes just this one. */
    private static String setupConfig(OrgConfig config) {
        SfCommands values = sf(config);
        String loginUrl = config == null ? "https://YOUR_DOMAIN.my.salesforce.com" : values.loginUrl();
        return "sfjwt setup-config --consumer-key " + ShellQuote.sh(values.consumerKey())
                + " --username " + ShellQuote.sh(values.username()) + " --key-file " + ShellQuote.sh(values.keyFile())
                + " --login-url " + ShellQuote.sh(loginUrl) + (config == null ? "" : unusual(config));
    }

    private static String unusual(OrgConfig config) {
        boolean sandboxUnsaid = config.sandbox() && !config.loginUrl().isSandbox();
        return (sandboxUnsaid ? " --sandbox" : "")
                + (config.audiences().given() ? " --audience " + ShellQuote.sh(config.audience()) : "")
                + (config.expiresIn() != OrgConfig.DEFAULT_EXPIRES_IN ? " --expires-in " + config.expiresIn() : "");
    }

    private static SfCommands sf(OrgConfig config) {
        return config == null
                ? new SfCommands("YOUR_CONSUMER_KEY", "you@example.com", "certs/server.key",
                        "https://login.salesforce.com", ShellQuote::sh)
                : new SfCommands(config.consumerKey(), config.username(), keyFile(config.key()),
                        config.loginUrl().toString(), ShellQuote::sh);
    }

    private static String keyFile(KeySource key) {
        return key instanceof KeySource.InFile(Path path, var _) ? path.toString() : "certs/server.key";
    }

    private static JsonObjectBuilder json(Step step) {
        var commands = Json.createArrayBuilder(step.commands());
        return Json.createObjectBuilder().add("number", step.number()).add("id", step.id()).add("title", step.title())
                .add("text", step.text()).add("phases", array(step.phases(), Guide::json)).add("commands", commands);
    }

    private static JsonObjectBuilder json(Phase phase) {
        return Json.createObjectBuilder().add("letter", phase.letter()).add("title", phase.title())
                .add("tasks", array(phase.tasks(), task -> Json.createObjectBuilder().add("text", task.text())
                        .add("fields", array(task.fields(), field -> Json.createObjectBuilder()
                                .add("label", field.label()).add("value", field.value())))));
    }

    private static <T> JsonArrayBuilder array(List<T> items, Function<T, JsonObjectBuilder> json) {
        var array = Json.createArrayBuilder();
        items.forEach(item -> array.add(json.apply(item)));
        return array;
    }
}
