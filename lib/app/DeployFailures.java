package lib.app;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.admin.AdminSession;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Step;
import lib.failure.Text;
import lib.json.Fields;
import lib.text.Untrusted;

/**
 * The components that a deploy refused, in Salesforce's words; and what these words mean.
 */
record DeployFailures(List<Component> components) {

    /** @param file its place in the zip; empty for what is not in it */
    record Component(String type, String fullName, String file, String problem) {

        Optional<Cause> cause() {
            return TABLE.stream().filter(known -> known.words().matcher(problem).find()).findFirst()
                    .map(known -> new Cause(known.id(), known.meaning(), known.fix()));
        }

        String words() {
            String what = file.isEmpty() ? fullName : file;
            return (what.isEmpty() ? "the deploy" : what) + ": " + (problem.isEmpty() ? "without a word" : problem);
        }
    }

    /** @param words how Salesforce says it, of which wordings differ by release */
    private record Known(String id, Pattern words, String meaning, Fix fix) {
    }

    /** Some orgs' answer to a deploy of which they took a part. */
    static final String PARTLY = "SucceededPartial";
    private static final int MOST_SHOWN = 6;

    /** Of a record that Salesforce does not name, these words have its id, or not even that. */
    private static final Pattern DUPLICATE = Pattern.compile(
            "DUPLICATE_VALUE.*?duplicates value on (?!record with id)(\\w+)");

    private static final List<Known> TABLE = List.of(
            known("permission_set_unknown", "couldn't find permission sets", "the org has no permission set with this "
                    + "API name", Fix.of("give the API name of one that is there with --permission-set (Setup > "
                    + "Permission Sets > the set > API Name), or leave it out: then one is made")),
            known("settings_not_deployable", "Unknown type name 'ExtlClntAppGlobalOauthSettings'", "this org takes no "
                    + "OAuth settings of an app from outside", Fix.of("make the app in Setup: ",
                    Fix.command("steps"))),
            known("eca_not_enabled", "Not available for deploy for this organization|Unknown type name", "External "
                    + "Client Apps are switched off in this org", Fix.of("Setup > External Client App Settings: allow "
                    + "their creation; a scratch org needs the feature ExternalClientApps in its definition file")),
            known("app_elsewhere", "Org Scoped External Client App", "the org has an app of this API name that "
                    + "belongs to another org or package", Fix.of("choose another ", AppName.ASKED)),
            known("scope_refused", "\\bscopes?\\b", "this org does not have one of the scopes", Fix.of(
                    Fix.terminal("choose others with --scopes", "make the app in Setup, as the guide says"))),
            known("email_refused", "contactEmail|email address", "Salesforce does not take the app's contact",
                    Fix.of(Fix.terminal("give an e-mail address with --email",
                            "give the administrator's user an e-mail address"))),
            known("session_timeout_refused", "sessionTimeout|Invalid plugin settings", "this org does not take a "
                    + "session timeout for an app", Fix.of(Fix.terminal("leave out --session-timeout",
                    "make the app in Setup, as the guide says"))),
            known("certificate_refused", "certificate", "Salesforce does not take this certificate", Fix.of(
                    "look at it with ", Fix.command("verify-key", Text.KEY), "; it must be RSA, 2048 bits or "
                    + "more, and at most 4 KB")),
            known("consumer_key_refused", "consumerKey", "this org lets nobody choose a consumer key", Fix.of(
                    "run the command again without --consumer-key")),
            known("app_name_taken", "DUPLICATE_DEVELOPER_NAME|name is already (used|in use|taken)", "the org has "
                    + "something else of this API name, such as a connected app", Fix.of("choose another ",
                            AppName.ASKED)),
            known("policy_duplicate", "DUPLICATE_VALUE", "the org holds another record for the same app", Fix.of(
                    "choose another ", AppName.ASKED, ", or remove the app in Setup > External Client App Manager")),
            known("name_invalid", "can only contain underscores", "this cannot be an API name", Fix.of(
                    "choose another ", AppName.ASKED, ", of letters and digits")),
            known("limit_reached", "LIMIT_EXCEEDED|maximum number", "the org may have no more of these", Fix.of(
                    "remove what nobody needs in Setup > External Client App Manager")),
            known("org_busy", "UNABLE_TO_LOCK_ROW|UNKNOWN_EXCEPTION|unexpected error", "Salesforce could not do it "
                    + "just now", Fix.of("try again in a minute; where that does not help, give these words to "
                    + "Salesforce's support")),
            known("not_allowed", "INSUFFICIENT|insufficient access|don't have permission", "the administrator's user "
                    + "may not do this", AdminSession.NOT_ALLOWED),
            known("field_unknown", "invalid at this location|is not a valid value|not a valid value for the enum",
                    "this release of Salesforce has another form of this part of the app", Fix.of("make the app in "
                    + "Setup: ", Fix.command("steps"), "; and report these words")));

    private static Known known(String id, String words, String meaning, Fix fix) {
        return new Known(id, Pattern.compile(words, Pattern.CASE_INSENSITIVE), meaning,
                fix.at().containsKey("step") ? fix : fix.in(Step.APP));
    }

    /** @param result of a deploy that failed; what has a known meaning comes first, the rest may follow from it */
    static DeployFailures of(JsonObject result) {
        JsonObject details = object(result, "details");
        JsonObject tests = object(details, "runTestResult");
        var found = new ArrayList<Component>();
        list(details, "componentFailures").map(one -> new Component(text(one, "componentType"), text(one, "fullName"),
                text(one, "fileName"), text(one, "problem"))).forEach(found::add);
        list(tests, "failures").map(one -> new Component("ApexClass", text(one, "name") + "." + text(one, "methodName"),
                "", text(one, "message"))).forEach(found::add);
        list(tests, "codeCoverageWarnings").map(one -> new Component("ApexClass", text(one, "name"), "",
                text(one, "message"))).forEach(found::add);
        String whole = text(result, "errorMessage");
        if (!whole.isEmpty()) {
            found.add(new Component("", "", "", whole));
        }
        found.sort(Comparator.comparing(one -> one.cause().isEmpty()));
        return new DeployFailures(List.copyOf(found));
    }

    /** Whether the app itself was refused, and not only what belongs to it. */
    static boolean isOfHeader(Failure failure) {
        return Fields.objects(failure.json(), "components").anyMatch(one ->
                text(one, "type").equals(MetadataFile.Type.ExternalClientApplication.name()));
    }

    private static JsonObject object(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** One comes as an object where Salesforce translates from XML. */
    private static Stream<JsonObject> list(JsonObject parent, String field) {
        return parent.get(field) instanceof JsonObject one ? Stream.of(one) : Fields.objects(parent, field);
    }

    /** Whether it is a consumer key of our own that the org does not take. */
    boolean isAboutConsumerKey() {
        return components.stream().anyMatch(one -> one.problem().toLowerCase(Locale.ROOT).contains("consumerkey")
                || one.problem().toLowerCase(Locale.ROOT).contains("consumer key"));
    }

    /** Whether only policies were refused, and for no reason that is known to be another one. */
    boolean areOfPoliciesAlone() {
        return !components.isEmpty() && components.stream().allMatch(one -> one.cause().isEmpty()
                && Stream.of(MetadataFile.Type.values()).filter(MetadataFile.Type::isPolicy)
                        .anyMatch(type -> type.name().equals(one.type())));
    }

    /** The names of the app's parts that the org has already; of a part without a type, it is a policy's. */
    Map<MetadataFile.Type, String> partsThatAreThere() {
        var names = new EnumMap<MetadataFile.Type, String>(MetadataFile.Type.class);
        for (Component one : components) {
            Matcher there = DUPLICATE.matcher(one.problem());
            Stream.of(MetadataFile.Type.values()).filter(MetadataFile.Type::isPart)
                    .filter(type -> type.name().equals(one.type().isEmpty()
                            ? MetadataFile.Type.ExtlClntAppOauthConfigurablePolicies.name() : one.type()))
                    .filter(_ -> there.find()).forEach(type -> names.put(type, there.group(1)));
        }
        return names;
    }

    /** @param result where it names no reason, it tells how the whole ended */
    Failure failure(JsonObject result) {
        if (components.isEmpty()) {
            String by = text(result, "canceledByName");
            return Failure.of(Kind.REFUSED, "deploy_failed", "the deploy failed as a whole: " + text(result, "status")
                    + (by.isEmpty() ? "" : " by " + by), "see Setup > Deployment Status, and try again");
        }
        List<Cause> causes = components.stream().flatMap(one -> one.cause().stream()).distinct().toList();
        var list = Json.createArrayBuilder();
        components.forEach(one -> list.add(Json.createObjectBuilder().add("type", one.type())
                .add("fullName", one.fullName()).add("file", one.file()).add("problem", one.problem())));
        int more = components.size() - MOST_SHOWN;
        Failure failure = Failure.of(Kind.REFUSED, causes.isEmpty() ? "deploy_failed" : causes.getFirst().id(),
                "Salesforce refused " + components.stream().limit(MOST_SHOWN).map(Component::words)
                        .collect(Collectors.joining("; ")) + (more > 0 ? "; and " + more + " more" : "")
                        + (text(result, "status").equals(PARTLY) ? "; the rest was done" : "; nothing was changed"),
                causes.isEmpty() ? Fix.of("see the words above; Setup > Deployment Status shows the deploy")
                        : causes.getFirst().fix());
        return failure.because(causes).with(Json.createObjectBuilder().add("components", list).build());
    }

    private static String text(JsonObject object, String field) {
        return Untrusted.line(Fields.text(object, field));
    }
}
