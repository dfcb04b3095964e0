package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Step;
import lib.json.Fields;
import lib.text.Untrusted;

/**
 * The components that a deploy refused, in Salesforce's words; and what these words mean.
 */
record DeployFailures(List<Component> components) {

    /** @param file its place in the zip */
    record Component(String type, String fullName, String file, String problem) {
    }

    /** @param words how Salesforce says it, of which wordings differ by release */
    private record Known(String id, Pattern words, String meaning, Fix fix) {
    }

    /** Of a record that Salesforce does not name, these words have its id, or not even that. */
    private static final Pattern DUPLICATE_POLICY = Pattern.compile(
            "DUPLICATE_VALUE.*?duplicates value on (?!record with id)(\\w+)");

    private static final List<Known> TABLE = List.of(
            known("permission_set_unknown", "couldn't find permission sets", "the org has no permission set with this "
                    + "API name", Fix.of("give the API name of one that is there with --permission-set (Setup > "
                    + "Permission Sets > the set > API Name), or leave it out: then one is made")),
            known("eca_not_enabled", "Not available for deploy for this organization|Unknown type name", "External "
                    + "Client Apps are switched off in this org", Fix.of("Setup > External Client App Settings: allow "
                    + "their creation; a scratch org needs the feature ExternalClientApps in its definition file")),
            known("app_elsewhere", "Org Scoped External Client App", "the org has an app of this API name that "
                    + "belongs to another org or package", Fix.of("choose another ", AppName.ASKED)),
            known("certificate_refused", "certificate", "Salesforce does not take this certificate", Fix.of(
                    "look at it with ", Fix.command("verify-key", "certs/server.key"), "; it must be RSA, 2048 bits or "
                    + "more, and at most 4 KB")),
            known("consumer_key_refused", "consumerKey", "this org lets nobody choose a consumer key", Fix.of(
                    "run the command again without --consumer-key")),
            known("policy_duplicate", "DUPLICATE_VALUE", "the org holds another record for the same app", Fix.of(
                    "choose another ", AppName.ASKED, ", or remove the app in Setup > External Client App Manager")),
            known("name_invalid", "can only contain underscores", "this cannot be an API name", Fix.of(
                    "choose another ", AppName.ASKED, ", of letters and digits")),
            known("not_allowed", "INSUFFICIENT|insufficient access|don't have permission", "the administrator's user "
                    + "may not do this", Fix.of("use a user with Modify Metadata Through Metadata API Functions and "
                    + "Customize Application")),
            known("field_unknown", "invalid at this location|is not a valid value|not a valid value for the enum",
                    "this release of Salesforce has another form of this part of the app", Fix.of("make the app in "
                    + "Setup: ", Fix.command("steps"), "; and report these words")));

    private static Known known(String id, String words, String meaning, Fix fix) {
        return new Known(id, Pattern.compile(words, Pattern.CASE_INSENSITIVE), meaning,
                fix.at().containsKey("step") ? fix : fix.in(Step.APP));
    }

    /** @param result of a deploy that failed */
    static DeployFailures of(JsonObject result) {
        JsonValue details = result.getOrDefault("details", JsonValue.EMPTY_JSON_OBJECT);
        JsonValue failures = details instanceof JsonObject object
                ? object.getOrDefault("componentFailures", JsonValue.EMPTY_JSON_ARRAY) : JsonValue.EMPTY_JSON_ARRAY;
        // one failure comes as an object where Salesforce translates from XML
        List<JsonValue> list = failures instanceof JsonArray array ? array : List.of(failures);
        return new DeployFailures(list.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                .map(one -> new Component(text(one, "componentType"), text(one, "fullName"), text(one, "fileName"),
                        text(one, "problem"))).toList());
    }

    /** Whether it is a consumer key of our own that the org does not take. */
    boolean isAboutConsumerKey() {
        return components.stream().anyMatch(one -> one.problem().toLowerCase(Locale.ROOT).contains("consumerkey")
                || one.problem().toLowerCase(Locale.ROOT).contains("consumer key"));
    }

    /** The name of the policy record that the org has already. */
    Optional<String> policyThatIsThere() {
        return components.stream().filter(one -> one.type().isEmpty()
                        || one.type().equals(MetadataFile.Type.ExtlClntAppOauthConfigurablePolicies.name()))
                .map(one -> DUPLICATE_POLICY.matcher(one.problem())).filter(Matcher::find)
                .map(match -> match.group(1)).findFirst();
    }

    /** @param result where there is no component, it tells why the whole failed */
    Failure failure(JsonObject result) {
        if (components.isEmpty()) {
            String own = text(result, "errorMessage");
            return Failure.of(Kind.REFUSED, "deploy_failed", "the deploy failed as a whole: "
                    + (own.isEmpty() ? text(result, "status") : own), "see Setup > Deployment Status, and try again");
        }
        Component first = components.getFirst();
        List<Cause> causes = components.stream().flatMap(one -> cause(one).stream()).distinct().toList();
        var list = Json.createArrayBuilder();
        components.forEach(one -> list.add(Json.createObjectBuilder().add("type", one.type())
                .add("fullName", one.fullName()).add("file", one.file()).add("problem", one.problem())));
        Failure failure = Failure.of(Kind.REFUSED, causes.isEmpty() ? "deploy_failed" : causes.getFirst().id(),
                "Salesforce refused " + (first.file().isEmpty() ? "the deploy" : first.file()) + ": "
                        + first.problem() + (components.size() == 1 ? "" : " (and " + (components.size() - 1)
                        + " more)") + "; nothing was changed",
                causes.isEmpty() ? Fix.of("see the words above; Setup > Deployment Status shows the deploy")
                        : causes.getFirst().fix());
        return failure.because(causes).with(Json.createObjectBuilder().add("components", list).build());
    }

    private static Optional<Cause> cause(Component component) {
        return TABLE.stream().filter(known -> known.words().matcher(component.problem()).find()).findFirst()
                .map(known -> new Cause(known.id(), known.meaning(), known.fix()));
    }

    private static String text(JsonObject object, String field) {
        return Untrusted.line(Fields.text(object, field));
    }
}
