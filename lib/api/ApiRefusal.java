package lib.api;

import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Text;
import lib.http.HttpAnswer;
import lib.http.ServerText;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import lib.refusal.Said;
import lib.refusal.SetupPages;

/**
 * Makes a failure of an answer other than 2xx: Salesforce's code and message, and what to do.
 */
final class ApiRefusal {

    /** By Salesforce's errorCode ("Status Codes and Error Responses" of the REST API guide). */
    private static final Map<String, Fix> FIXES = Map.ofEntries(
            Map.entry("NOT_FOUND", Fix.of("check the path, the API version in it and the record's id; what the "
                    + "user may not "
                    + "see is not there either")),
            Map.entry("METHOD_NOT_ALLOWED", Fix.of("choose another method with -X; the message names those that "
                    + "are allowed")),
            Map.entry("MALFORMED_QUERY", Fix.of("correct the SOQL: the message shows the place")),
            Map.entry("INVALID_FIELD", Fix.of("correct the field's name, or give the user access to it: "
                    + SetupPages.OBJECT_SETTINGS)),
            Map.entry("INVALID_TYPE", Fix.of("correct the object's name, or give the user access to it: "
                    + SetupPages.OBJECT_SETTINGS)),
            Map.entry("INVALID_QUERY_LOCATOR", Fix.of("run the query again from its beginning: its cursor has ended")),
            Map.entry("REQUEST_LIMIT_EXCEEDED", Fix.of("wait, or raise the org's limit; what is left: ",
                    Fix.command("limits"))),
            Map.entry("INSUFFICIENT_ACCESS", Fix.of("give the user the permission: " + SetupPages.OBJECT_SETTINGS)),
            Map.entry("FUNCTIONALITY_NOT_ENABLED", Fix.of("switch the feature on in Setup, or use another org")),
            Map.entry("JSON_PARSER_ERROR", Fix.of("correct the JSON that was sent; the message shows the place")));

    static Failure of(HttpAnswer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return notHere(answer);
        }
        return Said.in(answer).map(said -> of(said, answer)).orElseGet(() -> noApi(answer));
    }

    private static Failure of(Said said, HttpAnswer answer) {
        String code = ServerText.line(said.error());
        String message = ServerText.line(said.description());
        Optional<Refusal> row = Refusals.find(said);
        Fix fix = row.map(known -> known.causes().getFirst().fix()).orElseGet(() -> FIXES.getOrDefault(said.error(),
                Fix.of("see the message; the REST API guide explains the code: "
                        + "https://developer.salesforce.com/docs")));
        Failure failure = Failure.of(Kind.REFUSED, row.map(Refusal::id).orElse("api_refused"), "Salesforce refused: "
                        + code + (message.isBlank() ? "" : " (" + message + ")"), fix)
                .with(Json.createObjectBuilder().add("salesforceError", code).add("salesforceDescription", message)
                        .add("httpStatus", answer.status()).build())
                .retryable(answer.mayPass())
                .retryAfter(answer.retryAfter().orElse(null));
        return row.map(known -> failure.because(known.causes())).orElse(failure);
    }

    /** Of a token that was made a moment ago: another one would be refused as well. */
    static Failure ofNewToken(HttpAnswer answer) {
        Refusal row = Refusals.byId("new_token_refused").orElseThrow();
        return of(row, row.causes(), Text.of(), answer);
    }

    /**
     * Of a refusal that the call and the status tell, not the words.
     *
     * @param causes those of the row that are left
     * @param more ends the message
     */
    static Failure of(Refusal row, List<Cause> causes, Text more, HttpAnswer answer) {
        String said = Said.in(answer).map(words -> ", " + ServerText.line(words.error())).orElse("");
        return Failure.of(Kind.REFUSED, row.id(), Text.of(row.meaning().replaceFirst("\\.$", "")
                        + " (HTTP " + answer.status() + said + ")", more), causes.getFirst().fix())
                .because(causes)
                .with(Json.createObjectBuilder().add("httpStatus", answer.status()).build());
    }

    /** 300 is Salesforce's word for several records with the same external id; its other redirects lead to pages. */
    private static Failure notHere(HttpAnswer answer) {
        boolean several = answer.status() == 300;
        return Failure.of(Kind.REFUSED, several ? "several_records" : "redirected", answer.uri().getHost()
                        + (several ? " has several records with this external id (HTTP 300): " + answer.firstLine()
                        : " redirects (HTTP " + answer.status() + ") instead of answering; nothing was sent on"),
                several ? "use one of these paths" : "check the path: what redirects is a page, and no call of the API")
                .with(Json.createObjectBuilder().add("httpStatus", answer.status()).build());
    }

    private static Failure noApi(HttpAnswer answer) {
        String line = answer.firstLine();
        boolean refused = answer.status() >= 400 && answer.status() < 500 && answer.status() != 429;
        return Failure.of(refused ? Kind.REFUSED : Kind.UNREACHABLE, refused ? "api_refused" : "answer_unexpected",
                        answer.uri().getHost() + " answered HTTP " + answer.status()
                                + (line.isEmpty() ? "" : ", beginning \"" + line + "\""),
                        refused ? "check the path and the method"
                                : "try again later; Salesforce's state is at https://status.salesforce.com")
                .with(Json.createObjectBuilder().add("httpStatus", answer.status()).build())
                .retryable(!refused && answer.status() >= 429).retryAfter(answer.retryAfter().orElse(null));
    }
}
