package lib.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import lib.config.LoginUrl;
import lib.config.Setting;
import lib.failure.Failure;
import lib.json.Fields;
import lib.text.Untrusted;

/**
 * Which org it is, what kind of org, and as whom the administrator is logged in.
 *
 * @param id with 18 characters
 * @param loginUrl the My Domain, at which apps of this org log in
 */
public record OrgFacts(String id, String name, Kind kind, URI loginUrl, String adminName, String adminEmail) {

    /** What a person should know before something is changed. */
    public enum Kind {
        PRODUCTION("PRODUCTION"),
        SANDBOX("sandbox"),
        SCRATCH("scratch org"),
        DEVELOPER("Developer Edition");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @throws Failure where the org does not show itself to this user */
    public static OrgFacts of(AdminSession session) {
        JsonObject org = session.query(Soql.of("SELECT Id, Name, IsSandbox, OrganizationType, TrialExpirationDate "
                + "FROM Organization LIMIT 1")).stream().findFirst().orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObject me = session.getAt("/services/oauth2/userinfo");
        return new OrgFacts(Fields.text(org, "Id"), Untrusted.line(Fields.text(org, "Name")), kind(org),
                myDomain(me).orElse(session.org()), Untrusted.line(Fields.text(me, "preferred_username")),
                Untrusted.line(Fields.text(me, "email")));
    }

    /** The org's time zone, by which login hours count; empty where it does not show it. */
    public static Optional<ZoneId> zone(AdminSession session) {
        try {
            return session.query(Soql.of("SELECT TimeZoneSidKey FROM Organization LIMIT 1")).stream().findFirst()
                    .map(org -> ZoneId.of(Fields.text(org, "TimeZoneSidKey")));
        } catch (Failure | DateTimeException e) {
            return Optional.empty();
        }
    }

    public boolean isProduction() {
        return kind == Kind.PRODUCTION;
    }

    public JsonObject json() {
        return Json.createObjectBuilder().add("id", id).add("name", name)
                .add("kind", kind.name().toLowerCase(Locale.ROOT))
                .add("loginUrl", loginUrl.toString()).add("admin", adminName).build();
    }

    private static Kind kind(JsonObject org) {
        boolean ends = org.get("TrialExpirationDate") instanceof JsonString;
        if (org.getBoolean("IsSandbox", false)) {
            return ends ? Kind.SCRATCH : Kind.SANDBOX;
        }
        return Fields.text(org, "OrganizationType").equals("Developer Edition") ? Kind.DEVELOPER : Kind.PRODUCTION;
    }

    private static Optional<URI> myDomain(JsonObject me) {
        String url = me.get("urls") instanceof JsonObject urls ? Fields.text(urls, "custom_domain") : "";
        try {
            return url.isEmpty() ? Optional.empty()
                    : Optional.of(URI.create(LoginUrl.parse(new Setting<>(url, "the org's My Domain")).toString()));
        } catch (Failure e) {
            return Optional.empty();
        }
    }
}
