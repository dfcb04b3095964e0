package lib.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 in the notation of {@code openssl x509 -fingerprint}: upper-case hex with colons.
 */
public final class Fingerprint {

    private static final HexFormat NOTATION = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprint() {
    }

    public static String sha256(byte[] bytes) {
        try {
            return NOTATION.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
