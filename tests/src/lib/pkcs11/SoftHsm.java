package lib.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import lib.keys.Tool;

/**
 * Real tokens, in software: SoftHSM, with empty tokens in one folder for all tests of this JVM. A JVM cannot change its
 * own environment, so surefire sets SOFTHSM2_CONF in the pom.
 */
public final class SoftHsm {

    public static final String PIN = "4711 ünï";
    public static final Path LIBRARY = Stream.of("/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/local/lib/softhsm/libsofthsm2.so").map(Path::of).filter(Files::exists).findFirst()
            .orElseThrow(() -> new AssertionError("there is no SoftHSM: tests/run installs it (softhsm2)"));
    public static final Path CONF = Path.of(System.getenv("SOFTHSM2_CONF"));

    static {
        make("Main", "Twin", "Twin", "Strict", "CI token");
    }

    private SoftHsm() {
    }

    /** pkcs11-tool, the independent voice on what is in a token. */
    public static String pkcs11Tool(String token, String... arguments) {
        String[] command = Stream.concat(Stream.of("pkcs11-tool", "--module", LIBRARY.toString(), "--token-label",
                token, "--login", "--pin", PIN), Arrays.stream(arguments)).toArray(String[]::new);
        return run(command);
    }

    private static String run(String... command) {
        return Tool.run(CONF.toAbsolutePath().getParent(), Map.of("SOFTHSM2_CONF", CONF.toString(), "LC_ALL",
                "C.UTF-8"), command);
    }

    /** All at once: SoftHSM looks for tokens only when a process starts to use it. */
    private static void make(String... labels) {
        Path tokens = CONF.resolveSibling("tokens");
        try (var old = Files.exists(tokens) ? Files.walk(tokens) : Stream.<Path>empty()) {
            old.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
            Files.createDirectories(tokens);
            Files.writeString(CONF, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n"
                    + "log.level = ERROR\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        for (String label : labels) {
            run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", PIN);
        }
    }
}
