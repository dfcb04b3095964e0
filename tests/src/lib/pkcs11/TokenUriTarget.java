package lib.pkcs11;

import java.nio.charset.StandardCharsets;
import lib.failure.Failure;

/** Fuzzed: any text as a PKCS#11 URI. What is taken means the same when it is read again. */
public final class TokenUriTarget {

    private TokenUriTarget() {
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = TokenUri.SCHEME + new String(bytes, StandardCharsets.UTF_8);
        try {
            TokenUri uri = TokenUri.parse(text, "--key-file");
            if (!TokenUri.parse(uri.toString(), "x").attributes().keySet().equals(uri.attributes().keySet())) {
                throw new AssertionError(uri.toString());
            }
            uri.object("a key");
        } catch (Failure e) {
            if (e.getMessage().contains("s3cr3t") && text.matches("pkcs11:([a-z-]*=[a-z]*[;?&])*pin-value=s3cr3t")) {
                throw new AssertionError(e.getMessage());
            }
        }
    }
}
