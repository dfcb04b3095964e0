package lib.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import lib.failure.Failure;
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

    private final Session session;
    private final OutputStream out;
    private boolean first = true;

    AllRecords(Session session, OutputStream out) {
        this.session = session;
        this.out = out;
    }

    void from(ApiPath start) {
        JsonObject page = fetch(start);
        boolean goesOn = write("{\"totalSize\":" + page.getOrDefault("totalSize", JsonValue.NULL)
                + ",\"done\":true,\"records\":[") && writeRecords(page);
        while (goesOn && page.get("nextRecordsUrl") != null) {
            page = fetch(next(page));
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
        if (!(page.get().get("records") instanceof JsonArray)) {
            throw Failure.usage("not_a_query", "the answer to " + path + " is not a query's: it has no records",
                    "leave out --all, or query: sfjwt api --all \"query?q=SELECT Id FROM Account\"");
        }
        return page.get();
    }

    private static JsonObject read(HttpAnswer head, InputStream body) throws IOException {
        try {
            return ForeignJson.object(body.readNBytes(ForeignJson.LARGEST + 1));
        } catch (NotJson e) {
            throw ApiAnswer.unexpected(head);
        }
    }

    private static ApiPath next(JsonObject page) {
        String next = page.getString("nextRecordsUrl", "");
        try {
            return ApiPath.parse(next, "nextRecordsUrl");
        } catch (Failure e) {
            throw Failure.of(Kind.UNREACHABLE, "answer_unexpected", e.getMessage(),
                    "check what a proxy may have put in the way").from(e);
        }
    }

    private boolean writeRecords(JsonObject page) {
        var text = new StringBuilder();
        for (JsonValue found : page.getJsonArray("records")) {
            text.append(first ? "\n" : ",\n").append(JsonText.line(found));
            first = false;
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
