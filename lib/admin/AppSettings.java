package lib.admin;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.json.Fields;

/**
 * What the org's metadata says of an app: whether it is on, its scopes, its policy. The certificate and the consumer
 * key are missing here: the component that holds them holds the secret too, and is never read.
 *
 * @param shownScopes empty where the org shows none, not even that there are none
 * @param policy the fields of the OAuth policy
 */
public record AppSettings(Optional<Boolean> enabled, Optional<List<String>> shownScopes, Map<String, String> policy) {

    /** Salesforce reads that many in one call. */
    private static final int AT_ONCE = 10;
    private static final int MOST_READ = 100;
    private static final Pattern ID = Pattern.compile("(0PS|00e)[A-Za-z0-9]{12}([A-Za-z0-9]{3})?");

    /**
     * Under the names that sfjwt, the Salesforce CLI's users and Salesforce itself are known to choose; else those
     * that name the app, whatever they are called.
     *
     * @throws Failure {@code metadata_unreadable}
     */
    public static AppSettings read(AdminSession session, String app) {
        Map<String, String> oauth = first(session, "ExtlClntAppOauthSettings", app, "_oauth", "_OAuth", "");
        Map<String, String> policy = first(session, "ExtlClntAppOauthConfigurablePolicies", app, "_oauthPlcy",
                "_OAuthPolicy", "_oauthPolicy", "");
        Map<String, String> state = first(session, "ExtlClntAppConfigurablePolicies", app, "_plcy", "_Policy",
                "_defaultPolicy", "");
        // nobody logs in either where the app is on and its OAuth is off
        return new AppSettings(Optional.ofNullable(state.get("isEnabled")).map(on -> on.equals("true")
                && !"false".equals(state.get("isOauthPluginEnabled"))),
                oauth.isEmpty() ? Optional.empty() : Optional.of(names(oauth.getOrDefault("commaSeparatedOauthScopes",
                        ""))), named(session, policy));
    }

    private static Map<String, String> first(AdminSession session, String type, String app, String... endings) {
        List<String> known = Stream.of(endings).map(ending -> app + ending).toList();
        return MetadataSoap.read(session, type, known).stream()
                .filter(fields -> app.equals(fields.getOrDefault("externalClientApplication", app))).findFirst()
                .or(() -> whatever(session, type, app)).orElse(Map.of());
    }

    private static Optional<Map<String, String>> whatever(AdminSession session, String type, String app) {
        try {
            return MetadataSoap.names(session, type).stream().limit(MOST_READ).gather(Gatherers.windowFixed(AT_ONCE))
                    .flatMap(names -> MetadataSoap.read(session, type, names).stream())
                    .filter(fields -> app.equals(fields.get("externalClientApplication"))).findFirst();
        } catch (Failure e) {
            return Optional.empty(); // it does not show their names
        }
    }

    /** Some orgs give the ids of permission sets and profiles, which no name looks like: it begins with a letter. */
    private static Map<String, String> named(AdminSession session, Map<String, String> policy) {
        var named = new HashMap<>(policy);
        Map.of("commaSeparatedPermissionSet", "PermissionSet", "commaSeparatedProfile", "Profile").forEach(
                (field, type) -> named.computeIfPresent(field, (_, list) -> names(list).stream()
                        .map(name -> ID.matcher(name).matches() ? session.query(Soql.of("SELECT Name FROM " + type
                                + " WHERE Id = ?", name)).stream().map(one -> Fields.text(one, "Name")).findFirst()
                                .orElse(name) : name).collect(Collectors.joining(", "))));
        return Map.copyOf(named);
    }

    public String policy(String field) {
        return policy.getOrDefault(field, "");
    }

    public List<String> scopes() {
        return shownScopes.orElse(List.of());
    }

    public List<String> permissionSets() {
        return names(policy("commaSeparatedPermissionSet"));
    }

    public List<String> profiles() {
        return names(policy("commaSeparatedProfile"));
    }

    private static List<String> names(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }
}
