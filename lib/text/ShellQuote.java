package lib.text;

/**
 * Values quoted so that a shell passes them on unchanged.
 */
public final class ShellQuote {

    private ShellQuote() {
    }

    /** For POSIX shells: bare where that is safe, else in single quotes (POSIX 2.2.2). */
    public static String sh(String value) {
        return isBare(value) ? value : quotedSh(value);
    }

    public static String quotedSh(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** For PowerShell: bare where that is safe, else in single quotes, where only the quote itself is doubled. */
    public static String powershell(String value) {
        return isBare(value) ? value : quotedPowershell(value);
    }

    public static String quotedPowershell(String value) {
        // PowerShell takes the typographic single quotes for quotes too (about_Quoting_Rules)
        return "'" + value.replaceAll("['\u2018\u2019\u201A\u201B]", "$0$0") + "'";
    }

    private static boolean isBare(String value) {
        return value.matches("[A-Za-z0-9_./:@+-]+") && !value.startsWith("@");
    }
}
