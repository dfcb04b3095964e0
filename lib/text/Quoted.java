package lib.text;

import java.util.regex.Pattern;

/**
 * A value that somebody gave, in quotes for a message, unless it may be a secret that strayed there.
 *
 * <p>It happens: in CI the key lands in the variable for the key's path, in a terminal a frontdoor URL in --login-url.
 */
public final class Quoted {

    /** A PEM block, base64 of one, a Salesforce session, a JWT, or a run of base64 as long as a key. */
    private static final Pattern SECRET = Pattern.compile(
            "-----BEGIN|LS0tLS1CRUdJTi|00D\\w{12,15}!|eyJ[\\w-]+\\.[\\w-]+\\.|[A-Za-z0-9+/]{300}");

    private Quoted() {
    }

    /** The value on one line in double quotes, or what it looks like. */
    public static String value(String value) {
        return isSecret(value)
                ? "(" + value.length() + " characters that look like a key or a token)"
                : "\"" + Untrusted.line(value) + "\"";
    }

    /** As {@link #value}, without what precedes an @ (a password) and what follows a ? or # (a session). */
    public static String url(String url) {
        return value(url.replaceAll("(?s)^(.*?://)?.*@", "$1…@").replaceAll("(?s)[?#].*", "?…"));
    }

    /** Whether it looks like a key, a token or an assertion. */
    public static boolean isSecret(String value) {
        return SECRET.matcher(value).find();
    }
}
