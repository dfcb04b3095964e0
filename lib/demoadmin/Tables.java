package lib.demoadmin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a query finds: the objects in which Salesforce shows users, permission sets, apps and logins.
 */
record Tables(OrgMetadata org, List<Person> people, LoginLog log, String orgId) {

    static final List<String> NAMES = List.of("Organization", "User", "UserLogin", "PermissionSet",
            "PermissionSetAssignment", "PermissionSetGroupComponent", "SetupEntityAccess",
            "ExternalClientApplication", "LoginHistory");

    /** @throws IllegalArgumentException for a field that is not there */
    JsonObject query(ReceivedQuery soql, String version) {
        List<Map<String, String>> rows = rows(soql.object()).stream()
                .filter(row -> soql.where().stream().allMatch(condition -> condition.holds(row))).toList();
        if (soql.orderBy() != null) {
            Comparator<Map<String, String>> order = Comparator.comparing(row -> row.get(
                    ReceivedQuery.find(row, soql.orderBy())));
            rows = rows.stream().sorted(soql.descending() ? order.reversed() : order).toList();
        }
        var records = Json.createArrayBuilder();
        rows.stream().limit(soql.limit()).forEach(row -> records.add(record(soql, row, version)));
        var list = records.build();
        return Json.createObjectBuilder().add("totalSize", list.size()).add("done", true).add("records", list).build();
    }

    private static JsonObject record(ReceivedQuery soql, Map<String, String> row, String version) {
        var json = Json.createObjectBuilder().add("attributes", Json.createObjectBuilder().add("type", soql.object())
                .add("url", version + "/sobjects/" + soql.object() + "/" + row.get("Id")));
        var related = new LinkedHashMap<String, JsonObjectBuilder>();
        for (String field : soql.fields()) {
            String name = ReceivedQuery.find(row, field);
            JsonValue value = value(row.get(name));
            int dot = name.indexOf('.');
            if (dot < 0) {
                json.add(name, value);
            } else {
                related.computeIfAbsent(name.substring(0, dot), _ -> Json.createObjectBuilder())
                        .add(name.substring(dot + 1), value);
            }
        }
        related.forEach(json::add);
        return json.build();
    }

    private static JsonValue value(String text) {
        return switch (text) {
            case null -> JsonValue.NULL;
            case "true" -> JsonValue.TRUE;
            case "false" -> JsonValue.FALSE;
            default -> Json.createValue(text);
        };
    }

    private List<Map<String, String>> rows(String object) {
        return switch (object.toLowerCase(Locale.ROOT)) {
            case "organization" -> List.of(row("Id", orgId, "Name", "The sfjwt demo org", "OrganizationType",
                    "Developer Edition", "IsSandbox", "false", "InstanceName", "DEMO1", "TrialExpirationDate", null,
                    "NamespacePrefix", null));
            case "user" -> people.stream().map(one -> row("Id", one.id(), "Username", one.username(), "Name",
                    one.name(), "IsActive", String.valueOf(one.active()), "ProfileId", one.profileId(),
                    "Profile.Name", one.profile(), "UserType", "Standard")).toList();
            case "userlogin" -> people.stream().map(one -> row("Id", one.id().replace("005", "0Yw"), "UserId",
                    one.id(), "IsFrozen", String.valueOf(one.frozen()), "IsPasswordLocked", "false")).toList();
            case "permissionset" -> org.all(ComponentType.PermissionSet).stream().map(set -> row("Id", org.idOf(set),
                    "Name", set.fullName(), "Label", set.field("label").orElse(null), "Description",
                    set.field("description").orElse(null), "IsOwnedByProfile", "false")).toList();
            case "permissionsetassignment" -> org.assignments().stream().map(link -> row("Id", link.id(),
                    "AssigneeId", link.from(), "Assignee.Username", username(link.from()), "PermissionSetId",
                    link.to(), "PermissionSet.Name", setName(link.to()))).toList();
            case "permissionsetgroupcomponent" -> List.of();
            case "setupentityaccess" -> org.access().stream().map(link -> row("Id", link.id(), "ParentId",
                    link.from(), "Parent.Name", setName(link.from()), "SetupEntityId", link.to(), "SetupEntityType",
                    "ExternalClientApplication")).toList();
            case "externalclientapplication" -> org.all(ComponentType.ExternalClientApplication).stream().map(app ->
                    row("Id", org.idOf(app), "DeveloperName", app.fullName(), "MasterLabel",
                            app.field("label").orElse(app.fullName()), "Description",
                            app.field("description").orElse(null), "ContactEmail",
                            app.field("contactEmail").orElse(null), "DistributionState",
                            app.field("distributionState").orElse(null))).toList();
            default -> logins();
        };
    }

    private List<Map<String, String>> logins() {
        var rows = new ArrayList<Map<String, String>>();
        log.entries().forEach(entry -> rows.add(row("Id", entry.id(), "UserId", entry.userId(), "LoginTime",
                entry.time().truncatedTo(ChronoUnit.SECONDS).toString(), "LoginType", "Remote Access 2.0",
                "Status", entry.status(), "Application", entry.application(), "SourceIp", entry.sourceIp())));
        return rows;
    }

    private String username(String id) {
        return people.stream().filter(one -> one.id().equals(id)).findFirst().map(Person::username).orElse(null);
    }

    private String setName(String id) {
        Optional<Component> set = org.withId(ComponentType.PermissionSet, id);
        return set.map(Component::fullName).orElse(null);
    }

    private static Map<String, String> row(String... namesAndValues) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
