package lib.cli;

import java.nio.file.Path;
import lib.failure.Text;
import lib.keys.KeySource;

/**
 * Where an org's key and certificate are, for follow-up commands that speak of the usual files.
 *
 * @param key what verify-key takes: a file, - for stdin, a pkcs11: URI
 */
record KeyPlace(String key, String certificate) {

    static KeyPlace of(KeySource source, Surroundings surroundings) {
        return switch (source) {
            case KeySource.InFile(Path path, var _) -> new KeyPlace(surroundings.shown(path), surroundings.shown(
                    path.resolveSibling(path.getFileName().toString().replaceFirst("\\.key$", "") + ".crt")));
            case KeySource.InToken token -> new KeyPlace(token.toString(), Text.CERTIFICATE);
            default -> new KeyPlace(KeySource.STDIN, Text.CERTIFICATE);
        };
    }

    String instead(String argument) {
        return switch (argument) {
            case Text.KEY -> key;
            case Text.CERTIFICATE -> certificate;
            default -> argument;
        };
    }
}
