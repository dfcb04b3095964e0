package lib.keys;

import java.nio.file.Path;
import java.util.function.Function;
import lib.failure.Fix;
import lib.text.ShellQuote;

/**
 * What makes the next certificate for the same key.
 */
public final class Renewal {

    private Renewal() {
    }

    /**
     * @param certificate where it is, as a person calls it
     * @param shown how a person calls a path
     */
    public static Fix of(KeySource key, String certificate, Function<Path, String> shown) {
        if (key instanceof KeySource.InToken) {
            return Fix.of(Fix.command("generate-certs", "--key", key, "--force"));
        }
        if (!(key instanceof KeySource.InFile(var file, _)) || certificate.equals(shown.apply(file))) {
            return Fix.of("with the tool that made " + certificate);
        }
        if (!file.endsWith("server.key")) { // generate-certs renews what it made
            return Fix.of("openssl req -new -x509 -sha256 -days 365 -subj /CN=salesforce-jwt -key "
                    + ShellQuote.sh(shown.apply(file)) + " -out " + ShellQuote.sh(certificate));
        }
        String folder = shown.apply(file.getParent() == null ? Path.of(".") : file.getParent());
        return Fix.of(folder.equals(GenerateCerts.Request.DEFAULT_OUTPUT)
                ? Fix.command("generate-certs", "--reuse-key", "--force")
                : Fix.command("generate-certs", "--reuse-key", "--force", "-o", folder));
    }
}
