package script;

import java.nio.file.Path;

/** The clone of the repository that is under test. */
final class Clone {

    static final Path ROOT = Path.of(System.getProperty("sfjwt.repository")).toAbsolutePath().normalize();
    static final Path LAUNCHER = ROOT.resolve("tests/jbang");

    private Clone() {
    }
}
