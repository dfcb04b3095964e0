package lib.api;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import lib.failure.Warning;

/**
 * How much of its allowances an org has left.
 *
 * @param all as Salesforce sent them, by name
 */
public record Limits(ApiVersion version, JsonObject all, List<Warning> warnings) implements OrgAnswer {

    private static final List<String> INTERESTING = List.of("DailyApiRequests", "DailyBulkApiBatches",
            "DailyBulkV2QueryJobs", "DailyAsyncApexExecutions", "DailyStreamingApiEvents",
            "HourlyPublishedPlatformEvents", "SingleEmail", "MassEmail", "DataStorageMB", "FileStorageMB",
            "ActiveScratchOrgs", "DailyScratchOrgs");

    /** @param max what the org may use in all, per day, hour or ever, as the name says */
    public record Limit(String name, long remaining, long max) {

        /** Of what there is; nothing is left where there is nothing. */
        public int percentLeft() {
            return max <= 0 ? 0 : Math.clamp(100 * remaining / max, 0, 100);
        }
    }

    /** @throws lib.failure.Failure for the login, the network or Salesforce's refusal */
    public static Limits of(Session session) {
        ApiVersion version = ApiVersion.latest(session);
        return new Limits(version, ApiAnswer.require(session.get(version.path("limits")), JsonObject.class),
                session.warnings());
    }

    /** Those that an integration meets first, where the org has them. */
    public List<Limit> interesting() {
        return INTERESTING.stream().map(this::limit).flatMap(Optional::stream).toList();
    }

    /** {@code {"apiVersion", "limits": {"DailyApiRequests": {"Max", "Remaining"}, …}}} */
    @Override
    public JsonObject json() {
        return Json.createObjectBuilder().add("apiVersion", version.number()).add("limits", all).build();
    }

    private Optional<Limit> limit(String name) {
        return all.get(name) instanceof JsonObject limit && limit.get("Max") instanceof JsonNumber max
                && limit.get("Remaining") instanceof JsonNumber remaining
                ? Optional.of(new Limit(name, remaining.longValue(), max.longValue())) : Optional.empty();
    }
}
