package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.config.ManyOrgs;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.store.ReuseTokens;
import lib.text.Untrusted;
import lib.token.TokenAnswer;

/**
 * {@code get-token} for many orgs: what came of each, in lines or in one document, and an exit code for all.
 */
final class EveryOrg {

    /** One org's end: either an answer or a failure. */
    private record End(ManyOrgs.Org org, String name, ReuseTokens.Attempt attempt) {

        boolean failed() {
            return attempt.failure() != null;
        }

        TokenAnswer answer() {
            return attempt.result().answer();
        }

        JsonObjectBuilder json() {
            var json = Json.createObjectBuilder().add("config", org.file().toString());
            if (org.profile().isEmpty()) {
                json.addNull("profile");
            } else {
                json.add("profile", org.profile());
            }
            return failed() ? json.add("failure", attempt.failure().json())
                    : json.add("token", attempt.result().json());
        }
    }

    private final List<End> ends = new ArrayList<>();

    /** @param names of the orgs, as a person tells them apart */
    EveryOrg(List<ManyOrgs.Org> orgs, List<String> names, List<ReuseTokens.Attempt> attempts) {
        for (int i = 0; i < orgs.size(); i++) {
            ends.add(new End(orgs.get(i), names.get(i), attempts.get(i)));
        }
    }

    /** Profiles where there is one file, else files, and profiles of a file where they are meant. */
    static List<String> names(List<ManyOrgs.Org> orgs, boolean oneFile, Surroundings surroundings) {
        return orgs.stream().map(org -> {
            String profile = Untrusted.line(org.profile());
            return oneFile ? profile.isEmpty() ? "(top level)" : profile
                    : (Untrusted.line(surroundings.shown(org.file())) + " " + profile).strip();
        }).toList();
    }

    List<String> secrets() {
        return ends.stream().filter(end -> !end.failed()).flatMap(end -> end.answer().secrets().stream()).toList();
    }

    /** Each once, however many orgs share what they are about. */
    List<String> warnings() {
        Set<String> warnings = new LinkedHashSet<>();
        ends.stream().filter(end -> !end.failed()).forEach(end -> warnings.addAll(end.attempt().result().warnings()));
        return List.copyOf(warnings);
    }

    /** {@code {"orgs": [{"config", "profile", "token": {…} or "failure": {…}}]}}; {@link #fail} when one failed. */
    void document(Output out) {
        fail(json());
        out.document(Json.createObjectBuilder().add("orgs", json()).build());
    }

    /** A line an org, with a tab behind its name: the token, or its shortened form and the instance. */
    void lines(Output out, Function<TokenAnswer, String> form) {
        for (End end : ends) {
            if (end.failed()) {
                out.failed(end.name(), end.attempt().failure());
            } else {
                out.line(end.name() + "\t" + form.apply(end.answer()));
            }
        }
        fail(Json.createArrayBuilder());
    }

    /** The exit code is the one of the failures, where they agree, else that of a check that found something. */
    private void fail(JsonArrayBuilder orgs) {
        List<End> failed = ends.stream().filter(End::failed).toList();
        if (failed.isEmpty()) {
            return;
        }
        List<Failure> failures = failed.stream().map(end -> end.attempt().failure()).toList();
        boolean agree = failures.stream().map(failure -> failure.kind().exit()).distinct().count() == 1;
        throw Failure.of(agree ? failures.getFirst().kind() : Kind.CHECK, "orgs_failed",
                failed.size() + " of " + ends.size() + " orgs gave no token: "
                        + String.join(", ", failed.stream().map(End::name).toList()),
                "see each one's reason; sfjwt get-token for one of them alone, or sfjwt doctor, tells more")
                .retryable(failures.stream().allMatch(Failure::retryable))
                .with(Json.createObjectBuilder().add("orgs", orgs).build());
    }

    private JsonArrayBuilder json() {
        var list = Json.createArrayBuilder();
        ends.forEach(end -> list.add(end.json()));
        return list;
    }
}
