package lib.api;

import jakarta.json.JsonStructure;
import java.util.function.Supplier;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.HttpOptions;
import lib.http.Retries;
import lib.http.ServerText;

/**
 * What an answer of the API holds, once it is one.
 */
public final class ApiAnswer {

    private ApiAnswer() {
    }

    /** @throws Failure {@link ApiRefusal}'s, or {@code answer_unexpected} where it is not JSON of this type */
    public static <T extends JsonStructure> T require(HttpAnswer answer, Class<T> type) {
        if (!isGood(answer)) {
            throw ApiRefusal.of(answer);
        }
        return answer.json().filter(type::isInstance).map(type::cast).orElseThrow(() -> unexpected(answer));
    }

    /**
     * Makes a request that changes nothing, again where the connection broke off or the org is busy.
     *
     * @throws Failure of kind unreachable, or what a busy org says in the end
     */
    public static HttpAnswer read(HttpOptions options, Supplier<HttpAnswer> call) {
        return Retries.of(options, Retries.Sleeper.REAL).run(() -> {
            try {
                HttpAnswer answer = call.get();
                if (answer.mayPass()) {
                    throw ApiRefusal.of(answer);
                }
                return answer;
            } catch (Failure failure) {
                throw failure.retryable(failure.retryable() || Http.isDropped(failure));
            }
        });
    }

    static boolean isGood(HttpAnswer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    public static Failure unexpected(HttpAnswer answer) {
        return unexpected(answer, answer.flaw());
    }

    /** @param flaw why it cannot be read, as {@link HttpAnswer#flaw} says it */
    static Failure unexpected(HttpAnswer answer, String flaw) {
        return Failure.of(Kind.UNREACHABLE, "answer_unexpected", answer.uri().getHost()
                        + " did not answer as Salesforce's API does: HTTP " + answer.status() + ", "
                        + answer.header("content-type").map(ServerText::line).orElse("no content type") + flaw,
                "check what a proxy or captive portal may have put in the way");
    }
}
