package lib.install;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.files.Ownership;
import lib.files.PublicFiles;

/**
 * One installed copy: its jars, which is one of a release and several of a clone, in a folder named after their content
 * and the JDK that runs them.
 *
 * @param jars in the order of the class path
 */
record Copy(Path folder, Map<String, byte[]> jars, Path javaHome) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    /** Names the jars of a copy, in lines below the first one: what else is in the folder is not ours to delete. */
    private static final String MARK = ".sfjwt-copy";
    private static final String MARK_BEGINS = "sfjwt install has put these files here, and removes them:";
    private static final String CACHE = "sfjwt.aot";
    private static final int LARGEST_MARK = 64 * 1024;

    /**
     * Where the jars of a class path are to lie in this place.
     *
     * @throws Failure {@code not_installable} where something on the class path is not a jar that is there
     */
    static Copy of(String classPath, Place place, Path javaHome) throws IOException {
        Map<String, byte[]> jars = new LinkedHashMap<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path jar = Path.of(entry).toAbsolutePath();
            if (!Files.isRegularFile(jar)) {
                throw Failure.usage("not_installable", "this sfjwt runs from \"" + entry + "\", which is not a jar",
                        "run the one of a release or a clone: jbang sfjwt@OWNER/REPO/TAG install, or tests/jbang sfjwt"
                        + " install");
            }
            String name = jar.getFileName().toString().replaceAll("[^A-Za-z0-9._+-]", "_");
            jars.put(jars.containsKey(name) ? jars.size() + "-" + name : name, ModernJar.of(Files.readAllBytes(jar)));
        }
        return new Copy(place.copies().resolve(id(jars, javaHome)), jars, javaHome);
    }

    /** All that are in this place, whole or not; a folder that holds anything else is not one. */
    static List<Path> all(Place place) throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path path : named(place)) {
            if (holdsNothingElse(path)) {
                all.add(path);
            }
        }
        return all;
    }

    /** What has a copy's name in this place. */
    static List<Path> named(Place place) throws IOException {
        if (!Files.isDirectory(place.copies())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(place.copies())) {
            return found.filter(path -> ID.matcher(path.getFileName().toString()).matches()).sorted().toList();
        }
    }

    private static boolean holdsNothingElse(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Set<String> own = ownFiles(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> own.contains(file.getFileName().toString())
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** With the drafts that a killed run leaves, and the JVM's notes for the cache; none in a folder without a mark. */
    private static Set<String> ownFiles(Path folder) throws IOException {
        Path mark = folder.resolve(MARK);
        if (!Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS) || Files.size(mark) > LARGEST_MARK) {
            return Set.of(draftOf(MARK)); // killed before there was one
        }
        List<String> lines = new String(Files.readAllBytes(mark), StandardCharsets.UTF_8).lines().toList();
        return !lines.isEmpty() && lines.getFirst().equals(MARK_BEGINS)
                ? Stream.concat(lines.stream().skip(1), Stream.of(MARK, CACHE))
                        .flatMap(name -> Stream.of(name, draftOf(name), draftOf(name) + ".config"))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static String draftOf(String name) {
        return PublicFiles.draft(Path.of(name)).toString();
    }

    /** Lays the jars down; those that are there and right are left alone. */
    void write() throws IOException {
        PublicFiles.createFolders(folder);
        String mark = MARK_BEGINS + "\n" + String.join("\n", jars.keySet()) + "\n";
        PublicFiles.put(folder.resolve(MARK), mark.getBytes(StandardCharsets.UTF_8), PublicFiles.DATA);
        for (var jar : jars.entrySet()) {
            Path file = folder.resolve(jar.getKey());
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Ownership.isWritableByGroup(file)
                    || Ownership.isAnotherUsers(file) || !Arrays.equals(Files.readAllBytes(file), jar.getValue())) {
                PublicFiles.put(file, jar.getValue(), PublicFiles.DATA);
            }
        }
    }

    Path java() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return javaHome.resolve("bin").resolve(windows ? "java.exe" : "java");
    }

    Path cache() {
        return folder.resolve(CACHE);
    }

    String classPath() {
        return jars.keySet().stream().map(jar -> folder.resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String id(Map<String, byte[]> jars, Path javaHome) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((javaHome + "\n" + System.getProperty("java.vm.version")).getBytes(StandardCharsets.UTF_8));
            jars.forEach((name, content) -> {
                digest.update(("\n" + name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
