package lib.admin;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Step;
import lib.json.Fields;

/**
 * An External Client App as queries show it.
 *
 * @param name the API name
 */
public record AppInOrg(String id, String name, String label, String description, String contactEmail) {

    private static final String FIELDS = "SELECT Id, DeveloperName, MasterLabel, Description, ContactEmail "
            + "FROM ExternalClientApplication";

    public static Optional<AppInOrg> find(AdminSession session, String name) {
        return query(session, Soql.of(FIELDS + " WHERE DeveloperName = ?", name)).stream().findFirst();
    }

    public static List<AppInOrg> all(AdminSession session) {
        return query(session, Soql.of(FIELDS + " ORDER BY DeveloperName"));
    }

    private static List<AppInOrg> query(AdminSession session, Soql soql) {
        try {
            return session.query(soql).stream().map(AppInOrg::of).toList();
        } catch (Failure e) {
            throw !e.json().getString("salesforceError", "").equals("INVALID_TYPE") ? e : Failure.of(e.kind(),
                    "eca_not_shown", "the org shows no External Client Apps to this administrator: " + e.getMessage(),
                    Fix.of("give the administrator the permission View all External Client Apps, view their settings, "
                            + "and edit their policies; in Setup > External Client App Settings allow their creation")
                            .in(Step.APP)).from(e);
        }
    }

    /** Those that sfjwt made. */
    public static List<AppInOrg> ours(AdminSession session) {
        return all(session).stream().filter(AppInOrg::isOurs).toList();
    }

    /**
     * The app with this consumer key. Where the org shows it for none, it is the one that has this certificate; several
     * may have the same.
     *
     * @param certificate SHA-256 of it; empty for none
     */
    public static Optional<AppInOrg> withKey(AdminSession session, String consumerKey, String certificate) {
        Predicate<AppInOrg> hasCertificate = app -> MadeBySfjwt.in(app.description())
                .filter(mark -> mark.fingerprint().equals(certificate)).isPresent();
        List<AppInOrg> all = query(session, Soql.of(FIELDS + " ORDER BY DeveloperName LIMIT 50"));
        var keys = new ConsumerKeys(session);
        // it is most likely one of those with the certificate, and each key takes two calls
        return Stream.of(hasCertificate, hasCertificate.negate()).flatMap(part -> all.stream().filter(part))
                .filter(app -> keys.of(app).filter(consumerKey::equals).isPresent()).findFirst()
                .or(() -> all.stream().filter(hasCertificate).findFirst());
    }

    private static AppInOrg of(JsonObject app) {
        return new AppInOrg(Fields.text(app, "Id"), Fields.text(app, "DeveloperName"), Fields.text(app, "MasterLabel"),
                Fields.text(app, "Description"), Fields.text(app, "ContactEmail"));
    }

    public boolean isOurs() {
        return MadeBySfjwt.isOurs(description);
    }

    /** The permission sets that open it, sorted: those that it is linked to, and those that its policy names. */
    public List<String> permissionSets(AdminSession session, Optional<AppSettings> settings) {
        var all = new TreeSet<String>();
        session.query(Soql.of("SELECT Parent.Name FROM SetupEntityAccess WHERE SetupEntityId = ?", id)).stream()
                .map(link -> link.get("Parent") instanceof JsonObject parent ? Fields.text(parent, "Name") : "")
                .filter(name -> !name.isEmpty()).forEach(all::add);
        List<String> named = settings.map(AppSettings::permissionSets).orElse(List.of());
        // a link names the set of a managed package without the package's prefix
        named.forEach(set -> all.remove(set.replaceFirst("^.+?__", "")));
        all.addAll(named);
        return List.copyOf(all);
    }
}
