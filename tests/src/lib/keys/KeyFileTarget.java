package lib.keys;

import java.nio.file.Path;
import lib.failure.Failure;

/** Fuzzed: any bytes as a private key and as a certificate. */
public final class KeyFileTarget {

    /** One key in all its forms, to begin with. */
    public static Path seeds() {
        return TestKeys.FOLDER;
    }

    private KeyFileTarget() {
    }

    public static void fuzzerTestOneInput(byte[] file) {
        try {
            KeyForms.read(file, Named.key(Path.of("x")), what -> "correct horse".toCharArray());
        } catch (Failure e) {
            requireNoSecret(e);
        }
        try {
            Certificates.read(file, Named.certificate(Path.of("x")));
        } catch (Failure e) {
            requireNoSecret(e);
        }
    }

    private static void requireNoSecret(Failure e) {
        if (e.getMessage().length() > 2_000 || e.getMessage().contains("KEY-----")) {
            throw new AssertionError(e.getMessage());
        }
    }
}
