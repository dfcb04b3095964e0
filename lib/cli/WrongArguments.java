package lib.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Text;
import lib.text.Nearest;
import lib.text.Quoted;
import lib.text.Untrusted;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/**
 * What is wrong with a command line, and what was probably meant. It names options, never the values around an unknown
 * one: one of them may be a misplaced secret.
 */
record WrongArguments(CommandTree tree) {

    private static final String CODE = "bad_arguments";
    /** Of the commands that have an option, so many are named. */
    private static final int SOME = 4;

    Failure failure(ParameterException e) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        Failure failure = e instanceof UnmatchedArgumentException unmatched ? unmatched(spec, unmatched.getUnmatched())
                : Failure.usage(CODE, words(e), see("", spec));
        return failure.from(e);
    }

    private Failure unmatched(CommandSpec spec, List<String> words) {
        List<String> options = words.stream().filter(word -> word.startsWith("-") && word.length() > 1)
                .map(word -> word.replaceAll("(?s)=.*", "")).toList();
        if (options.isEmpty()) {
            boolean noCommand = !spec.subcommands().isEmpty();
            String near = noCommand ? didYouMean(words.getFirst(), spec.subcommands().keySet()) : "";
            return Failure.usage(CODE, (noCommand ? "unknown command: " : "unexpected argument: ")
                    + Quoted.value(words.getFirst()), see(near, spec));
        }
        String first = options.getFirst();
        List<String> owners = tree.whole().getSubcommands().values().stream().map(CommandLine::getCommandSpec)
                .filter(other -> other.findOption(first) != null).map(CommandSpec::name).toList();
        if (owners.isEmpty()) {
            List<String> known = spec.options().stream().map(OptionSpec::longestName).toList();
            return Failure.usage(CODE, "unknown option: " + Quoted.value(first),
                    see(forJson(words) + didYouMean(first, known), spec));
        }
        String some = String.join(", ", owners.subList(0, Math.min(SOME, owners.size())))
                + (owners.size() > SOME ? " and others" : "");
        boolean early = spec.parent() == null;
        return Failure.usage(CODE,
                early ? first + " is given before the command" : spec.name() + " has no option " + first,
                see(forJson(words) + first + " belongs to " + some
                        + (early ? ", after the command's name; " : "; "), spec));
    }

    /** Other programs have --format json or -o json. */
    private static String forJson(List<String> words) {
        return words.stream().anyMatch(word -> word.matches("(?i)(-{1,2}[a-z-]+=)?json"))
                ? "for JSON, give --json; " : "";
    }

    private static String didYouMean(String typed, Collection<String> names) {
        Optional<String> near = Quoted.isSecret(typed) ? Optional.empty() : Nearest.to(typed, names);
        return near.map(name -> "did you mean " + name + "? otherwise ").orElse("");
    }

    /** "did you mean whoami? otherwise see: sfjwt --help". */
    private static Fix see(String first, CommandSpec spec) {
        List<String> words = new ArrayList<>(List.of((spec.qualifiedName() + " --help").split(" ")));
        return Fix.of(first, "see: ", new Text.Command(words.get(1), words.subList(2, words.size())));
    }

    /** Picocli's words, with what was typed in our quotes. */
    private static String words(ParameterException e) {
        String text = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
        if (e.getValue() != null && !(e instanceof MissingParameterException)) {
            text = text.replace("'" + e.getValue() + "'", Quoted.value(e.getValue())).replace(
                    "is not an int", "is not a whole number");
            // where picocli says it otherwise, what was typed stays away
            text = text.contains(e.getValue()) && Quoted.isSecret(e.getValue())
                    ? "wrong value: " + Quoted.value(e.getValue()) : text;
        }
        String line = Untrusted.line(text);
        return line.isEmpty() ? "wrong arguments" : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }
}
