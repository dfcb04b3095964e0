package lib.http;

import java.util.regex.Pattern;
import lib.text.Untrusted;

/**
 * What a server said, made fit to be quoted in a message: one short line, nothing that steers a terminal, no secret.
 *
 * <p>A server can send a token in an answer that is refused for another reason, and a proxy's error page can repeat the
 * assertion that it was sent.
 */
public final class ServerText {

    /** By the name before it, however it is written: JSON, a form, an HTML attribute. */
    private static final Pattern NAMED = Pattern.compile("(?i)("
            + "(?:_token|assertion|(?:\\b|%3F|%26)(?:sid|otp))"
            + "\\\\?[\"']?\\s*(?:[:=]|%3D)\\s*\\\\?[\"']?)"
            + "[^\\s\"'&<>,\\\\]+");

    /** By its looks: no word, host name or code is as long as a token or a signature. */
    private static final Pattern LONG = Pattern.compile("[A-Za-z0-9_.!%+=~-]{64,}");

    private ServerText() {
    }

    public static String line(String text) {
        // what nobody sees may stand within a name or a token, as each second byte of UTF-16 does
        String withoutNamed = NAMED.matcher(Untrusted.wholeLine(text)).replaceAll("$1…");
        return Untrusted.line(LONG.matcher(withoutNamed).replaceAll("…"));
    }
}
