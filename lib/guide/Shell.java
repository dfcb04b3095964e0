package lib.guide;

import java.util.List;
import java.util.stream.Collectors;
import lib.text.ShellQuote;

/**
 * A person's shell, and how it writes what a recipe needs.
 */
public enum Shell {
    SH {
        @Override
        String quoted(String value) {
            return ShellQuote.sh(value);
        }

        @Override
        String export(String name, String value) {
            return "export " + name + "=" + quoted(value);
        }

        @Override
        String variable(String name, String command) {
            return name + "=$(" + command + ")";
        }
    },
    POWERSHELL {
        @Override
        String quoted(String value) {
            return ShellQuote.powershell(value);
        }

        @Override
        String export(String name, String value) {
            // bare, a value would be a command there
            return "$env:" + name + " = " + ShellQuote.quotedPowershell(value);
        }

        @Override
        String variable(String name, String command) {
            return "$" + name + " = " + command;
        }
    };

    abstract String quoted(String value);

    abstract String export(String name, String value);

    /** A variable with what a command prints. */
    abstract String variable(String name, String command);

    String line(List<String> words) {
        return words.stream().map(this::quoted).collect(Collectors.joining(" "));
    }
}
