package lib.install;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * Lays down a self-contained copy of the running sfjwt: a launcher in a folder on the PATH, and beside it the hidden
 * folder {@code .sfjwt/ID} with its jars and its ahead-of-time cache.
 *
 * <p>A new copy is complete before the launcher points to it, and the one before stays a day for processes that still
 * run from it.
 */
public final class Install {

    private static final String FILES = ".sfjwt";
    private static final Duration KEPT = Duration.ofDays(1);

    private final Clock clock;

    public Install(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param folder where the launcher goes, such as ~/.local/bin
     * @param classPath the jars of the running sfjwt, as {@code java.class.path} lists them
     * @param java the {@code java} program to run it with
     */
    public record Request(Path folder, String classPath, Path java) {
    }

    /** Told when a part begins and when it is done. */
    public interface Progress {
        void began(String what);

        void done(String what);
    }

    /** @param cache the ahead-of-time cache, absent when this JDK could not make one: everything works, only slower */
    public record Result(Path launcher, Path files, Optional<Path> cache, List<String> warnings) {
        public JsonObject json() {
            var json = Json.createObjectBuilder().add("success", true).add("launcher", launcher.toString())
                    .add("files", files.toString());
            cache.ifPresent(path -> json.add("aotCache", path.toString()));
            return json.add("warnings", Json.createArrayBuilder(warnings)).build();
        }
    }

    /** @throws Failure {@code not_installable} for a run from class folders, {@code file_exists}, {@code file_unwritable} */
    public Result run(Request request, Progress progress) {
        List<Path> jars = jars(request.classPath());
        Path launcher = request.folder().resolve("sfjwt");
        refuseForeign(launcher);
        try {
            progress.began("copying the jars");
            Path files = copy(jars, request.folder().resolve(FILES), request.java());
            progress.done(jars.size() + " jars copied");

            progress.began("training the ahead-of-time cache");
            List<String> warnings = new ArrayList<>();
            Optional<Path> cache = AotCache.make(files, Launcher.classPath(files), request.java(), clock, warnings);
            cache.ifPresent(path -> progress.done("ahead-of-time cache trained on a login over TLS"));

            publish(launcher, Launcher.sh(files, request.java()));
            publish(request.folder().resolve("sfjwt.cmd"), Launcher.cmd(files, request.java()));
            removeOld(request.folder().resolve(FILES), files);
            return new Result(launcher, files, cache, warnings);
        } catch (IOException e) {
            throw unwritable(request.folder(), e);
        }
    }

    /** Takes away what {@link #run} laid down; nothing else. @return whether there was anything */
    public boolean remove(Path folder) {
        Path launcher = folder.resolve("sfjwt");
        refuseForeign(launcher);
        try {
            boolean there = Files.deleteIfExists(launcher);
            Files.deleteIfExists(folder.resolve("sfjwt.cmd"));
            if (Files.isDirectory(folder.resolve(FILES), LinkOption.NOFOLLOW_LINKS)) {
                removeTree(folder.resolve(FILES));
            }
            return there;
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static List<Path> jars(String classPath) {
        List<Path> jars = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
        if (!jars.stream().allMatch(Files::isRegularFile)) {
            throw Failure.usage("not_installable", "this sfjwt does not run from jars, so there is nothing to copy",
                    "run it through JBang: jbang sfjwt@OWNER/REPO install, or in a clone tests/jbang sfjwt install");
        }
        return jars;
    }

    private static void refuseForeign(Path launcher) {
        try {
            if (Files.exists(launcher, LinkOption.NOFOLLOW_LINKS) && !(Files.isRegularFile(launcher)
                    && Files.size(launcher) < 64 * 1024 && Files.readString(launcher).contains(Launcher.MARK))) {
                throw Failure.file("file_exists", launcher + " is there and was not made by sfjwt install",
                        "move it away, or choose another folder with --dir");
            }
        } catch (IOException e) {
            throw unwritable(launcher.getParent(), e);
        }
    }

    /** Into a folder named after the content and the JDK, so that copies of different releases never mix. */
    private Path copy(List<Path> jars, Path parent, Path java) throws IOException {
        Path files = parent.resolve(id(jars, java));
        if (Files.exists(files.resolve("complete"))) {
            Files.setLastModifiedTime(files, FileTime.from(clock.instant()));
            return files;
        }
        removeTree(files);
        Files.createDirectories(files);
        for (int i = 0; i < jars.size(); i++) {
            // numbered: the order of the class path is part of what the cache is made for
            Files.copy(jars.get(i), files.resolve("%02d-%s".formatted(i, jars.get(i).getFileName())));
        }
        return files;
    }

    private static String id(List<Path> jars, Path java) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((java + System.getProperty("java.vm.version")).getBytes());
            for (Path jar : jars) {
                digest.update(Files.readAllBytes(jar));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void publish(Path path, String text) throws IOException {
        Path draft = Files.createTempFile(path.getParent(), ".sfjwt-", ".tmp");
        try {
            Files.writeString(draft, text);
            if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void removeOld(Path parent, Path current) throws IOException {
        try (Stream<Path> copies = Files.list(parent)) {
            for (Path copy : copies.filter(path -> !path.equals(current)).toList()) {
                if (Files.getLastModifiedTime(copy).toInstant().plus(KEPT).isBefore(clock.instant())) {
                    removeTree(copy);
                }
            }
        }
    }

    private static void removeTree(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Failure unwritable(Path folder, IOException e) {
        return Failure.file("file_unwritable", "cannot install into " + folder + ": " + e.getMessage(),
                "choose a folder of yours with --dir, and check the free space").from(e);
    }
}
