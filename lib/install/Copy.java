package lib.install;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;

/**
 * One installed copy: the jars, in a folder named after their content and the JDK that runs them.
 *
 * @param jars in the order of the class path; those of the web server come last, because most commands do without them
 */
record Copy(Path folder, List<String> jars, Path javaHome) {

    /** Only demo, ui and install serve pages, and a search of the class path opens every jar: 25 ms for these. */
    private static final Pattern WEB_SERVER = Pattern.compile("[0-9]{2}-(helidon|picocss)-?.*");
    private static final Pattern NUMBERED = Pattern.compile("[0-9]{2}-(.+)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

    /**
     * Lays down what is on a class path; files that are there and right are left alone.
     *
     * @throws Failure {@code not_installable} where something on the class path is missing
     */
    static Copy of(String classPath, Place place, Path javaHome) throws IOException {
        Map<String, byte[]> jars = jars(classPath);
        Path folder = place.copies().resolve(id(jars, javaHome));
        PublicFiles.createFolders(folder);
        for (var jar : jars.entrySet()) {
            Path file = folder.resolve(jar.getKey());
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), jar.getValue())) {
                PublicFiles.put(file, jar.getValue(), PublicFiles.DATA);
            }
        }
        return new Copy(folder, List.copyOf(jars.keySet()), javaHome);
    }

    /** All that are in this place, whole or not. */
    static List<Path> all(Place place) throws IOException {
        if (!Files.isDirectory(place.copies())) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(place.copies())) {
            return found.filter(path -> ID.matcher(path.getFileName().toString()).matches()).sorted().toList();
        }
    }

    Path java() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return javaHome.resolve("bin").resolve(windows ? "java.exe" : "java");
    }

    /** Without the web server; a cache that is made for this class path also serves a longer one. */
    String classPath() {
        return withoutWebServer().stream().map(jar -> folder.resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    List<String> withoutWebServer() {
        return jars.stream().filter(jar -> !WEB_SERVER.matcher(jar).matches()).toList();
    }

    List<String> webServer() {
        return jars.stream().filter(jar -> WEB_SERVER.matcher(jar).matches()).toList();
    }

    private static Map<String, byte[]> jars(String classPath) throws IOException {
        Map<String, byte[]> jars = new LinkedHashMap<>();
        List<String> entries = Arrays.asList(classPath.split(File.pathSeparator));
        entries.sort(Comparator.comparing(entry -> WEB_SERVER.matcher("00-" + unnumbered(Path.of(entry))).matches()));
        for (String entry : entries) {
            Path path = Path.of(entry).toAbsolutePath();
            if (entry.isEmpty() || !Files.exists(path)) {
                throw Failure.usage("not_installable", "this sfjwt runs from \"" + entry
                        + "\", which is not there to be copied",
                        "run it through JBang: jbang sfjwt@OWNER/REPO install (in a clone: tests/jbang sfjwt install)");
            }
            jars.put("%02d-%s".formatted(jars.size(), unnumbered(path) + (Files.isDirectory(path) ? ".jar" : "")),
                    ModernJar.of(path));
        }
        return jars;
    }

    private static String unnumbered(Path path) {
        String name = path.getFileName().toString().replaceAll("[^A-Za-z0-9._+-]", "_");
        var numbered = NUMBERED.matcher(name); // of a copy that is installed again, from itself
        return numbered.matches() ? numbered.group(1) : name;
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
