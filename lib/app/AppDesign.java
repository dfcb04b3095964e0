package lib.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import lib.admin.AppSettings;
import lib.admin.MadeBySfjwt;
import lib.app.MetadataFile.Type;

/**
 * The app as it is to be.
 *
 * @param certificate the one of the key that logs in, as PEM
 * @param mark what the app's description says of it
 * @param consumerKey null to leave it to Salesforce
 * @param orgScoped {@code ORG_ID:NAME} of an app that is there already; null for a new one
 * @param names of its parts, where they are not ours: Salesforce may have made a policy, or somebody else the app
 * @param kept fields of the policy that stay as they are: a deploy replaces the record whole
 */
record AppDesign(AppName name, String contactEmail, Access access, String certificate, MadeBySfjwt mark,
        String consumerKey, String orgScoped, Map<Type, String> names, Map<String, String> kept) {

    /** The callback that the Salesforce CLI's web login uses; this flow never calls it, but an app must have one. */
    private static final String CALLBACK_URL = "http://localhost:1717/OauthRedirect";

    /** A new app, with the name that Salesforce itself gives the OAuth policy, so that there is one in the end. */
    static AppDesign of(AppName name, String contactEmail, Access access, KeyPair keys, String consumerKey) {
        return new AppDesign(name, contactEmail, access, keys.pem(), keys.mark(), consumerKey, null,
                Map.of(), Map.of());
    }

    AppDesign withConsumerKey(String key) {
        return new AppDesign(name, contactEmail, access, certificate, mark, key, orgScoped, names, kept);
    }

    AppDesign withNames(Map<Type, String> others) {
        return new AppDesign(name, contactEmail, access, certificate, mark, consumerKey, orgScoped, others, kept);
    }

    /** The same for an app that is there: whom else its policy lets in it goes on letting in. */
    AppDesign scopedTo(String orgId, Optional<AppSettings> there) {
        var others = new HashMap<String, String>();
        there.filter(settings -> settings.permissionSets().contains(access.permissionSetOf(name))).ifPresent(settings ->
                List.of("commaSeparatedPermissionSet", "commaSeparatedProfile").stream()
                        .filter(field -> !settings.policy(field).isEmpty())
                        .forEach(field -> others.put(field, settings.policy(field))));
        return new AppDesign(name, contactEmail, access, certificate, mark, consumerKey, orgId + ":" + name.api(),
                names, others);
    }

    static MetadataFile permissionSet(String api, AppName app) {
        return new MetadataFile(Type.PermissionSet, api, Map.of("label", app.label() + " access",
                "description", MadeBySfjwt.forPermissionSet(app.api())));
    }

    /** All five, each of which needs the ones before it. */
    List<MetadataFile> files() {
        var files = new ArrayList<MetadataFile>();
        files.add(header());
        files.add(globalSettings());
        files.add(child(Type.ExtlClntAppOauthSettings, Map.of("commaSeparatedOauthScopes",
                access.scopes().stream().map(Scope::inMetadata).collect(Collectors.joining(", ")))));
        files.add(policy());
        files.add(child(Type.ExtlClntAppConfigurablePolicies, Map.of("isEnabled", "true",
                "isOauthPluginEnabled", "true", "startPage", "None")));
        return files;
    }

    /** What a new certificate changes, and nothing else. */
    List<MetadataFile> certificateFiles() {
        return List.of(header(), globalSettings());
    }

    MetadataFile header() {
        var fields = new TreeMap<>(Map.of("contactEmail", contactEmail, "description", mark.words(),
                "distributionState", "Local", "isProtected", "false", "label", name.label()));
        if (orgScoped != null) {
            fields.put("orgScopedExternalApp", orgScoped);
        }
        return new MetadataFile(Type.ExternalClientApplication, name.api(), fields);
    }

    MetadataFile globalSettings() {
        var fields = new TreeMap<>(Map.of("callbackUrl", CALLBACK_URL, "certificate", certificate,
                "isConsumerSecretOptional", "false", "isPkceRequired", "true",
                "isSecretRequiredForRefreshToken", "true", "shouldRotateConsumerKey", "false",
                "shouldRotateConsumerSecret", "false"));
        if (consumerKey != null) {
            fields.put("consumerKey", consumerKey);
        }
        return child(Type.ExtlClntAppGlobalOauthSettings, fields);
    }

    private MetadataFile policy() {
        var fields = new TreeMap<>(Map.of("commaSeparatedPermissionSet", access.permissionSetOf(name),
                "ipRelaxationPolicyType", access.ipRelaxation().inMetadata(),
                "permittedUsersPolicyType", "AdminApprovedPreAuthorized"));
        if (access.sessionTimeout() != null) {
            fields.put("sessionTimeoutInMinutes", String.valueOf(access.sessionTimeout()));
        }
        fields.putAll(kept);
        return child(Type.ExtlClntAppOauthConfigurablePolicies, fields);
    }

    private String usualName(Type type) {
        return name.api() + switch (type) {
            case ExtlClntAppGlobalOauthSettings -> "_global";
            case ExtlClntAppOauthSettings -> "_oauth";
            case ExtlClntAppOauthConfigurablePolicies -> "_oauthPlcy";
            default -> "_plcy";
        };
    }

    private MetadataFile child(Type type, Map<String, String> own) {
        String fullName = names.getOrDefault(type, usualName(type));
        var fields = new TreeMap<>(own);
        fields.put("externalClientApplication", name.api());
        fields.put("label", fullName);
        return new MetadataFile(type, fullName, fields);
    }

    /** In what the org's app differs from this one, by the names of the options and fields. */
    List<String> differences(AppSettings there) {
        var found = new ArrayList<String>();
        if (!there.enabled().orElse(true)) {
            found.add("enabled");
        }
        var wanted = access.scopes().stream().map(Scope::inMetadata).sorted().toList();
        if (!there.scopes().stream().sorted().toList().equals(wanted)) {
            found.add("scopes");
        }
        policy().fields().forEach((field, value) -> {
            if (!List.of("label", "externalClientApplication").contains(field) && !there.policy(field).equals(value)) {
                found.add(field);
            }
        });
        return found;
    }
}
