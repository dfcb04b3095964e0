package lib.ci;

import jakarta.json.Json;
import lib.failure.Failure;
import lib.text.ShellQuote;

/**
 * One variable as a line of a shell or of an env file; the value arrives unchanged, or the line is refused.
 */
final class Assignment {

    /** What {@code env} prints and {@code docker --env-file} reads: no quotes, so no way to write a line break. */
    static String env(Variable variable) {
        return variable.name() + "=" + oneLine(variable, "env");
    }

    /**
     * For dotenv libraries. They agree on quotes around a value and on little in it: some unescape a backslash or
     * expand {@code ${NAME}} in single quotes too, so such values are refused.
     */
    static String dotenv(Variable variable) {
        String value = oneLine(variable, "dotenv");
        if (value.matches(".*[\\\\$`].*") || value.contains("'") && value.contains("\"")) {
            throw unwritable(variable, "dotenv", "a backslash, a dollar sign, a backtick or quotes of both kinds");
        }
        String quote = value.contains("'") ? "\"" : "'";
        return variable.name() + "=" + quote + value + quote;
    }

    /** Below a key of a YAML mapping; every JSON string is one in YAML too (YAML 1.2 section 1.3). */
    static String yaml(Variable variable) {
        return "  " + variable.name() + ": " + Json.createValue(variable.value());
    }

    static String sh(Variable variable) {
        return "export " + variable.name() + "=" + ShellQuote.quotedSh(variable.value());
    }

    static String fish(Variable variable) {
        return "set -gx " + variable.name() + " '" + variable.value().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    static String powershell(Variable variable) {
        return "$env:" + variable.name() + " = " + ShellQuote.quotedPowershell(variable.value());
    }

    /** No escape of cmd holds both in a batch file and in {@code for /f}, so what would need one is refused. */
    static String cmd(Variable variable) {
        String value = oneLine(variable, "cmd");
        if (value.contains("\"") || value.contains("%")) {
            throw unwritable(variable, "cmd", "a double quote or a percent sign");
        }
        return "set \"" + variable.name() + "=" + value + "\"";
    }

    /** @throws Failure {@code value_unwritable} for a value with a line break */
    static String oneLine(Variable variable, String format) {
        if (variable.value().matches("(?s).*[\r\n\0].*")) {
            throw unwritable(variable, format, "a line break");
        }
        return variable.value();
    }

    private static Failure unwritable(Variable variable, String format, String what) {
        return Failure.usage("value_unwritable",
                variable.name() + " has " + what + ", which " + format + " cannot hold",
                "choose another --format, such as sh");
    }
}
