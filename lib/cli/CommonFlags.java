package lib.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of every command; listed last in its help.
 */
public final class CommonFlags {

    @Option(order = 101, names = "--json", description = "Print one JSON document on stdout, for failures too.")
    boolean json;

    @Option(order = 102, names = {"-q", "--quiet"}, description = "Print only what was asked for, and errors.")
    boolean quiet;

    @Option(order = 103, names = {"-v", "--verbose"}, description = "Say on stderr what is sent where; never a secret.")
    boolean verbose;

    @Option(order = 104, names = "--no-color", description = "Print without colour (as NO_COLOR does).")
    boolean noColor;

    @Option(order = 105, names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    /** As far as they are there to be seen in a command line that picocli has not read, or could not. */
    static CommonFlags seenIn(String... args) {
        List<String> words = Arrays.stream(args).takeWhile(arg -> !arg.equals("--")).toList();
        var seen = new CommonFlags();
        seen.json = words.contains("--json");
        seen.quiet = words.contains("--quiet") || words.contains("-q");
        seen.verbose = words.contains("--verbose") || words.contains("-v");
        seen.noColor = words.contains("--no-color");
        return seen;
    }

    CommonFlags or(CommonFlags others) {
        var both = new CommonFlags();
        both.json = json || others.json;
        both.quiet = quiet || others.quiet;
        both.verbose = verbose || others.verbose;
        both.noColor = noColor || others.noColor;
        return both;
    }
}
