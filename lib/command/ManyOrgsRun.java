package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import lib.cli.Output;
import lib.config.ConfigSources;
import lib.config.ManyOrgs;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.failure.Voice;
import lib.failure.Warning;

/**
 * One operation for each of many orgs, some at once: what came of each, in lines or in one document, and an exit code
 * for all. One that fails stops no other.
 *
 * @param ends in the order of the orgs
 */
record ManyOrgsRun<R>(List<End<R>> ends) {

    /** Salesforce takes no more long calls of an org at once than 25, and all of these may be the same org's. */
    static final int AT_ONCE = 16;

    /** One org's end: either a result or a failure. */
    record End<R>(ManyOrgs.Org org, String name, R result, Failure failure) {

        boolean failed() {
            return failure != null;
        }

        private Voice voice(Output out) {
            return out.voiceFor(org.file(), org.profile());
        }
    }

    /** What is done for an org; its name is for lines of {@code --verbose}. */
    interface Operation<R> {
        R run(ConfigSources sources, String name);
    }

    static <R> ManyOrgsRun<R> of(List<ManyOrgs.Org> orgs, List<String> names, int atOnce, Operation<R> operation) {
        var running = new ArrayList<Future<End<R>>>();
        // not virtual threads: what polls for those makes the JVM wait 300 ms at its end
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            for (int i = 0; i < orgs.size(); i++) {
                ManyOrgs.Org org = orgs.get(i);
                String name = names.get(i);
                running.add(threads.submit(() -> end(org, name, operation)));
            }
            List<End<R>> ends = new ArrayList<>();
            for (Future<End<R>> one : running) {
                ends.add(one.get());
            }
            return new ManyOrgsRun<>(List.copyOf(ends));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static <R> End<R> end(ManyOrgs.Org org, String name, Operation<R> operation) {
        try {
            return new End<>(org, name, operation.run(org.orThrow(), name), null);
        } catch (Failure e) {
            return new End<>(org, name, null, e);
        }
    }

    /** Of those that went well. */
    Stream<R> results() {
        return ends.stream().filter(end -> !end.failed()).map(End::result);
    }

    /** Warnings, each once, however many orgs share what they are about. */
    List<Warning> distinct(Function<R, List<Warning>> warnings) {
        return results().flatMap(result -> warnings.apply(result).stream()).distinct().toList();
    }

    /** {@code {"orgs": [{"config", "profile", <field>: {…} or "failure": {…}}]}} */
    JsonObject json(Output out, String field, Function<R, JsonObject> json) {
        JsonArray orgs = array(out, field, json);
        failWith(orgs, true);
        return Json.createObjectBuilder().add("orgs", orgs).build();
    }

    /** Shows each result with its org's name, and each failure on stderr. */
    void show(Output out, BiConsumer<String, R> line) {
        for (End<R> end : ends) {
            if (end.failed()) {
                out.failed(end.name(), end.failure(), end.voice(out));
            } else {
                line.accept(end.name(), end.result());
            }
        }
        failWith(JsonValue.EMPTY_JSON_ARRAY, true);
    }

    /**
     * Of programs, whose own output is the answer: nothing but the failures, in a document where one is asked for.
     *
     * @param othersWell whether the programs that ran did what they were to do
     */
    void tellFailures(Output out, String field, Function<R, JsonObject> json, boolean othersWell) {
        if (!out.isJson()) {
            ends.stream().filter(End::failed).forEach(end -> out.failed(end.name(), end.failure(), end.voice(out)));
        }
        failWith(array(out, field, json), othersWell);
    }

    /** The exit code is the one of the failures, where they agree, else that of a check that found something. */
    private void failWith(JsonArray orgs, boolean othersWell) {
        List<End<R>> failed = ends.stream().filter(End::failed).toList();
        if (failed.isEmpty()) {
            return;
        }
        List<Failure> failures = failed.stream().map(End::failure).toList();
        boolean agree = othersWell && failures.stream().map(failure -> failure.kind().exit()).distinct().count() == 1;
        throw Failure.of(agree ? failures.getFirst().kind() : Kind.CHECK, "orgs_failed",
                failed.size() + " of " + ends.size() + " orgs failed: "
                        + String.join(", ", failed.stream().map(End::name).toList()),
                Fix.of("each one's reason stands above; to look at one of them alone, run ",
                        Fix.command("doctor", "--profile", "NAME")))
                .retryable(failures.stream().allMatch(Failure::retryable))
                .with(Json.createObjectBuilder().add("orgs", orgs).build());
    }

    private JsonArray array(Output out, String field, Function<R, JsonObject> json) {
        var list = Json.createArrayBuilder();
        for (End<R> end : ends) {
            var org = Json.createObjectBuilder().add("config", end.org().file().toString());
            if (end.org().profile().isEmpty()) {
                org.addNull("profile");
            } else {
                org.add("profile", end.org().profile());
            }
            list.add(end.failed() ? org.add("failure", end.failure().json(end.voice(out)))
                    : org.add(field, json.apply(end.result())));
        }
        return list.build();
    }
}
