package lib.demoadmin;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * One deploy: every component checked against the org as it will be, and all of it kept or nothing.
 */
final class Deploy {

    private static final List<String> PROFILES = List.of("Standard User", "System Administrator", "Integration User",
            SoapSide.OFFICE_PROFILE);
    private static final String NO_SUCH_FEATURE = "Not available for deploy for this organization";

    /** @param problem null where all is well */
    record Result(String fileName, ComponentType type, String fullName, boolean created, String id, String problem) {
    }

    private final OrgMetadata after;
    private final OrgMetadata now;
    private final Habits habits;
    private final String orgId;
    private final SecureRandom random = new SecureRandom();
    private final List<Result> results = new ArrayList<>();

    Deploy(OrgMetadata now, Habits habits, String orgId) {
        this.now = now;
        this.after = now.copy();
        this.habits = habits;
        this.orgId = orgId;
    }

    List<Result> results() {
        return results;
    }

    boolean succeeded() {
        return results.stream().allMatch(result -> result.problem() == null);
    }

    /** @return the org after it; to be kept only where all succeeded */
    OrgMetadata run(ReceivedZip zip, Instant time) {
        Map<String, byte[]> left = new LinkedHashMap<>(zip.files());
        // the types in the order in which they depend on each other
        for (ComponentType type : ComponentType.values()) {
            for (String fullName : zip.listed().getOrDefault(type, List.of())) {
                byte[] xml = left.remove(type.file(fullName));
                deploy(type, fullName, xml);
            }
        }
        left.keySet().forEach(file -> results.add(new Result(file, null, file, false, null,
                "The file " + file + " is in the zip, but is not a component that package.xml lists")));
        if (succeeded()) {
            after.all(ComponentType.ExternalClientApplication).forEach(app -> {
                Optional<AppView> was = now.view(app.fullName());
                if (!was.equals(after.view(app.fullName()))) {
                    after.noteChange(app.fullName(), was, time);
                }
            });
        }
        return after;
    }

    private void deploy(ComponentType type, String fullName, byte[] xml) {
        boolean created = now.find(type, fullName).isEmpty();
        try {
            if (xml == null) {
                throw new Problem("An object '" + fullName + "' of type " + type
                        + " was named in package.xml, but was not found in zipped directory");
            }
            if (type != ComponentType.PermissionSet && habits.has(Habits.Habit.NO_EXTERNAL_CLIENT_APPS)) {
                throw new Problem(NO_SUCH_FEATURE);
            }
            Component component = checked(Component.read(type, fullName, xml));
            String id = after.put(component);
            if (type == ComponentType.ExtlClntAppOauthSettings && habits.has(Habits.Habit.POLICY_MADE_BY_ITSELF)) {
                makePolicy(component.app());
            }
            results.add(new Result(type.file(fullName), type, fullName, created, id, null));
        } catch (Problem problem) {
            results.add(new Result(type.file(fullName), type, fullName, created, null, problem.getMessage()));
        }
    }

    private void makePolicy(String app) {
        if (after.of(app, ComponentType.ExtlClntAppOauthConfigurablePolicies).isEmpty()) {
            after.put(new Component(ComponentType.ExtlClntAppOauthConfigurablePolicies, app + "_oauthPlcy",
                    Map.of("externalClientApplication", app, "permittedUsersPolicyType", "AllSelfAuthorized")));
        }
    }

    private Component checked(Component component) {
        if (component.type().belongsToApp()) {
            requireParent(component);
            requireOnly(component);
        }
        return switch (component.type()) {
            case ExternalClientApplication -> header(component);
            case ExtlClntAppGlobalOauthSettings -> global(component);
            case ExtlClntAppOauthConfigurablePolicies -> policy(component);
            default -> component;
        };
    }

    private void requireParent(Component component) {
        if (after.find(ComponentType.ExternalClientApplication, component.app()).isEmpty()) {
            throw new Problem("In field: externalClientApplication - no ExternalClientApplication named "
                    + component.app() + " found");
        }
        boolean oauth = after.of(component.app(), ComponentType.ExtlClntAppOauthSettings).isPresent();
        if (component.type() == ComponentType.ExtlClntAppOauthConfigurablePolicies && !oauth) {
            throw new Problem("OAuth isn't enabled for the external client app " + component.app());
        }
    }

    private void requireOnly(Component component) {
        after.of(component.app(), component.type()).map(Component::fullName)
                .filter(name -> !name.equals(component.fullName())).ifPresent(name -> {
                    throw new Problem("DUPLICATE_VALUE: ExtlClntAppOauthSettingsId duplicates value on " + name);
                });
    }

    private Component header(Component component) {
        Optional<String> scoped = component.field("orgScopedExternalApp");
        String wanted = orgId + ":" + component.fullName();
        String inShort = orgId.substring(0, 15) + ":" + component.fullName();
        boolean isThere = now.find(component.type(), component.fullName()).isPresent();
        if (isThere && scoped.isEmpty()
                || scoped.filter(text -> !text.equals(wanted) && !text.equals(inShort)).isPresent()) {
            throw new Problem("The Org Scoped External Client App must be in the format "
                    + "DeveloperOrganizationId:ExternalClientAppDeveloperName");
        }
        return component;
    }

    private Component global(Component component) {
        if (component.fields().containsKey("certificate")) {
            try {
                UploadedCertificate.read(component.certificate());
            } catch (Failure e) {
                throw new Problem("INVALID_FIELD: certificate: " + e.getMessage());
            }
        }
        Optional<String> own = component.field("consumerKey");
        Optional<String> there = now.of(component.app(), component.type()).flatMap(one -> one.field("consumerKey"));
        if (own.isPresent() && habits.has(Habits.Habit.OWN_KEY_REFUSED)) {
            throw new Problem("INVALID_FIELD: You can't specify the field consumerKey");
        }
        if (own.isPresent() && there.isPresent() && !own.equals(there)) {
            throw new Problem("INVALID_FIELD: The consumerKey of an external client app can't be changed");
        }
        boolean taken = own.isPresent() && after.all(component.type()).stream().anyMatch(other ->
                !other.app().equals(component.app()) && other.field("consumerKey").equals(own));
        if (taken) {
            throw new Problem("DUPLICATE_VALUE: consumerKey");
        }
        var fields = new LinkedHashMap<>(component.fields());
        fields.putIfAbsent("consumerKey", there.orElseGet(this::newKey));
        return new Component(component.type(), component.fullName(), fields);
    }

    private Component policy(Component component) {
        List<String> sets = OrgMetadata.names(component, "commaSeparatedPermissionSet");
        List<String> unknown = sets.stream()
                .filter(name -> after.find(ComponentType.PermissionSet, name).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            throw new Problem("INVALID_FIELD: We couldn't find permission sets called "
                    + String.join(", ", unknown));
        }
        List<String> profiles = OrgMetadata.names(component, "commaSeparatedProfile");
        if (!PROFILES.containsAll(profiles)) {
            throw new Problem("INVALID_FIELD: We couldn't find profiles called " + String.join(", ", profiles));
        }
        if (component.field("permittedUsersPolicyType").equals(Optional.of("AdminApprovedPreAuthorized"))
                && Stream.concat(sets.stream(), profiles.stream()).findAny().isEmpty()) {
            throw new Problem("INVALID_FIELD: AdminApprovedPreAuthorized needs a permission set or a profile");
        }
        return component;
    }

    /** As Salesforce makes them: 85 characters, the first five of which are always these. */
    private String newKey() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";
        var key = new StringBuilder("3MVG9");
        random.ints(80, 0, alphabet.length()).forEach(i -> key.append(alphabet.charAt(i)));
        return key.toString();
    }
}
