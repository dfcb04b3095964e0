package lib.demoadmin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the org holds: components by type and name, who has which permission set, and how each app was before its last
 * change.
 */
final class OrgMetadata {

    private record Key(ComponentType type, String name) {
    }

    /** A user's permission set, or an app that a permission set opens. */
    record Link(String id, String from, String to) {
    }

    private record Before(Optional<AppView> view, Instant changed) {
    }

    private final Map<Key, Component> components;
    private final Map<Key, String> ids;
    private final Map<String, Before> before;
    private final Set<Link> assignments;
    private final Set<Link> access;

    OrgMetadata() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>(),
                new LinkedHashSet<>());
    }

    private OrgMetadata(Map<Key, Component> components, Map<Key, String> ids, Map<String, Before> before,
            Set<Link> assignments, Set<Link> access) {
        this.components = components;
        this.ids = ids;
        this.before = before;
        this.assignments = assignments;
        this.access = access;
    }

    /** To deploy to, and to keep only if all went well. */
    OrgMetadata copy() {
        return new OrgMetadata(new LinkedHashMap<>(components), new LinkedHashMap<>(ids), new LinkedHashMap<>(before),
                new LinkedHashSet<>(assignments), new LinkedHashSet<>(access));
    }

    Optional<Component> find(ComponentType type, String name) {
        return Optional.ofNullable(components.get(new Key(type, name)));
    }

    List<Component> all(ComponentType type) {
        return components.values().stream().filter(component -> component.type() == type).toList();
    }

    /** The app's one record of this type. */
    Optional<Component> of(String app, ComponentType type) {
        return all(type).stream().filter(component -> component.app().equals(app)).findFirst();
    }

    /** @return its id */
    String put(Component component) {
        var key = new Key(component.type(), component.fullName());
        components.put(key, component);
        return ids.computeIfAbsent(key, _ -> id(prefix(component.type()), ids.size() + 1));
    }

    String idOf(Component component) {
        return ids.get(new Key(component.type(), component.fullName()));
    }

    Optional<Component> withId(ComponentType type, String id) {
        return all(type).stream().filter(component -> idOf(component).equals(id)).findFirst();
    }

    Set<Link> assignments() {
        return assignments;
    }

    /** Permission sets that open an app: those in its policy, and those that were linked by themselves. */
    List<Link> access() {
        var links = new ArrayList<>(access);
        for (Component policy : all(ComponentType.ExtlClntAppOauthConfigurablePolicies)) {
            for (String name : names(policy, "commaSeparatedPermissionSet")) {
                find(ComponentType.PermissionSet, name).ifPresent(set -> links.add(new Link(
                        id("0J0", idOf(policy).hashCode() & 0xffff), idOf(set),
                        find(ComponentType.ExternalClientApplication, policy.app()).map(this::idOf).orElse(""))));
            }
        }
        return links;
    }

    /** @return the new link's id, or empty where it is there already */
    Optional<String> link(boolean assignment, String from, String to) {
        Set<Link> links = assignment ? assignments : access;
        if ((assignment ? links.stream() : access().stream()).anyMatch(link -> link.from().equals(from)
                && link.to().equals(to))) {
            return Optional.empty();
        }
        String id = id(assignment ? "0Pa" : "0J0", links.size() + 1);
        links.add(new Link(id, from, to));
        return Optional.of(id);
    }

    void unlink(String id) {
        assignments.removeIf(link -> link.id().equals(id));
    }

    void noteChange(String app, Optional<AppView> was, Instant now) {
        before.put(app, new Before(was, now));
    }

    /** The app as it is. */
    Optional<AppView> view(String app) {
        return of(app, ComponentType.ExtlClntAppGlobalOauthSettings).flatMap(global ->
                global.field("consumerKey").map(key -> view(app, key, global)));
    }

    private AppView view(String app, String consumerKey, Component global) {
        Optional<Component> policy = of(app, ComponentType.ExtlClntAppOauthConfigurablePolicies);
        String appId = find(ComponentType.ExternalClientApplication, app).map(this::idOf).orElse("");
        Set<String> sets = access().stream().filter(link -> link.to().equals(appId)).map(Link::from)
                .collect(Collectors.toSet());
        boolean enabled = of(app, ComponentType.ExtlClntAppConfigurablePolicies)
                .filter(one -> one.field("isEnabled").equals(Optional.of("true"))
                        && one.field("isOauthPluginEnabled").equals(Optional.of("true"))).isPresent()
                && of(app, ComponentType.ExtlClntAppOauthSettings).isPresent();
        Predicate<Component> isAdminApproved = one -> one.field("permittedUsersPolicyType")
                .equals(Optional.of("AdminApprovedPreAuthorized"));
        return new AppView(app, consumerKey,
                global.certificate().length == 0 ? null : UploadedCertificate.read(global.certificate()).publicKey(),
                enabled, true, policy.filter(isAdminApproved).isEmpty(),
                policy.flatMap(one -> one.field("ipRelaxationPolicyType")).filter("Bypass"::equals).isEmpty(),
                policy.map(one -> Set.copyOf(names(one, "commaSeparatedProfile"))).orElse(Set.of()),
                assignments.stream().filter(link -> sets.contains(link.to())).map(Link::from)
                        .collect(Collectors.toSet()));
    }

    /** The app with this consumer key as the token endpoint knows it by now. */
    Optional<AppView> known(String consumerKey, Instant now, Duration propagation) {
        return all(ComponentType.ExternalClientApplication).stream().map(app -> view(app.fullName()))
                .flatMap(Optional::stream).filter(view -> view.consumerKey().equals(consumerKey)).findFirst()
                .map(view -> {
                    Before was = before.get(view.name());
                    boolean settled = was == null || !now.isBefore(was.changed().plus(propagation));
                    return settled ? view : was.view().orElse(view.withoutPolicy());
                });
    }

    static List<String> names(Component policy, String field) {
        return policy.field(field).map(text -> Arrays.stream(text.split(",")).map(String::strip)
                .filter(name -> !name.isEmpty()).toList()).orElse(List.of());
    }

    /** 15 characters and the 3 that stand for their case. */
    static String id(String prefix, int number) {
        return String.format("%sDEMO%08dYDA", prefix, number);
    }

    private static String prefix(ComponentType type) {
        return switch (type) {
            case PermissionSet -> "0PS";
            case ExternalClientApplication -> "0xI";
            case ExtlClntAppGlobalOauthSettings -> "1bU";
            case ExtlClntAppOauthSettings -> "0xJ";
            case ExtlClntAppOauthConfigurablePolicies -> "0xK";
            case ExtlClntAppConfigurablePolicies -> "0xL";
        };
    }
}
