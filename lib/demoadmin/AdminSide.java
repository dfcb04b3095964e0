package lib.demoadmin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lib.json.ForeignJson;
import lib.json.NotJson;

/**
 * What an administrator of the demo org can do over its APIs, one call at a time.
 */
public final class AdminSide {

    private static final Reply NO_RIGHT = Reply.error(403, "INSUFFICIENT_ACCESS",
            "use of the Metadata API requires a user with the ModifyAllData or ModifyMetadata permissions");
    private static final Reply NOT_THERE = Reply.error(404, "NOT_FOUND", "The requested resource does not exist");

    private final String orgId;
    private final List<Person> people;
    private final Clock clock;
    private final Habits habits = new Habits();
    private final LoginLog log = new LoginLog();
    private final Deployments deployments;

    public AdminSide(String orgId, List<Person> people, Clock clock) {
        this.orgId = orgId;
        this.people = List.copyOf(people);
        this.clock = clock;
        this.deployments = new Deployments(new OrgMetadata(), habits, orgId);
    }

    public Habits habits() {
        return habits;
    }

    public LoginLog log() {
        return log;
    }

    /** The app with this consumer key as the token endpoint knows it. */
    public synchronized Optional<AppView> app(String consumerKey) {
        return deployments.org().known(consumerKey, clock.instant(), habits.propagation());
    }

    public synchronized Reply deploy(Person caller, String contentType, byte[] body) {
        if (!caller.administrator()) {
            return NO_RIGHT;
        }
        try {
            return deployments.begin(contentType, body, clock.instant());
        } catch (IllegalArgumentException e) {
            return Reply.error(400, "INVALID_OPERATION", e.getMessage());
        }
    }

    public synchronized Reply deployStatus(Person caller, String id, String query) {
        return caller.administrator() ? deployments.ask(id, query.equals("includeDetails=true")).orElse(NOT_THERE)
                : NO_RIGHT;
    }

    /** Empty for an object that is none of these. */
    public synchronized Optional<Reply> query(Person caller, String version, String text) {
        ReceivedQuery soql;
        try {
            soql = ReceivedQuery.parse(text);
        } catch (IllegalArgumentException e) {
            return text.matches("(?is).*\\bFROM\\s+Account\\b.*") ? Optional.empty()
                    : Optional.of(Reply.error(400, "MALFORMED_QUERY", e.getMessage()));
        }
        if (Tables.NAMES.stream().noneMatch(soql.object()::equalsIgnoreCase)) {
            return Optional.empty();
        }
        if (!caller.administrator()) {
            return Optional.of(Reply.error(400, "INVALID_TYPE", "sObject type '" + soql.object()
                    + "' is not supported."));
        }
        try {
            return Optional.of(Reply.json(200, new Tables(deployments.org(), people, log, orgId)
                    .query(soql, version)));
        } catch (IllegalArgumentException e) {
            return Optional.of(Reply.error(400, "INVALID_FIELD", e.getMessage()));
        }
    }

    /** Gives a user a permission set, or opens an app to a permission set. */
    public synchronized Reply insert(Person caller, String object, byte[] body) {
        if (!caller.administrator()) {
            return Reply.error(403, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
        }
        boolean assignment = object.equals("PermissionSetAssignment");
        String from = assignment ? "AssigneeId" : "ParentId";
        String to = assignment ? "PermissionSetId" : "SetupEntityId";
        try {
            JsonObject fields = ForeignJson.object(body);
            if (fields.size() != 2 || !fields.containsKey(from) || !fields.containsKey(to)) {
                return Reply.error(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [" + from + ", " + to
                        + "]");
            }
            return link(assignment, fields.getString(from), fields.getString(to));
        } catch (NotJson | ClassCastException e) {
            return Reply.error(400, "JSON_PARSER_ERROR", "the body is not a JSON object of strings");
        }
    }

    private Reply link(boolean assignment, String from, String to) {
        OrgMetadata org = deployments.org();
        boolean known = assignment
                ? people.stream().anyMatch(one -> one.id().equals(from))
                        && org.withId(ComponentType.PermissionSet, to).isPresent()
                : org.withId(ComponentType.PermissionSet, from).isPresent()
                        && org.withId(ComponentType.ExternalClientApplication, to).isPresent();
        if (!known) {
            return Reply.error(400, "INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
        }
        return org.link(assignment, from, to).map(id -> Reply.json(201, Json.createObjectBuilder().add("id", id)
                        .add("success", true).add("errors", Json.createArrayBuilder()).build()))
                .orElse(Reply.error(400, "DUPLICATE_VALUE", "duplicate value found: <unknown> duplicates value on "
                        + "record with id: <unknown>"));
    }

    /** Takes a user's permission set away again. */
    public synchronized Reply unassign(Person caller, String id) {
        if (!caller.administrator()) {
            return NO_RIGHT;
        }
        deployments.org().unlink(id);
        return new Reply(204, "application/json", "");
    }

    /** {@code usage}, {@code credentials/APP} or {@code credentials/APP/CONSUMER}, below {@code …/apps/oauth/}. */
    public synchronized Reply oauth(Person caller, String path, String query) {
        if (!caller.administrator()) {
            return NO_RIGHT;
        }
        var credentials = new Credentials(deployments.org(), habits.has(Habits.Habit.CREDENTIALS_CLOSED));
        String[] parts = path.replaceFirst(".*/apps/oauth/", "").split("/");
        return switch (parts.length) {
            case 1 -> credentials.usage();
            case 2 -> credentials.consumers(parts[1], path);
            default -> credentials.key(parts[1], parts[2], query);
        };
    }

    /** The Metadata API over SOAP. */
    public synchronized Reply soap(byte[] body, Function<String, Optional<Person>> session) {
        return SoapSide.answer(body, habits, deployments.org(), session);
    }
}
