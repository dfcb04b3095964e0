package lib.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import lib.failure.Failure;
import lib.text.Quoted;
import lib.text.Untrusted;

/**
 * A path below the org's address, with its query: never another host's, so that a token cannot be sent there.
 *
 * @param text begins with one slash; only characters that a URL may have (RFC 3986)
 */
public record ApiPath(String text) {

    private static final String MAY_STAY = "-._~:/?@!$&'()*+,;=%";
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /**
     * @param typed a path; characters that a URL may not have, such as the blanks of a query, are escaped. Where there
     *     are blanks, % and + mean themselves, as in {@code LIKE 'A%'}; without any, it may be escaped already
     * @throws Failure {@code bad_api_path}, for a URL too: the org is chosen by the configuration
     */
    public static ApiPath parse(String typed, String name) {
        if (!typed.startsWith("/") || typed.startsWith("//") || typed.startsWith("/\\") || !isPath(escaped(typed))) {
            throw bad(typed, name, typed.startsWith("/") && BROKEN_ESCAPE.matcher(typed).find()
                    ? "write %25 for a % that begins no escape"
                    : "give a path of the org, such as /services/data; the org itself is chosen by jwt.json, the "
                            + "environment or the options");
        }
        if (typed.codePoints().anyMatch(Untrusted::isControl)) {
            throw bad(typed, name, "leave out line breaks and control characters");
        }
        return new ApiPath(escaped(typed));
    }

    /** A key or token in its place is not sent either; what is below /services/ may hold a long cursor. */
    static void refusePasted(String typed, String name) {
        if (Quoted.isSecret(typed) && !typed.matches("(?s)/?services/.*")) {
            throw bad(typed, name, "give a path of the org, such as /services/data");
        }
    }

    private static boolean isPath(String escaped) {
        try {
            var uri = new URI(escaped);
            return uri.getScheme() == null && uri.getRawAuthority() == null && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false; // a % that begins no escape
        }
    }

    private static String escaped(String typed) {
        String mayStay = typed.contains(" ") ? MAY_STAY.replaceAll("[%+]", "") : MAY_STAY;
        var text = new StringBuilder();
        for (byte b : typed.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean stays = c < 0x80 && (Character.isLetterOrDigit(c) || mayStay.indexOf(c) >= 0);
            text.append(stays ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return text.toString();
    }

    private static Failure bad(String typed, String name, String fix) {
        return Failure.usage("bad_api_path", name + " " + Quoted.value(typed) + " is not a path", fix);
    }

    @Override
    public String toString() {
        return text;
    }
}
