package lib.install;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Warning;
import lib.files.PublicFiles;

/**
 * Takes away what {@link Install} laid down, and nothing else.
 */
public final class Uninstall {

    /**
     * @param removed the launchers and copies; empty where there was nothing
     */
    public record Result(List<Path> removed, List<Warning> warnings) {
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true)
                    .add("removed", Json.createArrayBuilder(removed.stream().map(Path::toString).toList()))
                    .addAll(Warning.json(warnings)).build();
        }
    }

    /** @throws Failure {@code file_exists} for a launcher that is somebody else's, and as {@link Install#run} */
    public Result run(Place place) {
        try {
            place.refuseForeign();
            if (!Files.exists(place.sh()) && !Files.exists(place.cmd()) && Copy.all(place).isEmpty()) {
                return new Result(List.of(), List.of());
            }
            try (var _ = place.lock()) {
                return remove(place);
            }
        } catch (IOException e) {
            throw Install.unwritable(place, e);
        }
    }

    private static Result remove(Place place) throws IOException {
        List<Warning> warnings = OldCopies.inUseByOthers(place).stream().map(copy -> Warning.of("still_running",
                "a process still runs from " + copy + " and may fail now; start it again from elsewhere")).toList();
        List<Path> removed = new ArrayList<>();
        for (Path launcher : new Path[] {place.sh(), place.cmd()}) {
            if (Files.deleteIfExists(launcher)) {
                removed.add(launcher);
            }
        }
        for (Path copy : Copy.all(place)) {
            PublicFiles.removeTree(copy);
            removed.add(copy);
        }
        Files.deleteIfExists(place.lockFile());
        try {
            Files.deleteIfExists(place.copies());
        } catch (DirectoryNotEmptyException e) {
            // something in it is not ours
        }
        return new Result(List.copyOf(removed), warnings);
    }
}
