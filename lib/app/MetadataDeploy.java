package lib.app;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import lib.admin.AdminSession;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.json.Fields;
import lib.text.Untrusted;

/**
 * One deploy over the Metadata API's REST resource, and the wait for its end.
 */
record MetadataDeploy(AdminSession session, Clock clock) {

    private static final String RESOURCE = "metadata/deployRequest";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** @param failures empty where it worked */
    record Result(JsonObject json, DeployFailures failures) {
        boolean succeeded() {
            return json.getBoolean("success", false)
                    && !Fields.text(json, "status").equals(DeployFailures.PARTLY);
        }

        Failure failure() {
            return failures.failure(json);
        }
    }

    /**
     * @param status told how far it is, in few words
     * @throws Failure for the session, the network, or a deploy that does not end
     */
    Result run(List<MetadataFile> files, boolean checkOnly, Consumer<String> status) {
        DeployBody body = DeployBody.of(DeployZip.of(files, session.version()), checkOnly);
        String id = id(session.post(RESOURCE, body.contentType(), body.bytes()));
        Instant end = clock.instant().plus(PATIENCE);
        for (Duration pause = FIRST_PAUSE;; pause = longer(pause)) {
            JsonObject result = result(session.get(RESOURCE + "/" + id + "?includeDetails=true"));
            if (result.getBoolean("done", false)) {
                return new Result(result, DeployFailures.of(result));
            }
            status.accept(words(result));
            if (clock.instant().isAfter(end)) {
                throw Failure.of(Kind.UNREACHABLE, "deploy_unfinished", "deploy " + id + " did not end within "
                        + PATIENCE.toMinutes() + " minutes", "see Setup > Deployment Status; when it has ended, run "
                        + "the command again: it goes on from there");
            }
            sleep(pause);
        }
    }

    private static String id(JsonObject answer) {
        String id = Fields.text(answer, "id");
        if (!id.matches("[A-Za-z0-9]{15,18}")) {
            throw Failure.of(Kind.UNREACHABLE, "answer_unexpected", "the org began a deploy and did not name it",
                    "see Setup > Deployment Status, and try again");
        }
        return id;
    }

    private static JsonObject result(JsonObject answer) {
        if (answer.get("deployResult") instanceof JsonObject result) {
            return result;
        }
        throw Failure.of(Kind.UNREACHABLE, "answer_unexpected", "the org did not say how the deploy goes",
                "see Setup > Deployment Status; then run the command again: it goes on from there");
    }

    private static String words(JsonObject result) {
        String status = result.get("status") instanceof JsonString text ? Untrusted.line(text.getString()) : "Pending";
        return result.get("numberComponentsTotal") instanceof JsonNumber total && total.intValue() > 0
                && result.get("numberComponentsDeployed") instanceof JsonNumber done
                ? status + ", " + done + " of " + total : status;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Kind.UNREACHABLE, "interrupted", "the wait for the deploy was interrupted",
                    "run the command again: it goes on from there");
        }
    }
}
