package lib.api;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lib.config.OrgConfig;
import lib.failure.Warning;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.Receiver;
import lib.store.ReuseToken;
import lib.token.TokenAnswer;

/**
 * A token and the org that it is for. It is sent to its own instance_url and nowhere else; when Salesforce takes it no
 * longer, it is dropped, and one new login follows. A new token that is refused too is refused for another reason.
 */
public final class Session {

    private final ReuseToken tokens;
    private final ReuseToken.Request request;
    private final Http http;
    private final Set<Warning> warnings = new LinkedHashSet<>();
    private ReuseToken.Result current;

    public Session(ReuseToken.Request request, Clock clock) {
        this.tokens = new ReuseToken(clock);
        this.request = request;
        this.http = new Http(request.login().http(), clock);
    }

    /** The token, stored or new, and where it comes from. */
    public ReuseToken.Result login() {
        if (current == null) {
            current = tokens.run(request);
            warnings.addAll(current.warnings());
        }
        return current;
    }

    /** The audience of this login, where there is no other to try or it is known to work. */
    Optional<String> knownAudience() {
        OrgConfig config = request.login().config();
        String recalled = ReuseToken.recalled(request).audience();
        boolean known = config.audiences().other().isEmpty() || !recalled.equals(config.audience());
        return known ? Optional.of(recalled) : Optional.empty();
    }

    public TokenAnswer token() {
        return login().answer();
    }

    void warn(Warning warning) {
        warnings.add(warning);
    }

    /** What a person should know although it worked. */
    public List<Warning> warnings() {
        return new ArrayList<>(warnings);
    }

    HttpAnswer get(String path) {
        return ApiAnswer.read(request.login().http(),
                () -> retried(token -> http.get(at(path), token.accessToken()), Session::isGone));
    }

    /** Without the token, for what needs none. */
    HttpAnswer getOpenly(String path) {
        return ApiAnswer.read(request.login().http(), () -> http.get(at(path), null));
    }

    /** @param gone which answers say that the token counts no more, besides the usual ones */
    HttpAnswer postForm(String path, Function<TokenAnswer, Map<String, String>> form,
            Function<HttpAnswer, Boolean> gone) {
        return retried(token -> http.postForm(at(path), form.apply(token)),
                answer -> isGone(answer) || gone.apply(answer));
    }

    /** A call whose answer is handed on while it arrives, if it is a good one. */
    record Call(String method, ApiPath path, Map<String, String> headers, byte[] body) {
    }

    /** @return the whole answer where it is not a good one, which the receiver does not get */
    HttpAnswer stream(Call call, Receiver<HttpAnswer> receiver) {
        return retried(token -> {
            var headers = new HashMap<>(call.headers());
            headers.put("Authorization", token.authorization());
            return http.stream(call.method(), at(call.path().text()), headers, call.body(), (head, body) ->
                    ApiAnswer.isGood(head) ? receiver.receive(Http.unencoded(head), body)
                            : Receiver.WHOLE.receive(head, body));
        }, Session::isGone);
    }

    /** Tries a stored token, for a program that cannot ask for another one. */
    void prove(ApiVersion version) {
        if (login().age().isPresent()) {
            get(version.path(""));
        }
    }

    /** Drops the token as one that counts no more, and logs in. */
    void renew() {
        request.login().http().log().line("Salesforce no longer takes the token; logging in again");
        tokens.drop(request, token().accessToken());
        current = null;
        login();
    }

    private HttpAnswer retried(Function<TokenAnswer, HttpAnswer> call, Function<HttpAnswer, Boolean> gone) {
        HttpAnswer answer = call.apply(token());
        if (!gone.apply(answer)) {
            return answer;
        }
        if (login().logins() < 2) { // more than two in one call are too many, whatever they are for
            renew();
            answer = call.apply(token());
        }
        if (isGone(answer)) {
            throw ApiRefusal.ofNewToken(answer);
        }
        return answer;
    }

    /** The userinfo endpoint says it in its own way; the answer to a HEAD has no body to say why. */
    private static boolean isGone(HttpAnswer answer) {
        return answer.status() == 401 && (answer.body().length == 0 || answer.text().contains("INVALID_SESSION_ID"))
                || answer.status() == 403 && answer.text().contains("Bad_OAuth_Token");
    }

    private URI at(String path) {
        return URI.create(token().instanceUrl() + path);
    }
}
