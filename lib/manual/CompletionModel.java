package lib.manual;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands as a shell completes them: names, options, and what kind of value each takes.
 */
final class CompletionModel {

    /** Stands for the profiles in jwt.json, which only the shell knows at the moment of completing. */
    static final String PROFILES = "@profiles@";

    private static final Set<String> FILES = Set.of("FILE", "DIR", "KEYFILE");

    /** A copy that is only good for reading: options that name files have the type of files, profiles a stand-in. */
    static CommandSpec of(CommandSpec spec) {
        CommandSpec copy = CommandSpec.create().name(spec.name());
        for (OptionSpec option : spec.options()) {
            copy.addOption(option(option));
            if (option.negatable()) {
                copy.addOption(OptionSpec.builder(option.longestName().replaceFirst("--", "--no-")).type(boolean.class)
                        .description(option.description()).build());
            }
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            var builder = PositionalParamSpec.builder().index(parameter.index()).arity(parameter.arity())
                    .paramLabel(parameter.paramLabel()).description(parameter.description())
                    .type(isFile(parameter) ? Path.class : String.class);
            if (!isFile(parameter)) {
                builder.completionCandidates(candidates(parameter, spec));
            }
            copy.addPositional(builder.build());
        }
        spec.subcommands().forEach((name, command) -> copy.addSubcommand(name, of(command.getCommandSpec())));
        copy.usageMessage().description(spec.usageMessage().description());
        return copy;
    }

    /** Help is there for every command too. */
    private static Iterable<String> candidates(PositionalParamSpec parameter, CommandSpec spec) {
        if (!parameter.paramLabel().equals("TOPIC")) {
            return parameter.completionCandidates();
        }
        List<String> all = new ArrayList<>();
        parameter.completionCandidates().forEach(all::add);
        all.addAll(spec.root().subcommands().keySet());
        return all;
    }

    static boolean isFile(ArgSpec arg) {
        return FILES.contains(arg.paramLabel());
    }

    private static OptionSpec option(OptionSpec option) {
        // picocli names a variable in its script after the label, so each needs its own
        String label = isFile(option) ? option.paramLabel() : option.longestName().replaceFirst("^-+", "");
        var builder = OptionSpec.builder(option.names()).arity(option.arity()).paramLabel(label)
                .description(option.description())
                .type(isFile(option) ? Path.class : option.arity().max() == 0 ? boolean.class : String.class);
        if (option.longestName().equals("--profile")) {
            builder.completionCandidates(List.of(PROFILES));
        } else if (!isFile(option) && option.arity().max() > 0) {
            builder.completionCandidates(option.completionCandidates());
        }
        return builder.build();
    }
}
