package lib.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import lib.failure.Text;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.pkcs11.TokenUri;

/**
 * Where an org's key and certificate are, for follow-up commands that speak of the usual files.
 *
 * @param key what verify-key takes: a file, - for stdin, a pkcs11: URI
 */
record KeyPlace(String key, String certificate) {

    static KeyPlace of(KeySource source, Surroundings surroundings) {
        if (source instanceof KeySource.InFile file) {
            Path key = file.path();
            return new KeyPlace(surroundings.shown(key), surroundings.shown(
                    OwnCertificate.fileBeside(key).orElseGet(() -> OwnCertificate.nameFor(key))));
        }
        return source instanceof KeySource.InToken
                ? new KeyPlace(source.toString(), Text.CERTIFICATE)
                : new KeyPlace(KeySource.STDIN, Text.CERTIFICATE);
    }

    /** With this key in place of the usual one, and made again where it is. */
    List<String> arguments(Text.Command command) {
        List<String> given = command.arguments().stream().map(this::instead).toList();
        Path folder = Path.of(key).getParent();
        boolean isElsewhere = !key.equals(KeySource.STDIN) && !TokenUri.isOne(key)
                && !Path.of(Text.KEY).getParent().equals(folder);
        boolean saysWhere = given.stream().anyMatch(List.of("-o", "--output", "--key")::contains);
        return command.name().equals("generate-certs") && isElsewhere && !saysWhere
                ? Stream.concat(given.stream(), Stream.of("-o", folder == null ? "." : folder.toString())).toList()
                : given;
    }

    private String instead(String argument) {
        return switch (argument) {
            case Text.KEY -> key;
            case Text.CERTIFICATE -> certificate;
            default -> argument;
        };
    }
}
