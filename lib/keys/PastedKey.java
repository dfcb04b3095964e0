package lib.keys;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import lib.text.FileText;

/**
 * A key that came through an environment variable, a CI secret or a careless copy, with what that did to it undone.
 */
final class PastedKey {

    /** base64 of base64 of a PEM is somebody's pipeline; deeper is nobody's */
    private static final int DEEPEST = 4;
    private static final Pattern PERCENT = Pattern.compile("(?i)(?:-|%2D){5}BEGIN(?:%20|\\+)");
    /** As xxd and HSM tools print bytes; base64 this long has other letters, too. */
    private static final Pattern HEX = Pattern.compile("(?:[0-9A-Fa-f]{2}){100,}+");
    private static final String WRITTEN_OUT = "\\n written out made line breaks";

    /** @param repairs what was undone, for people; empty where the text was as it should be */
    record Repaired(byte[] content, List<String> repairs) {
    }

    /**
     * Quotes around the whole taken off, {@code \n} written out made line breaks, blanks in their place understood,
     * base64 or hex digits of a PEM or of DER decoded, and percent-encoding. Anything else stays as it is.
     */
    static Repaired repair(byte[] content) {
        var repairs = new ArrayList<String>();
        if (FileText.isUtf16(content)) {
            repairs.add("UTF-16 read");
        }
        byte[] repaired = repaired(content, DEEPEST, repairs);
        return new Repaired(repaired, repairs.stream().distinct().toList());
    }

    private static byte[] repaired(byte[] content, int depth, List<String> repairs) {
        String text = Pem.text(content).strip();
        if (isQuoted(text) && depth > 0) {
            repairs.add("quotes taken off");
            return repaired(bytes(text.substring(1, text.length() - 1)), depth - 1, repairs);
        }
        if (PERCENT.matcher(text).find() && depth > 0) {
            repairs.add("percent-encoding undone");
            return repaired(bytes(unescaped(text)), depth - 1, repairs);
        }
        // a bound on the backslashes keeps a value of nothing else from costing quadratic time
        String broken = text.replaceAll("\\\\{1,4}r\\\\{1,4}n|\\\\{1,4}[nr]", "\n");
        if (Pem.isIn(broken)) {
            return bytes(pem(text, broken, repairs));
        }
        byte[] decoded = decoded(broken);
        if (decoded == null || depth == 0) {
            return content;
        }
        if (!broken.equals(text)) {
            repairs.add(WRITTEN_OUT);
        }
        String inner = Pem.text(decoded);
        if (Pem.isIn(inner) || Shape.isBase64(inner)) {
            // base64 of binary content has no other way through a variable; of a PEM it is a detour
            repairs.add("base64 decoded");
            return repaired(decoded, depth - 1, repairs);
        }
        return isFormless(decoded) ? content : decoded;
    }

    private static String pem(String text, String broken, List<String> repairs) {
        if (!broken.equals(text)) {
            repairs.add(WRITTEN_OUT);
        }
        String body = broken.substring(broken.indexOf("-----BEGIN ")).strip();
        if (body.contains("\r\n")) {
            repairs.add("Windows line ends (CR LF) taken for line breaks");
        } else if (body.indexOf('\n') < 0 && body.indexOf('\r') < 0) {
            repairs.add("line breaks put back where blanks or nothing stood for them");
        }
        // Pem takes blanks for line breaks, but not inside the header that says how the block is encrypted
        return broken.replaceFirst(
                "(Proc-Type:\\s*4,\\s*ENCRYPTED)\\s+(DEK-Info:\\s*[A-Za-z0-9-]+,\\s*[0-9A-Fa-f]+)\\s+", "\n$1\n$2\n\n");
    }

    private static String unescaped(String text) {
        // some encode all but the + of base64
        String plus = text.contains("%20") ? text.replace("+", "%2B") : text;
        try {
            return URLDecoder.decode(plus, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text.replace('%', ' ');
        }
    }

    private static boolean isQuoted(String text) {
        return text.length() >= 2 && "\"'`".indexOf(text.charAt(0)) >= 0
                && text.charAt(text.length() - 1) == text.charAt(0);
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
        String solid = text.replaceAll("\\s", "");
        if (HEX.matcher(solid).matches()) {
            return HexFormat.of().parseHex(solid);
        }
        try {
            return Base64.getDecoder().decode(solid.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
