package script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import lib.catalog.Version;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests/release makes, as it lies there; {@link ReleaseRunTest} runs it. */
@Heavy
class ReleaseTest {

    @TempDir
    static Path temp;

    private static Path release;

    @BeforeAll
    static void make() throws Exception {
        release = Release.made();
    }

    @Test
    void it_is_the_same_bytes_from_another_folder_at_another_time_by_another_user() throws Exception {
        Path clone = Release.sources(temp.resolve("another clone"));
        Path again = temp.resolve("again");
        var made = Command.in(temp).with("TZ", "Asia/Tokyo").with("LC_ALL", "C").with("USER", "somebody")
                .run("sh", "-c", "umask 077; exec \"$@\"", "sh",
                        clone.resolve("tests/release").toString(), Version.NUMBER, again.toString());
        assertEquals(0, made.exit(), made.err());
        assertEquals(again + "\n", made.out());
        assertEquals(names(release), names(again));
        for (String name : names(release)) {
            assertArrayEquals(Files.readAllBytes(release.resolve(name)), Files.readAllBytes(again.resolve(name)), name);
        }
        try (Stream<Path> left = Files.list(clone.resolve("tests/target"))) {
            assertEquals(List.of(), left.toList(), "its work is not left behind");
        }
    }

    @Test
    void its_sums_are_right_and_of_all_files() throws Exception {
        var checked = Command.in(release).run("sha256sum", "-c", "SHA256SUMS");
        assertEquals(0, checked.exit(), checked.err());
        Set<String> all = names(release);
        all.remove("SHA256SUMS");
        assertEquals(all, new TreeSet<>(checked.out().lines().map(line -> line.replace(": OK", "")).toList()));
    }

    @Test
    void a_version_that_the_sources_do_not_have_is_refused_and_so_is_a_folder_that_is_there() throws Exception {
        var other = Command.in(temp).run(Clone.ROOT.resolve("tests/release"), "9.9.9", temp.resolve("new").toString());
        assertEquals(1, other.exit());
        assertTrue(other.err().contains("error: the sources are version " + Version.NUMBER + ", not 9.9.9"),
                other.err());
        var there = Command.in(temp).run(Clone.ROOT.resolve("tests/release"), Version.NUMBER, temp.toString());
        assertEquals(1, there.exit());
        assertTrue(there.err().contains(temp + " is there already"), there.err());
        var blank = Command.in(temp).run(Clone.ROOT.resolve("tests/release"), Version.NUMBER,
                temp.resolve("new").toString(), "acme/\"x\"");
        assertEquals(1, blank.exit());
        assertTrue(blank.err().contains("cannot be typed behind sfjwt@"), blank.err());
    }

    @Test
    void the_jar_has_all_services_of_what_it_contains_and_nothing_that_makes_java_refuse_it() throws Exception {
        var expected = new TreeMap<String, Set<String>>();
        for (Path library : libraries()) {
            services(library).forEach((name, lines) -> expected.merge(name, lines, ReleaseTest::union));
        }
        assertTrue(expected.containsKey("META-INF/helidon/manifest"), expected::toString);
        assertEquals(expected, services(Release.jar()));
        try (var zip = new ZipFile(Release.jar().toFile())) {
            String unwanted = "META-INF/[^/]+\\.(SF|RSA|DSA|EC)|(.*/)?module-info\\.class|.*/pom\\.xml";
            assertEquals(List.of(), zip.stream().map(ZipEntry::getName).filter(name -> name.matches(unwanted))
                    .toList());
        }
    }

    @Test
    void the_jar_has_the_licence_of_each_library_and_our_own() throws Exception {
        try (var zip = new ZipFile(Release.jar().toFile())) {
            assertEquals(Files.readString(Clone.ROOT.resolve("LICENSE")), text(zip, "META-INF/LICENSE"));
            String list = text(zip, "META-INF/licences/THIRD-PARTY.txt");
            Set<String> kinds = new TreeSet<>();
            for (Path library : libraries()) {
                String name = library.getFileName().toString().replaceFirst("-[0-9].*", "");
                String line = list.lines().filter(one -> one.contains(":" + name + ":")).findFirst()
                        .orElseThrow(() -> new AssertionError(name + " is not in the list of licences"));
                kinds.add(line.strip().replaceFirst("\\(([^)]*)\\).*", "$1"));
            }
            // a library with another licence brings its text: add it to the pom's list
            assertEquals(Set.of("Apache 2.0", "Apache-2.0", "The Apache Software License, version 2.0",
                    "Bouncy Castle Licence", "Eclipse Public License 2.0", "MIT"), kinds);
            for (String text : List.of("helidon-jar/LICENSE.txt", "helidon-jar/NOTICE.txt",
                    "bcprov-jdk18on-jar/LICENSE.md", "parsson-jar/LICENSE.md", "parsson-jar/NOTICE.md",
                    "jakarta.json-api-jar/LICENSE.md", "picocss__pico-jar/LICENSE.md")) {
                assertTrue(text(zip, "META-INF/licences/" + text).length() > 500, text);
            }
        }
    }

    @Test
    void the_jar_says_how_it_is_run() throws Exception {
        try (var jar = new JarFile(Release.jar().toFile())) {
            var manifest = jar.getManifest().getMainAttributes();
            assertEquals("sfjwt", manifest.getValue("Main-Class"));
            assertEquals("ALL-UNNAMED", manifest.getValue("Enable-Native-Access"));
            assertEquals("25", manifest.getValue("Build-Jdk"));
        }
    }

    @Test
    void the_sbom_names_every_library_in_the_version_that_is_inside() throws Exception {
        String sbom = Files.readString(release.resolve("sfjwt-" + Version.NUMBER + ".cdx.json"));
        assertTrue(sbom.contains("\"bomFormat\" : \"CycloneDX\""));
        for (Path library : libraries()) {
            String file = library.getFileName().toString().replaceFirst("\\.jar$", "");
            String name = file.replaceFirst("-([0-9].*)", "@$1");
            assertTrue(sbom.contains("/" + name + "?type=jar"), name);
        }
        assertTrue(!sbom.contains("junit"), "the tests' own libraries are not in it");
    }

    /** What the tests' class path has of the tool's: what the pom says and no test scope. */
    private static List<Path> libraries() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(":")).filter(entry -> entry.matches(
                ".*/(io/helidon|info/picocli|org/bouncycastle|io/jsonwebtoken|jakarta/json|org/eclipse/parsson"
                + "|org/webjars)/.*\\.jar")).map(Path::of).toList();
    }

    private static Map<String, Set<String>> services(Path jar) throws IOException {
        var found = new HashMap<String, Set<String>>();
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(one -> !one.isDirectory()).toList()) {
                String name = entry.getName();
                if (name.matches("META-INF/services/.+|META-INF/helidon/(manifest|.+/.+)")) {
                    found.put(name, new TreeSet<>(text(zip, name).lines().map(String::strip)
                            .filter(line -> !line.isEmpty()).toList()));
                }
            }
        }
        return found;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    private static String text(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        assertTrue(entry != null, name + " is missing");
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes());
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
