package script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.catalog.Version;

/** What tests/release makes of the clone under test, once for all tests of a JVM. */
final class Release {

    private static final List<String> SOURCES = List.of("sfjwt.java", "jbang-catalog.json", "LICENSE", "lib", "ui",
            "tests/release", "tests/jdk.sh", "tests/pom.xml");

    private static Path made;

    private Release() {
    }

    /** @return the folder, which nobody may change */
    static synchronized Path made() throws Exception {
        if (made == null) {
            Path folder = Clone.ROOT.resolve("tests/target/release-under-test");
            Command.in(Clone.ROOT).run("rm", "-rf", folder.toString());
            var run = Command.in(Clone.ROOT).run(Clone.ROOT.resolve("tests/release"), Version.NUMBER,
                    folder.toString());
            if (run.exit() != 0) {
                throw new AssertionError(run.err());
            }
            made = folder;
        }
        return made;
    }

    static Path jar() throws Exception {
        return made().resolve("sfjwt-" + Version.NUMBER + ".jar");
    }

    /** A copy of all that a release is made of. */
    static Path sources(Path target) throws IOException {
        for (String name : SOURCES) {
            try (var files = Files.walk(Clone.ROOT.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path copy = target.resolve(Clone.ROOT.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy); // with its modes
                }
            }
        }
        return target;
    }
}
