package lib.cli;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.Untrusted;
import lib.token.TokenAnswer;

/**
 * {@code get-token --all}: a token for each org of a jwt.json, one after the other; one that fails does not stop the
 * others.
 */
final class EveryOrg {

    /** One org's end: either a token or a failure. */
    private record Attempt(String name, TokenAnswer answer, Failure failure) {
    }

    private final List<Attempt> attempts = new ArrayList<>();

    EveryOrg(List<String> names, Function<String, TokenAnswer> login) {
        for (String name : names) {
            try {
                attempts.add(new Attempt(name, login.apply(name), null));
            } catch (Failure e) {
                attempts.add(new Attempt(name, null, e));
            }
        }
    }

    List<String> secrets() {
        return attempts.stream().filter(one -> one.answer() != null).flatMap(one -> one.answer().secrets().stream())
                .toList();
    }

    /** {@code {"orgs": [{"profile", "token": {…} or "failure": {…}}]}}; see {@link #fail} for when one failed. */
    void document(Output out) {
        fail(json());
        out.document(Json.createObjectBuilder().add("orgs", json()).build());
    }

    /** A line an org, with a tab behind its name: the token, or its shortened form and the instance. */
    void lines(Output out, Function<TokenAnswer, String> form) {
        for (Attempt one : attempts) {
            String name = one.name().isEmpty() ? "(top level)" : Untrusted.line(one.name());
            if (one.answer() != null) {
                out.line(name + "\t" + form.apply(one.answer()));
            } else {
                out.failed(name, one.failure());
            }
        }
        fail(Json.createArrayBuilder());
    }

    /** The exit code is the one of the failures, where they agree, else that of a check that found something. */
    private void fail(JsonArrayBuilder orgs) {
        List<Attempt> failed = attempts.stream().filter(one -> one.failure() != null).toList();
        if (failed.isEmpty()) {
            return;
        }
        boolean agree = failed.stream().map(one -> one.failure().kind().exit()).distinct().count() == 1;
        String names = String.join(", ", failed.stream().map(one -> one.name().isEmpty() ? "(top level)" : one.name())
                .toList());
        throw Failure.of(agree ? failed.getFirst().failure().kind() : Kind.CHECK, "orgs_failed",
                failed.size() + " of " + attempts.size() + " orgs gave no token: " + names,
                "see each one's reason; sfjwt get-token --profile NAME tries one")
                .retryable(failed.stream().allMatch(one -> one.failure().retryable()))
                .with(Json.createObjectBuilder().add("orgs", orgs).build());
    }

    private JsonArrayBuilder json() {
        var list = Json.createArrayBuilder();
        for (Attempt one : attempts) {
            var org = Json.createObjectBuilder();
            if (one.name().isEmpty()) {
                org.addNull("profile");
            } else {
                org.add("profile", one.name());
            }
            list.add(one.answer() != null ? org.add("token", one.answer().withConveniences())
                    : org.add("failure", one.failure().json()));
        }
        return list;
    }
}
