package lib.token;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import lib.config.LoginUrl;
import lib.failure.Failure;
import lib.failure.Input;
import lib.failure.Kind;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.Retries;
import lib.http.ServerText;
import lib.refusal.ClockSkew;
import lib.refusal.Explanation;
import lib.refusal.Said;

/**
 * Salesforce's {@code /services/oauth2/token}: takes an assertion, gives an access token or a refusal.
 */
public final class TokenEndpoint {

    /** What a login URL that is another host's ends in. */
    private static final Set<String> MISSPELT = Set.of("host_not_found", "redirected");

    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private final Http http;
    private final Retries retries;

    public TokenEndpoint(Http http, Retries retries) {
        this.http = http;
        this.retries = retries;
    }

    /** What came of an exchange that worked. */
    public record Exchanged(TokenAnswer answer, Optional<ClockSkew> skew) {
    }

    /**
     * @param freshAssertion called for every try, because an assertion can expire during a wait. Two made in the
     *     same second are the same text; Salesforce accepts both, and exact claims leave no room for a jti
     * @throws Failure of kind refused with causes and fixes, or of kind unreachable
     */
    public Exchanged exchange(LoginUrl loginUrl, Supplier<String> freshAssertion) {
        return retries.run(() -> {
            // grant_type and assertion, nothing else: a scope, say, is refused (scope parameter not supported)
            Map<String, String> form = new LinkedHashMap<>();
            form.put("grant_type", GRANT_TYPE);
            form.put("assertion", freshAssertion.get());
            return read(post(loginUrl, form), loginUrl);
        });
    }

    /** Another login is safe where it is not known whether the last one was answered: its assertion is a new one. */
    private HttpAnswer post(LoginUrl loginUrl, Map<String, String> form) {
        try {
            return http.postForm(loginUrl.tokenEndpoint(), form);
        } catch (Failure failure) {
            throw (MISSPELT.contains(failure.code()) && !failure.retryable() ? failure.about(Input.LOGIN_URL) : failure)
                    .retryable(failure.retryable() || Http.isDropped(failure));
        }
    }

    private static Exchanged read(HttpAnswer answer, LoginUrl loginUrl) {
        if (answer.status() == 200 && answer.json().orElse(null) instanceof JsonObject object && !hasError(object)) {
            return new Exchanged(TokenAnswer.of(object, loginUrl), ClockSkew.in(answer));
        }
        Failure failure = Said.in(answer).map(said -> Explanation.of(said, answer)).orElseGet(() -> unexpected(answer));
        boolean again = failure.retryable() || answer.mayPass() || answer.mayHaveBrokenOff();
        throw failure.retryable(again).retryAfter(answer.retryAfter().orElse(null));
    }

    private static boolean hasError(JsonObject object) {
        return object.getOrDefault("error", JsonValue.NULL) != JsonValue.NULL;
    }

    private static Failure unexpected(HttpAnswer answer) {
        String type = answer.header("content-type").map(ServerText::line).orElse("no content type");
        String line = answer.firstLine();
        String said = answer.uri().getHost() + " did not answer as a token endpoint does: HTTP " + answer.status()
                + ", " + type + (line.isEmpty() ? ", empty" : ", beginning \"" + line + "\"" + answer.flaw())
                + Explanation.askedToWait(answer);
        return answer.status() >= 500 || answer.status() == 429
                ? Failure.of(Kind.UNREACHABLE, "answer_unexpected", said,
                        "wait and try again; Salesforce's state is at https://status.salesforce.com")
                : Failure.of(Kind.UNREACHABLE, "answer_unexpected", said,
                        "check the login URL, and what a proxy or captive portal may have put in its way")
                        .about(Input.LOGIN_URL);
    }
}
