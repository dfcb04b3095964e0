package browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page's modules that need no browser, tested by Node: tests/src/browser/page. */
class ModulesTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("sfjwt.repository"));

    @TempDir
    Path folder;

    @Test
    void the_pure_modules_do_what_their_tests_say() throws IOException, InterruptedException {
        copy(REPOSITORY.resolve("ui/web"), folder.resolve("web"));
        copy(REPOSITORY.resolve("tests/src/browser/page"), folder.resolve("page"));
        // Node 18 takes a .js file for a module only where a package says so
        Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
        Process node = new ProcessBuilder("node", "--test", "page").directory(folder.toFile())
                .redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor(), said);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".js")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
