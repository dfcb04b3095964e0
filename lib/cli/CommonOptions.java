package lib.cli;

import picocli.CommandLine.Option;

/**
 * The options of every command; listed last in its help.
 */
public final class CommonOptions {

    @Option(order = 101, names = "--json", description = "Print one JSON document on stdout, for failures too.")
    boolean json;

    @Option(order = 102, names = {"-q", "--quiet"}, description = "Print only what was asked for, and errors.")
    boolean quiet;

    @Option(order = 103, names = {"-v", "--verbose"}, description = "Say on stderr what is sent where; never a secret.")
    boolean verbose;

    @Option(order = 104, names = "--no-color", description = "No colour (so does NO_COLOR).")
    boolean noColor;

    @Option(order = 105, names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    CommonOptions or(CommonOptions others) {
        var both = new CommonOptions();
        both.json = json || others.json;
        both.quiet = quiet || others.quiet;
        both.verbose = verbose || others.verbose;
        both.noColor = noColor || others.noColor;
        return both;
    }
}
