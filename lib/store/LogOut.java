package lib.store;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lib.config.OrgConfig;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.failure.Warning;
import lib.files.TemporaryFolder;
import lib.http.Http;
import lib.http.HttpAnswer;
import lib.http.HttpOptions;
import lib.http.Retries;

/**
 * Ends what was kept: has Salesforce revoke stored tokens, and deletes them whether that works or not.
 */
public final class LogOut {

    private static final String NOT_REVOKED = "not_revoked";
    private static final String NOT_DELETED = "not_deleted";

    /** In the sentence; JSON has them all. */
    private static final int MOST_TOLD = 3;

    private final Clock clock;

    public LogOut(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param folder the store; empty where there is none
     * @param login whose tokens: those of this app and user at this login URL, whatever the key; empty for all
     */
    public record Request(Optional<Path> folder, Optional<OrgConfig> login, HttpOptions http) {
    }

    /** @param revoked false for a token that had ended already */
    public record Ended(String username, String loginUrl, boolean revoked) {
        JsonObject json() {
            return Json.createObjectBuilder().add("username", username).add("loginUrl", loginUrl)
                    .add("revoked", revoked).build();
        }
    }

    public record Result(List<Ended> ended, List<Warning> warnings) {
        /** {@code {"success", "ended": [{"username", "loginUrl", "revoked"}]}} */
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true).add("ended", list(ended)).build();
        }
    }

    /**
     * @throws Failure {@code not_revoked} or {@code not_deleted}, after doing all that can be done;
     *     {@code store_unsafe} for a folder in which others may have put something
     */
    public Result run(Request request) {
        TemporaryFolder.removeLeftOver(); // a page for the browser may hold a token
        Set<Warning> warnings = new LinkedHashSet<>();
        var ended = new ArrayList<Ended>();
        var problems = new ArrayList<Failure>();
        if (request.folder().isPresent()) {
            var store = new TokenStore(request.folder().get(),
                    odd -> warnings.add(Warning.of("token_store", odd)));
            store.flaw().ifPresent(what -> {
                throw Failure.file("store_unsafe", "the token store " + request.folder().get() + " " + what
                        + "; nothing in it was revoked or deleted", "put that right and log out again");
            });
            for (Path entry : store.entries()) {
                Optional<StoredToken> token = store.read(entry);
                if (token.filter(isMeant(request)).isPresent()) {
                    end(token.get(), request.http(), ended, problems);
                    delete(store, entry, problems);
                } else if (token.isEmpty() && request.login().isEmpty()
                        && Files.exists(entry, LinkOption.NOFOLLOW_LINKS)) {
                    problems.add(problem(Kind.FILE, NOT_REVOKED,
                            entry + " could not be read, so its token was not revoked"));
                    delete(store, entry, problems);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw notAll(ended, problems);
        }
        return new Result(List.copyOf(ended), List.copyOf(warnings));
    }

    private static Predicate<StoredToken> isMeant(Request request) {
        return token -> request.login().map(token.login()::isOf).orElse(true);
    }

    private void end(StoredToken token, HttpOptions http, List<Ended> ended, List<Failure> problems) {
        Login login = token.login();
        try {
            ended.add(new Ended(login.username(), login.loginUrl().toString(), revoke(token, http)));
        } catch (Failure e) {
            problems.add(problem(e.kind(), NOT_REVOKED, "the token of " + login.username() + " at " + login.loginUrl()
                    + " was not revoked: " + e.getMessage()).from(e));
        }
    }

    private static void delete(TokenStore store, Path entry, List<Failure> problems) {
        if (!store.delete(entry)) {
            problems.add(problem(Kind.FILE, NOT_DELETED, entry + " was not deleted: this user may not, or it does not "
                    + "hold what sfjwt wrote"));
        }
    }

    /** @return false where Salesforce says that the token has ended already */
    private boolean revoke(StoredToken token, HttpOptions options) {
        var http = new Http(options, clock);
        URI endpoint = URI.create(token.answer().instanceUrl() + "/services/oauth2/revoke");
        return Retries.of(options, Retries.Sleeper.REAL).run(() -> {
            // in the body (RFC 7009 section 2.1): a query would be in every log on the way
            HttpAnswer answer = http.postForm(endpoint, Map.of("token", token.answer().accessToken()));
            if (answer.status() != 200 && !answer.text().contains("invalid_token")) {
                throw problem(answer.status() < 500 ? Kind.REFUSED : Kind.UNREACHABLE, NOT_REVOKED,
                        "HTTP " + answer.status() + ", " + answer.firstLine());
            }
            return answer.status() == 200;
        });
    }

    private static Failure notAll(List<Ended> ended, List<Failure> problems) {
        List<String> told = problems.stream().map(Failure::getMessage).distinct().toList();
        boolean kept = problems.stream().anyMatch(problem -> problem.code().equals(NOT_DELETED));
        var facts = Json.createObjectBuilder().add("ended", list(ended)).add("problems", Json.createArrayBuilder(told));
        String some = told.stream().limit(MOST_TOLD).collect(Collectors.joining("; "))
                + (told.size() > MOST_TOLD ? "; and " + (told.size() - MOST_TOLD) + " more" : "");
        Kind kind = problems.getFirst().kind();
        Failure failure = kept
                ? Failure.of(kind, NOT_DELETED, some, "look at the file, and delete it by hand")
                : Failure.of(kind, NOT_REVOKED, some + "; what was stored is deleted all the same",
                        "the token ends when its session times out; to end it now: Setup > Users > the user > "
                                + "OAuth Connected Apps > Revoke");
        return failure.with(facts.build()).from(problems.getFirst());
    }

    /** One of several, of which {@link #notAll} makes the failure with its fix. */
    private static Failure problem(Kind kind, String code, String what) {
        return Failure.of(kind, code, what, "");
    }

    private static JsonArray list(List<Ended> ended) {
        var list = Json.createArrayBuilder();
        ended.forEach(one -> list.add(one.json()));
        return list.build();
    }
}
