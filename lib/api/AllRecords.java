package lib.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.http.HttpAnswer;
import lib.json.ForeignJson;
import lib.json.JsonText;
import lib.json.NotJson;

/**
 * All pages of a query as one document of the shape that a single page has, a record a line, written page by page: as
 * many records as there are, in the memory of one page. A document that broke off cannot be taken for a whole one.
 */
final class AllRecords {

    /** At 2,000 records a page, twice what a query of Salesforce's can have. */
    private static final int MOST_PAGES = 50_000;
    /** For a page that trickles in and would never be silent for long enough. */
    private static final Duration LONGEST_PAGE = Duration.ofMinutes(10);

    private static final String CHECK_BETWEEN = "check what a proxy may have put in the way";

    private final Session session;
    private final OutputStream out;
    private final Set<String> asked = new HashSet<>();
    private long records;

    AllRecords(Session session, OutputStream out) {
        this.session = session;
        this.out = out;
    }

    void from(ApiPath start) {
        asked.add(start.text());
        JsonObject page = fetch(start);
        long most = page.get("totalSize") instanceof JsonNumber size && size.isIntegral() && size.longValue() >= 0
                ? size.longValue() : Long.MAX_VALUE;
        boolean goesOn = write("{\"totalSize\":" + page.getOrDefault("totalSize", JsonValue.NULL)
                + ",\"done\":true,\"records\":[") && writeRecords(page);
        while (goesOn && hasNext(page)) {
            ApiPath next = next(page);
            if (page.getJsonArray("records").isEmpty() || records > most || asked.size() >= MOST_PAGES
                    || !asked.add(next.text())) {
                throw endless("after " + records + " records it names " + next + " as the next page");
            }
            page = fetch(next);
            goesOn = writeRecords(page);
        }
        if (goesOn) {
            write("\n]}\n");
        }
    }

    private JsonObject fetch(ApiPath path) {
        var page = new AtomicReference<JsonObject>();
        HttpAnswer answer = session.stream(new Session.Call("GET", path, Map.of(), null), (head, body) -> {
            page.set(read(head, body));
            return head;
        });
        if (!ApiAnswer.isGood(answer)) {
            throw ApiRefusal.of(answer);
        }
        // other lists, such as those of the UI API, name their further pages in other ways
        if (!(page.get().get("records") instanceof JsonArray) || !page.get().containsKey("done")) {
            throw Failure.usage("not_a_query", "the answer to " + path + " is not a query's: it has no records, or does"
                    + " not say whether they are all",
                    Fix.of("leave out --all, or query: ",
                            Fix.command("api", "--all", "query?q=SELECT Id FROM Account")));
        }
        return page.get();
    }

    private static JsonObject read(HttpAnswer head, InputStream body) throws IOException {
        var page = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        long began = System.nanoTime();
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            page.write(chunk, 0, n);
            if (page.size() > ForeignJson.LARGEST || System.nanoTime() - began > LONGEST_PAGE.toNanos()) {
                throw endless("a page does not end: " + page.size() / 1024 / 1024 + " MiB so far");
            }
        }
        try {
            return ForeignJson.object(page.toByteArray());
        } catch (NotJson e) {
            throw ApiAnswer.unexpected(head, "; it " + e.getMessage());
        }
    }

    /** @throws Failure where there are more records and no way to them: what was written is no whole document */
    private static boolean hasNext(JsonObject page) {
        boolean named = page.getOrDefault("nextRecordsUrl", JsonValue.NULL) != JsonValue.NULL;
        if (!named && !page.get("done").equals(JsonValue.TRUE)) {
            throw Failure.of(Kind.UNREACHABLE, "answer_unexpected", "the query has more records, and its answer names "
                    + "no next page", "run it again; " + CHECK_BETWEEN);
        }
        return named;
    }

    private static Failure endless(String what) {
        return Failure.of(Kind.UNREACHABLE, "answer_endless", "this query has no end: " + what,
                CHECK_BETWEEN + "; without --all you get one page");
    }

    private static ApiPath next(JsonObject page) {
        String next = page.getString("nextRecordsUrl", "");
        try {
            ApiPath path = ApiPath.parse(next, "nextRecordsUrl");
            if (path.text().startsWith("/services/")) {
                return path;
            }
            throw endless("it names " + path + " as the next page, which is not in the API");
        } catch (Failure e) {
            throw e.kind() == Kind.UNREACHABLE ? e : Failure.of(Kind.UNREACHABLE, "answer_unexpected", e.getMessage(),
                    CHECK_BETWEEN).from(e);
        }
    }

    private boolean writeRecords(JsonObject page) {
        var text = new StringBuilder();
        for (JsonValue found : page.getJsonArray("records")) {
            text.append(records == 0 ? "\n" : ",\n").append(JsonText.line(found));
            records++;
        }
        return write(text.toString());
    }

    /** @return false where the reader has had enough */
    private boolean write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
