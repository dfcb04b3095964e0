package lib.keys;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A key that came through an environment variable or a CI secret, with what that does to line breaks undone.
 */
public final class PastedKey {

    /** base64 of base64 of a PEM is somebody's pipeline; deeper is nobody's */
    private static final int DEEPEST = 3;

    private PastedKey() {
    }

    /**
     * The content for {@link PrivateKeys#read}: quotes around the whole taken off, {@code \n} written out made line
     * breaks, blanks in their place understood, base64 of a PEM or of DER decoded. Anything else stays as it is.
     */
    public static byte[] content(String value) {
        return content(value, DEEPEST);
    }

    private static byte[] content(String value, int depth) {
        String text = unquoted(value.strip().replaceFirst("^\uFEFF", ""))
                // a bound on the backslashes keeps a value of nothing else from costing quadratic time
                .replaceAll("\\\\{1,4}r\\\\{1,4}n|\\\\{1,4}[nr]", "\n");
        if (Pem.isIn(text)) {
            // Pem takes blanks for line breaks, but not inside the header that says how the block is encrypted
            return bytes(text.replaceFirst(
                    "(Proc-Type:\\s*4,\\s*ENCRYPTED)\\s+(DEK-Info:\\s*[A-Za-z0-9-]+,\\s*[0-9A-Fa-f]+)\\s+",
                    "\n$1\n$2\n\n"));
        }
        byte[] decoded = decoded(text);
        if (decoded == null || depth == 0) {
            return bytes(text);
        }
        String inner = Pem.text(decoded);
        if (Pem.isIn(inner) || Shape.isBase64(inner)) {
            return content(inner, depth - 1);
        }
        return isFormless(decoded) ? bytes(text) : decoded;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && "\"'`".indexOf(text.charAt(0)) >= 0
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private static boolean isFormless(byte[] decoded) {
        try {
            return Shape.of(decoded).isFormless();
        } catch (Der.Malformed e) {
            // DER with damage: its reader will say what is wrong
            return false;
        }
    }

    private static byte[] decoded(String text) {
        if (!Shape.isBase64(text)) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", "").replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
