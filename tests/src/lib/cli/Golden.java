package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts as a person sees them, kept in tests/resources/golden; {@code -Dgolden=update} writes them anew. */
public final class Golden {

    private static final Path FOLDER = Path.of(System.getProperty("sfjwt.repository"), "tests/resources/golden");

    private Golden() {
    }

    public static void check(String name, String text) throws IOException {
        Path file = FOLDER.resolve(name + ".txt");
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text, "differs from " + file + " (-Dgolden=update writes it anew)");
    }
}
