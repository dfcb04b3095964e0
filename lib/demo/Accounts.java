package lib.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.json.ForeignJson;
import lib.json.NotJson;

/**
 * The one kind of record that the demo org has: enough to query page by page, to create, change and delete.
 */
final class Accounts {

    private static final int AT_FIRST = 250;
    private static final int PAGE = 100;
    private static final int MOST = 1000;
    // SELECT anything FROM Account, perhaps with a limit: no more of SOQL is known here
    private static final Pattern SOQL = Pattern.compile(
            "(?i)\\s*SELECT\\s+[\\w, ]+?\\s+FROM\\s+(\\w+)(?:\\s+LIMIT\\s+([0-9]{1,5}))?\\s*");
    private static final Answer NOT_THERE = ApiErrors.of(404, "NOT_FOUND", "Provided external ID field does not exist "
            + "or is not accessible");

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Sessions sessions;
    private int lastNumber;

    Accounts(Sessions sessions) {
        this.sessions = sessions;
        for (int i = 1; i <= AT_FIRST; i++) {
            add("Account " + i);
        }
    }

    List<Route> routes(String version) {
        String one = version + "/sobjects/Account/{id}";
        return List.of(new Route("GET", version + "/query/{cursor}", known(request -> more(version, request))),
                new Route("POST", version + "/sobjects/Account", known(this::create)),
                new Route("GET", one, known(this::show)),
                new Route("PATCH", one, known(this::change)),
                // "Update a Record" in Salesforce's REST API guide: for clients that have no PATCH
                new Route("POST", one, known(request -> request.query().equals("_HttpMethod=PATCH") ? change(request)
                        : ApiErrors.METHOD_NOT_ALLOWED)),
                new Route("DELETE", one, known(this::delete)));
    }

    private Function<RecordedRequest, Answer> known(Function<RecordedRequest, Answer> answerer) {
        return sessions.known((_, request) -> {
            synchronized (names) {
                return answerer.apply(request);
            }
        });
    }

    Answer query(String version, RecordedRequest request) {
        return known(sent -> found(version, sent)).apply(request);
    }

    private Answer found(String version, RecordedRequest request) {
        Matcher soql = SOQL.matcher(Form.parseOrEmpty(request.query()).get("q").orElse(""));
        if (!soql.matches()) {
            return ApiErrors.of(400, "MALFORMED_QUERY", "the demo org understands SELECT fields FROM Account LIMIT n");
        }
        if (!soql.group(1).equalsIgnoreCase("Account")) {
            return ApiErrors.of(400, "INVALID_TYPE", "sObject type '" + soql.group(1) + "' is not supported.");
        }
        int limit = soql.group(2) == null ? names.size() : Math.min(names.size(), Integer.parseInt(soql.group(2)));
        return page(version, 0, limit);
    }

    /** A cursor is how many records are to come in all, and how many have come. */
    private Answer more(String version, RecordedRequest request) {
        Matcher cursor = Pattern.compile(".*/01gDEMO([0-9]{1,5})AAA-([0-9]{1,5})").matcher(request.path());
        return cursor.matches()
                ? page(version, Integer.parseInt(cursor.group(2)), Integer.parseInt(cursor.group(1)))
                : ApiErrors.of(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private Answer page(String version, int from, int total) {
        int to = Math.min(from + PAGE, Math.min(total, names.size()));
        var records = Json.createArrayBuilder();
        List.copyOf(names.keySet()).subList(Math.min(from, to), to).forEach(id -> records.add(record(version, id)));
        var json = Json.createObjectBuilder().add("totalSize", total).add("done", to >= total);
        if (to < total) {
            json.add("nextRecordsUrl", version + "/query/01gDEMO" + total + "AAA-" + to);
        }
        return Answer.json(200, json.add("records", records).build());
    }

    private Answer create(RecordedRequest request) {
        return named(request, name -> names.size() >= MOST
                ? ApiErrors.of(400, "STORAGE_LIMIT_EXCEEDED", "storage limit exceeded")
                : Answer.json(201, Json.createObjectBuilder().add("id", add(name)).add("success", true)
                        .add("errors", Json.createArrayBuilder()).build()));
    }

    private Answer show(RecordedRequest request) {
        String id = id(request);
        return names.containsKey(id) ? Answer.json(200, record(request.path().replaceFirst("/sobjects/.*", ""), id))
                : NOT_THERE;
    }

    private Answer change(RecordedRequest request) {
        return names.containsKey(id(request)) ? named(request, name -> {
            names.put(id(request), name);
            return Answer.empty(204);
        }) : NOT_THERE;
    }

    private Answer delete(RecordedRequest request) {
        return names.remove(id(request)) == null ? NOT_THERE : Answer.empty(204);
    }

    private static Answer named(RecordedRequest request, Function<String, Answer> answerer) {
        try {
            String name = ForeignJson.object(request.body()).getString("Name", "");
            return name.isBlank() ? ApiErrors.of(400, "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]")
                    : answerer.apply(name);
        } catch (NotJson e) {
            return ApiErrors.of(400, "JSON_PARSER_ERROR", "the body is not a JSON object");
        }
    }

    private JsonObject record(String version, String id) {
        return Json.createObjectBuilder().add("attributes", Json.createObjectBuilder().add("type", "Account")
                .add("url", version + "/sobjects/Account/" + id)).add("Id", id).add("Name", names.get(id)).build();
    }

    private String add(String name) {
        String id = String.format("001DEMO%08dYDA", ++lastNumber);
        names.put(id, name);
        return id;
    }

    private static String id(RecordedRequest request) {
        return request.path().replaceFirst(".*/", "");
    }
}
