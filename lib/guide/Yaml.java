package lib.guide;

/**
 * Strings in YAML.
 */
final class Yaml {

    /** Bare where every parser reads a string, else in single quotes (YAML 1.2 section 7.3.2). */
    static String string(String value) {
        boolean isExpression = value.matches("\\$\\{\\{ [A-Za-z_.]+ \\}\\}|\\$\\([A-Z_]+\\)");
        boolean isBare = value.matches("[A-Za-z][A-Za-z0-9_./:@+-]*[A-Za-z0-9_/]")
                && !value.matches("(?i)true|false|null|yes|no|on|off");
        return isExpression || isBare ? value : "'" + value.replace("'", "''") + "'";
    }
}
