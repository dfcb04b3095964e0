package lib.admin;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the org's metadata says of an app: whether it is on, its scopes, its policy. The certificate and the consumer
 * key are not among it: what holds them holds the secret too, and is never read.
 *
 * @param policy the fields of the OAuth policy
 */
public record AppSettings(Optional<Boolean> enabled, List<String> scopes, Map<String, String> policy) {

    /**
     * Under the names that sfjwt, the Salesforce CLI's users and Salesforce itself are known to choose.
     *
     * @throws lib.failure.Failure {@code metadata_unreadable}
     */
    public static AppSettings read(AdminSession session, String app) {
        Map<String, String> oauth = first(session, "ExtlClntAppOauthSettings", app, "_oauth", "_OAuth", "");
        Map<String, String> policy = first(session, "ExtlClntAppOauthConfigurablePolicies", app, "_oauthPlcy",
                "_OAuthPolicy", "_oauthPolicy", "");
        Map<String, String> state = first(session, "ExtlClntAppConfigurablePolicies", app, "_plcy", "_Policy",
                "_defaultPolicy", "");
        return new AppSettings(Optional.ofNullable(state.get("isEnabled")).map("true"::equals),
                names(oauth.getOrDefault("commaSeparatedOauthScopes", "")), policy);
    }

    private static Map<String, String> first(AdminSession session, String type, String app, String... endings) {
        List<String> names = Stream.of(endings).map(ending -> app + ending).toList();
        return MetadataSoap.read(session, type, names).stream()
                .filter(fields -> app.equals(fields.getOrDefault("externalClientApplication", app)))
                .findFirst().orElse(Map.of());
    }

    public String policy(String field) {
        return policy.getOrDefault(field, "");
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

    /** The login IP ranges of a profile, such as "10.255.255.255 10.0.0.0"; empty where it has none. */
    public static String ipRanges(AdminSession session, String profile) {
        return MetadataSoap.read(session, "Profile", List.of(profile)).stream()
                .map(fields -> fields.getOrDefault("loginIpRanges", "")).findFirst().orElse("");
    }
}
