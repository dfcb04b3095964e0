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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * One installed copy: its jars, which is one of a release and several of a clone, in a folder named after their content
 * and the JDK that runs them.
 *
 * @param jars in the order of the class path
 */
record Copy(Path folder, Map<String, byte[]> jars, Path javaHome) {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    /** Jars and the cache; a run that was killed leaves drafts of them, and the JVM its notes for the cache. */
    private static final Pattern FILE = Pattern.compile(".+\\.(jar|aot)(\\.new)?(\\.config)?");

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
        if (!Files.isDirectory(place.copies())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(place.copies())) {
            List<Path> named = found.filter(path -> ID.matcher(path.getFileName().toString()).matches()).sorted()
                    .toList();
            List<Path> all = new ArrayList<>();
            for (Path path : named) {
                if (holdsNothingElse(path)) {
                    all.add(path);
                }
            }
            return all;
        }
    }

    private static boolean holdsNothingElse(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> FILE.matcher(file.getFileName().toString()).matches()
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
        }
    }

    /** Lays the jars down; those that are there and right are left alone. */
    void write() throws IOException {
        PublicFiles.createFolders(folder);
        for (var jar : jars.entrySet()) {
            Path file = folder.resolve(jar.getKey());
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), jar.getValue())) {
                PublicFiles.put(file, jar.getValue(), PublicFiles.DATA);
            }
        }
    }

    Path java() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return javaHome.resolve("bin").resolve(windows ? "java.exe" : "java");
    }

    Path cache() {
        return folder.resolve("sfjwt.aot");
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
