package lib.install;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import lib.demo.DemoOrg;
import lib.failure.Failure;
import lib.failure.Warning;
import lib.files.PublicFiles;
import lib.files.Reason;
import lib.files.TemporaryFolder;

/**
 * Lays down a self-contained copy of the running sfjwt: jars, an ahead-of-time cache, and the launchers that start it.
 *
 * <p>A new copy is complete before the launcher starts it, and the launcher is replaced in one step. So whenever this
 * is killed, the launcher starts either the copy before or the new one.
 */
public final class Install {

    /**
     * @param classPath what the running sfjwt is made of, as {@code java.class.path} lists it
     * @param javaHome the JDK that is to run it
     */
    public record Request(Place place, String classPath, Path javaHome, Clock clock) {
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
                    .addAll(Warning.json(warnings)).build();
        }
    }

    /**
     * @throws Failure {@code not_installable}, {@code bad_folder}, {@code file_exists}, {@code folder_unsafe},
     *     {@code folder_noexec}, {@code install_busy}, {@code file_unwritable}
     */
    public Result run(Request request, Progress progress) {
        Place place = request.place();
        place.refuseUnusable();
        try {
            place.refuseUnsafe();
            place.refuseForeign();
            PublicFiles.createFolders(place.folder());
            try (var _ = place.lock()) {
                return lay(request, progress);
            }
        } catch (IOException e) {
            throw unwritable(place, e);
        }
    }

    private static Result lay(Request request, Progress progress) throws IOException {
        Place place = request.place();
        place.refuseNoexec();
        Copy copy = Copy.of(request.classPath(), place, request.javaHome());
        String before = OldCopies.text(place.sh());
        boolean cached;
        try (var undo = new Undo()) {
            if (!Files.exists(copy.folder())) {
                undo.add(() -> PublicFiles.removeTree(copy.folder()));
            }
            progress.began("copying the program");
            undo.whole(() -> {
                copy.write();
                return copy;
            });
            progress.done(copy.jars().size() == 1 ? "1 jar copied" : copy.jars().size() + " jars copied");
            cached = AotCache.hasRoom() && train(copy, request.clock(), undo, progress);
            place.refuseForeign();
            undo.finish(() -> {
                put(place.cmd(), Launcher.cmd(copy));
                put(place.sh(), Launcher.sh(copy));
            });
        }
        OldCopies.remove(place, copy.folder(), before);
        return new Result(place.sh(), copy.folder(), cached ? List.of(copy.cache()) : List.of(), cached ? List.of()
                : List.of(Warning.of("no_cache",
                        "no ahead-of-time cache was made, for which this JVM may lack the means, 512 MiB of memory or"
                        + " 50 MB of disk; sfjwt starts slower, otherwise it works")));
    }

    private static boolean train(Copy copy, Clock clock, Undo undo, Progress progress) throws IOException {
        progress.began("starting a demo org to log in to");
        try (TemporaryFolder folder = undo.whole(() -> temporary(undo));
                DemoOrg org = undo.whole(() -> Training.start(folder.path(), clock))) {
            progress.done("demo org started at " + org.url() + ", with a key that is made for it");
            progress.began("training the ahead-of-time cache, which takes some seconds");
            boolean made = AotCache.make(copy, folder.path(), undo);
            if (made) {
                progress.done("ahead-of-time cache trained: on help, on keys and certificates, on a login over TLS");
            }
            return made;
        }
    }

    private static TemporaryFolder temporary(Undo undo) {
        TemporaryFolder folder = TemporaryFolder.make("install");
        undo.add(folder::close);
        return folder;
    }

    private static void put(Path launcher, String script) throws IOException {
        PublicFiles.put(launcher, script.getBytes(StandardCharsets.UTF_8), PublicFiles.PROGRAM);
    }

    static Failure unwritable(Place place, IOException e) {
        return Failure.file("file_unwritable", "cannot write to " + place.folder() + " and " + place.copies() + ": "
                + Reason.of(e), "choose a folder of yours with --dir, and check the free space").from(e);
    }
}
