package lib.cli;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import lib.install.InstalledJdk;
import lib.text.ShellQuote;

/**
 * How this sfjwt was started, as a person types it: follow-up commands begin with it.
 */
final class Started {

    /** For scripts that start sfjwt, such as tests/jbang. */
    static final String VARIABLE = "SFJWT_COMMAND";

    /** Set by a release that knows its address. */
    private static final String PROPERTY = "sfjwt.command";

    /** This environment, in which {@link #VARIABLE} is set where the way is known. */
    static Map<String, String> in(Map<String, String> environment) {
        Optional<String> typed = Optional.ofNullable(System.getProperty(PROPERTY)).or(Started::jar);
        if (typed.isEmpty() || !environment.getOrDefault(VARIABLE, "").isBlank()) {
            return environment;
        }
        Map<String, String> more = new HashMap<>(environment);
        more.put(VARIABLE, typed.get());
        return more;
    }

    /**
     * A release's jar alone on the class path. JBang keeps to itself from which address it has fetched it; the file in
     * its cache is as good.
     */
    private static Optional<String> jar() {
        String path = System.getProperty("java.class.path", "");
        String name = "sfjwt-[0-9][^/\\\\" + File.pathSeparator + "]*[.]jar";
        if (InstalledJdk.isKnown() || !path.matches("([^" + File.pathSeparator + "]*[/\\\\])?" + name)) {
            return Optional.empty();
        }
        // behind -jar the file is the first word of the command, otherwise the main class is
        boolean byJava = System.getProperty("sun.java.command", "").startsWith(path);
        return Optional.of((byJava ? "java -jar " : "jbang ") + ShellQuote.sh(path));
    }
}
