package lib.text;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A value that somebody gave, in quotes for a message, unless it may be a secret that strayed there.
 *
 * <p>It happens: in CI the key lands in the variable for the key's path, in a terminal a frontdoor URL in --login-url.
 */
public final class Quoted {

    /**
     * A PEM block, base64 of one, the beginning of its content, a Salesforce session, a JWT, a refresh token, a
     * Consumer Secret, the part of an address that logs in, its user with a password, or a run of base64 or hex as long
     * as a key.
     */
    private static final Pattern SECRET = Pattern.compile(
            "-----BEGIN|LS0tLS1CRUdJTi|MI[GI][\\w+/-]{37}|00D\\w{12,15}(?:!|%21)|eyJ[\\w-]+\\.[\\w-]+\\."
            + "|5Aep861\\S{20}|force://\\S|(?:sid|otp|assertion)=[^&\\s]{12}|\\b[0-9A-F]{64}\\b"
            + "|:/{1,2}[^/\\s:@]*:[^/\\s@]+@|://[^/\\s:@]{0,99}:[^\\s@]{1,199}@|[A-Za-z0-9+/]{300}|[0-9A-Fa-f:]{200}");

    /** A line of a PEM block, which a shell hands over alone where the quotes around the block were forgotten. */
    private static final Pattern LINE_OF_BASE64 = Pattern.compile("[A-Za-z0-9+/%_-]{40,}");

    /** Looks as random as a key, and is in every log. */
    private static final Pattern CONSUMER_KEY = Pattern.compile("3MVG[\\w.]{20,}");
    private static final int LONGEST = 100;

    private static final int DIGIT = 0;
    private static final int UPPER = 1;
    private static final int LOWER = 2;

    private Quoted() {
    }

    /** The value on one line in double quotes, shortened where it is long, or what it looks like. */
    public static String value(String value) {
        if (isSecret(value)) {
            return unquoted(value);
        }
        String line = Untrusted.line(value);
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return "\"" + line + "\"";
        }
        String start = line.substring(0, line.offsetByCodePoints(0, LONGEST));
        return "\"" + start + "…\" (" + value.length() + " characters)";
    }

    /** A name without quotes and as long as it is, or what it looks like. */
    public static String unquoted(String name) {
        return isSecret(name) ? "(" + name.length() + " characters that look like a key or a token)" : name;
    }

    /** As {@link #value}, without what precedes an @ (a password) and what follows a ? or # (a session). */
    public static String url(String url) {
        return value(url.replaceAll("(?s)^((?>.*?://)|).*@", "$1…@").replaceAll("(?s)[?#].*", "?…"));
    }

    /** Whether it looks like a key, a token or an assertion. */
    public static boolean isSecret(String value) {
        String rest = CONSUMER_KEY.matcher(value).replaceAll("");
        return SECRET.matcher(rest).find()
                || LINE_OF_BASE64.matcher(rest).results().anyMatch(run -> isRandom(run.group()));
    }

    /**
     * Unlike the path of a file, which may have the same letters: of random ones, two in three are of another kind than
     * their neighbour, and of words hardly ever two in five.
     */
    private static boolean isRandom(String run) {
        int[] kinds = run.chars().filter(Character::isLetterOrDigit).map(Quoted::kind).toArray();
        int changes = 0;
        for (int i = 1; i < kinds.length; i++) {
            changes += kinds[i] == kinds[i - 1] ? 0 : 1;
        }
        return changes * 5 >= kinds.length * 2 && count(kinds, DIGIT) >= 2 && count(kinds, UPPER) >= 8
                && count(kinds, LOWER) >= 8;
    }

    private static int kind(int letter) {
        return Character.isDigit(letter) ? DIGIT : Character.isUpperCase(letter) ? UPPER : LOWER;
    }

    private static long count(int[] kinds, int kind) {
        return IntStream.of(kinds).filter(one -> one == kind).count();
    }
}
