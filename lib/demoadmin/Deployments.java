package lib.demoadmin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The deploys of the org; clients poll each of them until it is done.
 */
final class Deployments {

    private static final class Job {
        final DeployOptions options;
        final List<Deploy.Result> results;
        final boolean succeeded;
        int pollsLeft;

        Job(DeployOptions options, Deploy deploy, int polls) {
            this.options = options;
            this.results = deploy.results();
            this.succeeded = deploy.succeeded();
            this.pollsLeft = polls;
        }
    }

    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Habits habits;
    private final String orgId;
    private OrgMetadata org;

    Deployments(OrgMetadata org, Habits habits, String orgId) {
        this.org = org;
        this.habits = habits;
        this.orgId = orgId;
    }

    OrgMetadata org() {
        return org;
    }

    /** @throws IllegalArgumentException where the request is not one */
    Reply begin(String contentType, byte[] body, Instant now) {
        Multipart multipart = Multipart.parse(contentType, body);
        // the guide's name of the part, and the one that the Salesforce CLI gives it (jsforce, deployRest)
        Multipart.Part json = multipart.parts().getOrDefault("json", multipart.parts().get("entity_content"));
        Multipart.Part file = multipart.parts().get("file");
        if (json == null || file == null || multipart.parts().size() != 2) {
            throw new IllegalArgumentException("the parts must be json and file");
        }
        if (file.fileName() == null || !file.contentType().equalsIgnoreCase("application/zip")) {
            throw new IllegalArgumentException("the part file must be an application/zip with a file name");
        }
        DeployOptions options = DeployOptions.parse(json);
        var deploy = new Deploy(org, habits, orgId);
        OrgMetadata after = deploy.run(ReceivedZip.read(file.content()), now);
        if (deploy.succeeded() && !options.checkOnly()) {
            org = after;
        }
        String id = OrgMetadata.id("0Af", jobs.size() + 1);
        var job = new Job(options, deploy, habits.pollsUntilDone());
        jobs.put(id, job);
        return Reply.json(201, json(id, job, "Pending", false));
    }

    Optional<Reply> ask(String id, boolean withDetails) {
        return Optional.ofNullable(jobs.get(id)).map(job -> {
            boolean done = job.pollsLeft-- <= 0;
            String status = !done ? "InProgress" : job.succeeded ? "Succeeded" : "Failed";
            return Reply.json(200, json(id, job, status, done && withDetails));
        });
    }

    private static JsonObject json(String id, Job job, String status, boolean withDetails) {
        boolean done = status.equals("Succeeded") || status.equals("Failed");
        long failed = job.results.stream().filter(result -> result.problem() != null).count();
        var result = Json.createObjectBuilder().add("id", id).add("checkOnly", job.options.checkOnly())
                .add("done", done).add("status", status).add("success", status.equals("Succeeded"))
                .add("rollbackOnError", true).add("ignoreWarnings", false)
                .add("numberComponentErrors", done ? failed : 0)
                .add("numberComponentsDeployed", done ? job.results.size() - failed : 0)
                .add("numberComponentsTotal", job.results.size());
        if (withDetails) {
            var successes = Json.createArrayBuilder();
            var failures = Json.createArrayBuilder();
            job.results.forEach(one -> (one.problem() == null ? successes : failures).add(component(one)));
            result.add("details", Json.createObjectBuilder().add("componentSuccesses", successes)
                    .add("componentFailures", failures));
        }
        return Json.createObjectBuilder().add("id", id).add("deployOptions", job.options.json())
                .add("deployResult", result).build();
    }

    private static JsonObjectBuilder component(Deploy.Result one) {
        boolean good = one.problem() == null;
        var json = Json.createObjectBuilder().add("fullName", one.fullName()).add("fileName", one.fileName())
                .add("componentType", one.type() == null ? "" : one.type().name())
                .add("created", good && one.created()).add("changed", good).add("deleted", false)
                .add("success", good);
        return good ? json.add("id", one.id()) : json.add("problem", one.problem()).add("problemType", "Error");
    }
}
