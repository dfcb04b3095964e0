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

    /** A line of a PEM block, which a shell hands over alone where the quotes around the block were forgotten. */
    private static final Pattern LINE_OF_BASE64 = Pattern.compile("[A-Za-z0-9+/]{48,}");
    private static final int LONGEST = 100;

    private Quoted() {
    }

    /** The value on one line in double quotes, shortened where it is long, or what it looks like. */
    public static String value(String value) {
        if (isSecret(value)) {
            return "(" + value.length() + " characters that look like a key or a token)";
        }
        String line = Untrusted.line(value);
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return "\"" + line + "\"";
        }
        String start = line.substring(0, line.offsetByCodePoints(0, LONGEST));
        return "\"" + start + "…\" (" + value.length() + " characters)";
    }

    /** As {@link #value}, without what precedes an @ (a password) and what follows a ? or # (a session). */
    public static String url(String url) {
        return value(url.replaceAll("(?s)^(.*?://)?.*@", "$1…@").replaceAll("(?s)[?#].*", "?…"));
    }

    /** Whether it looks like a key, a token or an assertion. */
    public static boolean isSecret(String value) {
        return SECRET.matcher(value).find()
                || LINE_OF_BASE64.matcher(value).results().anyMatch(run -> isRandom(run.group()));
    }

    /** Unlike the path of a file, which may have the same letters. */
    private static boolean isRandom(String run) {
        return run.chars().filter(Character::isDigit).count() >= 3
                && run.chars().filter(Character::isUpperCase).count() >= 10
                && run.chars().filter(Character::isLowerCase).count() >= 10;
    }
}
