package lib.store;

import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import lib.json.ForeignJson;

/**
 * The file that holds a token: named after its login, which its content says once more.
 */
final class TokenFile {

    private static final String SUFFIX = ".json";
    private static final int LARGEST = 64 * 1024;

    static Path of(Path folder, Login login) {
        return folder.resolve(login.id() + SUFFIX);
    }

    static boolean isNamedSo(Path file) {
        return file.getFileName().toString().matches("[0-9a-f]{64}\\.json");
    }

    /** Whether sfjwt wrote it, of whichever version and however old: nothing else may be deleted. */
    static boolean isOwn(Path file) throws IOException {
        return isNamedSo(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && ForeignJson.ifObject(bytes(file)).filter(json -> json.get("key") instanceof JsonString key
                        && file.getFileName().toString().equals(key.getString() + SUFFIX)).isPresent();
    }

    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(LARGEST);
        }
    }
}
