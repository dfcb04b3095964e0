package lib.config;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import lib.failure.Failure;
import lib.files.FolderLock;
import lib.files.SecretFiles;

/**
 * Takes a profile out of a jwt.json, and leaves the rest of the file as it is.
 */
public final class RemoveProfile {

    public record Request(Path file, String profile) {
    }

    public record Result(Path path, String removed, List<Path> backups) {
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true).add("path", path.toString()).add("removed", removed)
                    .add("backups", Json.createArrayBuilder(backups.stream().map(Path::toString).toList())).build();
        }
    }

    /** @throws Failure {@code profile_unknown}, and for a file that is missing or cannot be written */
    public Result run(Request request) {
        JwtJson.read(request.file());
        try (var _ = FolderLock.takeFor(request.file())) {
            return remove(request);
        }
    }

    private static Result remove(Request request) {
        JwtJson json = JwtJson.read(request.file());
        json.profileValue(new Setting<>(request.profile(), "--remove-profile"));
        JsonObject others = Json.createObjectBuilder(json.content().getJsonObject(JwtJson.PROFILES))
                .remove(request.profile()).build();
        var content = Json.createObjectBuilder(json.content());
        JsonObject whole = (others.isEmpty() ? content.remove(JwtJson.PROFILES)
                : content.add(JwtJson.PROFILES, others)).build();
        return new Result(request.file(), request.profile(),
                SecretFiles.publish(List.of(new JwtJson(request.file(), whole).file()), true));
    }
}
