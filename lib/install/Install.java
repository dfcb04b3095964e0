package lib.install;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.failure.Warning;

/**
 * Lays down a self-contained copy of the running sfjwt: jars, ahead-of-time caches, and the launchers that start it.
 *
 * <p>A new copy is complete before the launcher starts it, and the launcher is replaced in one step. So whenever this
 * is killed, the launcher starts either the copy before or the new one.
 */
public final class Install {

    /**
     * @param classPath what the running sfjwt is made of, as {@code java.class.path} lists it
     * @param javaHome the JDK that is to run it
     */
    public record Request(Place place, String classPath, Path javaHome, Training training) {
    }

    /** Told when a part begins and when it is done. */
    public interface Progress {
        void began(String what);

        void done(String what);
    }

    /** @param warnings what a person should know although it worked */
    public record Result(Path launcher, Path copy, List<Path> caches, List<Warning> warnings) {
        public JsonObject json() {
            return Json.createObjectBuilder().add("success", true).add("launcher", launcher.toString())
                    .add("copy", copy.toString())
                    .add("caches", Json.createArrayBuilder(caches.stream().map(Path::toString).toList()))
                    .add("warnings", Warning.json(warnings)).build();
        }
    }

    /**
     * @throws Failure {@code not_installable}, {@code bad_folder}, {@code file_exists}, {@code folder_unsafe},
     *     {@code install_busy}, {@code file_unwritable}
     */
    public Result run(Request request, Progress progress) {
        Place place = request.place();
        place.refuseUnusable();
        try {
            place.refuseUnsafe();
            place.refuseForeign();
            PublicFiles.createFolders(place.folder());
            try (var _ = InstallLock.of(place)) {
                return lay(request, progress);
            }
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    private static Result lay(Request request, Progress progress) throws IOException {
        Place place = request.place();
        progress.began("copying the jars");
        Copy copy = Copy.of(request.classPath(), place, request.javaHome());
        progress.done(copy.jars().size() + " jars copied");

        progress.began("training the ahead-of-time caches, which takes some seconds");
        List<Path> caches = new ArrayList<>();
        for (AotCache cache : AotCache.values()) {
            if (cache.make(copy, request.training())) {
                caches.add(copy.folder().resolve(cache.file()));
            }
        }
        List<Warning> warnings = new ArrayList<>();
        if (caches.size() == AotCache.values().length) {
            progress.done("ahead-of-time caches trained: on help, on checking and making a key, on a login over TLS");
        } else {
            warnings.add(Warning.of("no_cache",
                    "this JDK made no ahead-of-time cache, so sfjwt starts slower; otherwise it works"));
        }

        place.refuseForeign();
        String before = OldCopies.text(place.sh());
        put(place.cmd(), Launcher.cmd(copy));
        put(place.sh(), Launcher.sh(copy));
        OldCopies.remove(place, copy.folder(), before);
        return new Result(place.sh(), copy.folder(), List.copyOf(caches), List.copyOf(warnings));
    }

    private static void put(Path launcher, String script) throws IOException {
        PublicFiles.put(launcher, script.getBytes(StandardCharsets.UTF_8), PublicFiles.PROGRAM);
    }

    static Failure unwritable(Place place, IOException e) {
        return Failure.file("file_unwritable", "cannot write to " + place.folder() + " and " + place.copies() + ": "
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                "choose a folder of yours with --dir, and check the free space").from(e);
    }
}
