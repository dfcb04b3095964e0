package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import lib.api.CallApi;
import lib.api.Limits;
import lib.api.OpenOrg;
import lib.api.WhoAmI;
import lib.failure.Warning;
import lib.json.ForeignJson;
import lib.json.JsonText;
import lib.json.NotJson;
import lib.store.LogOut;

/**
 * What one does with a token: ask who it is, what is left of the limits, anything else; open the org; end the login.
 */
record OrgCalls(Workplace workplace) {

    /** Enough for a table that a person reads, and little enough for a browser. */
    private static final int LARGEST_ANSWER = 1024 * 1024;

    JsonObject whoami(Call call) {
        WhoAmI result = WhoAmI.of(workplace.session(OrgFields.of(call)));
        return PageAnswer.of(result.json(), result.warnings());
    }

    /** {@code {"limits": [{"name", "remaining", "max"}]}}: those that an integration meets first. */
    JsonObject limits(Call call) {
        Limits result = Limits.of(workplace.session(OrgFields.of(call)));
        var list = Json.createArrayBuilder();
        result.interesting().forEach(limit -> list.add(Json.createObjectBuilder().add("name", limit.name())
                .add("remaining", limit.remaining()).add("max", limit.max())));
        JsonObject json = Json.createObjectBuilder().add("apiVersion", result.version().number()).add("limits", list)
                .build();
        return PageAnswer.of(json, result.warnings());
    }

    /** {@code {"url"}}: works once, for a short while. */
    JsonObject open(Call call) {
        OpenOrg result = OpenOrg.of(workplace.session(OrgFields.of(call)), null, false);
        JsonObject json = Json.createObjectBuilder().add("url", result.url().toString()).build();
        return PageAnswer.of(json, result.warnings());
    }

    /** Revokes the stored tokens of this app and user. */
    JsonObject logOut(Call call) {
        var request = new LogOut.Request(workplace.store(), Optional.of(workplace.org(OrgFields.of(call))),
                workplace.http());
        LogOut.Result result = new LogOut(workplace.clock()).run(request);
        return PageAnswer.of(result.json(), result.warnings());
    }

    /**
     * Reads: {@code query} is a SOQL query, or a path of the REST API. Answers {@code {"path", "answer", "text"}}: the
     * answer as JSON, null where it is none, and as text. Text keeps numbers that a browser has no room for.
     */
    JsonObject query(Call call) {
        Fields fields = OrgFields.of(call, "query");
        String path = path(fields.text("query", "").strip());
        var answer = new Beginning();
        CallApi.Result result = new CallApi().run(new CallApi.Request(workplace.session(fields), "GET", path, null,
                CallApi.Request.DEFAULT_CONTENT_TYPE, false), answer);
        JsonValue json = answer.json();
        var said = Json.createObjectBuilder().add("path", path).add("answer", json)
                .add("text", json instanceof JsonStructure whole ? JsonText.indented(whole) : answer.text());
        var warnings = new ArrayList<>(result.warnings());
        if (answer.isFull()) {
            warnings.add(Warning.of("answer_cut", "the answer is longer than a megabyte, and this is its beginning; "
                    + "ask for fewer fields or records"));
        }
        return PageAnswer.of(said.build(), warnings);
    }

    private static String path(String typed) {
        return typed.matches("(?is)\\(?select\\s.*")
                ? "query?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8) : typed;
    }

    /** The first megabyte of an answer. */
    private static final class Beginning extends OutputStream {

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            kept.write(bytes, from, Math.min(length, LARGEST_ANSWER - kept.size()));
            if (isFull()) {
                throw new IOException("enough"); // the rest is not fetched
            }
        }

        boolean isFull() {
            return kept.size() == LARGEST_ANSWER;
        }

        JsonValue json() {
            try {
                return ForeignJson.value(kept.toByteArray());
            } catch (NotJson e) {
                return JsonValue.NULL;
            }
        }

        String text() {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }
}
