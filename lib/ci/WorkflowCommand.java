package lib.ci;

import java.util.List;

/**
 * Lines that GitHub's runner takes for commands. It reads them from stdout and stderr alike.
 */
public final class WorkflowCommand {

    /** A mask of a shorter one would blot out harmless text everywhere. */
    private static final int SHORTEST_SECRET = 4;

    private WorkflowCommand() {
    }

    /** Hides the secret in the log from here on. The log is masked line by line, so each line of it is a secret too. */
    public static List<String> mask(String secret) {
        return secret.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_SECRET)
                .map(line -> "::add-mask::" + data(line)).toList();
    }

    /** An annotation of the step, shown on the run's page. */
    public static String error(String title, String message) {
        return "::error title=" + property(title) + "::" + data(message);
    }

    /**
     * Text that no CI system takes for a command, for words that came from outside: GitHub obeys {@code ::} at the
     * start of a line and {@code ##[} anywhere in it, Azure {@code ##vso[} anywhere.
     */
    public static String harmless(String text) {
        return text.replaceAll("##(?=\\[|vso\\[)", "## ").replaceAll("(?m)^([\\s\\p{Z}]*):(?=:)", "$1: ");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
