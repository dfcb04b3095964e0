package lib.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256, in the two notations that are used here.
 */
public final class Fingerprint {

    private static final HexFormat NOTATION = HexFormat.ofDelimiter(":").withUpperCase();

    private Fingerprint() {
    }

    /** As {@code openssl x509 -fingerprint} writes it: upper-case hex with colons. */
    public static String sha256(byte[] bytes) {
        return NOTATION.formatHex(digest(bytes));
    }

    /** Lower-case hex. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hex. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(digest(bytes));
    }

    /** The beginning of one with colons, enough to tell two certificates apart. */
    public static String shortened(String sha256) {
        return sha256.substring(0, 11) + "…";
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
