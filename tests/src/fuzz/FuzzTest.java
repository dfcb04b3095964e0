package fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.config.JwtJsonTarget;
import lib.config.LoginUrlTarget;
import lib.demo.LoginRequestTarget;
import lib.demoadmin.MultipartTarget;
import lib.keys.KeyFileTarget;
import lib.pkcs11.TokenUriTarget;
import lib.store.TokenAnswerTarget;
import lib.web.RawRequestTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import script.Heavy;

/**
 * Readers of what others wrote, under Jazzer's fuzzer, each in a JVM of its own, one after the other beside all other
 * tests. Every run of the tests tries about the same inputs, so that it fails by what was changed; with
 * {@code -Dfuzz.seconds=600} it tries new ones for that long. What once broke a reader lies under
 * {@code resources/fuzz}, and is tried first.
 */
@Heavy
class FuzzTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("sfjwt.repository")).toAbsolutePath().normalize();
    private static final String DETECTORS = "com.code_intelligence.jazzer.sanitizers.";
    private static final String SECONDS = System.getProperty("fuzz.seconds", "20");
    /** 0 is for another one each time. */
    private static final String SEED = System.getProperty("fuzz.seconds") == null ? "1" : "0";
    private static final List<Class<?>> TARGETS = List.of(KeyFileTarget.class, TokenAnswerTarget.class,
            JwtJsonTarget.class, LoginUrlTarget.class, TokenUriTarget.class, MultipartTarget.class,
            LoginRequestTarget.class, RawRequestTarget.class);

    @ParameterizedTest
    @FieldSource("TARGETS")
    void no_input_is_a_bug(Class<?> target) throws Exception {
        Path work = Files.createDirectories(REPOSITORY.resolve("tests/target/fuzz/" + target.getSimpleName()));
        Path corpus = Files.createDirectories(work.resolve("corpus"));
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m", "-XX:+UseSerialGC", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
                "-cp", classPath(), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(), "--instrumentation_includes=lib.**:ui.**",
                // its detectors: one target opens connections, another one files, and the rest have no use for any
                "--custom_hook_excludes=**", "--disabled_hooks=" + DETECTORS + "ServerSideRequestForgery:" + DETECTORS
                        + "FilePathTraversal",
                "--reproducer_path=" + work, "-artifact_prefix=" + work + "/", "-max_total_time=" + SECONDS,
                "-seed=" + SEED, "-timeout=10", "-rss_limit_mb=0", "-print_final_stats=1", corpus.toString()));
        Path kept = REPOSITORY.resolve("tests/resources/fuzz/" + target.getSimpleName());
        if (Files.isDirectory(kept)) {
            command.add(kept.toString());
        }
        if (target == KeyFileTarget.class) {
            command.add(KeyFileTarget.seeds().toString());
        }
        Path log = work.resolve("log");
        int exit = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
        assertEquals(0, exit, () -> end(log) + "\nkeep the input as a file in " + kept);
    }

    private static String classPath() throws URISyntaxException {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String end(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
