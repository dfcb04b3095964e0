package lib.cli;

import java.util.Arrays;
import java.util.Optional;
import lib.catalog.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/**
 * Picocli's model of the commands, no larger than a run needs: reading every option of every command by reflection
 * takes several times as long as the rest of {@code --help}.
 */
record CommandTree(Class<?> root, IFactory factory) {

    /** The root with all commands. */
    CommandLine whole() {
        var line = new CommandLine(root, factory);
        if (hasCommands()) {
            for (Verb verb : Verb.values()) {
                line.addSubcommand(verb.word(), line(verb));
            }
        }
        return line;
    }

    /** The root with what these arguments can reach: the one command, or of each command its name and purpose. */
    CommandLine reaching(String... args) {
        Optional<Verb> named = named(args);
        if (named.filter(Verb::showsAll).isPresent()) {
            return whole();
        }
        var line = new CommandLine(root, factory);
        if (hasCommands()) {
            named.ifPresentOrElse(verb -> line.addSubcommand(verb.word(), line(verb)),
                    () -> Arrays.stream(Verb.values()).forEach(verb -> line.addSubcommand(verb.word(), purpose(verb))));
        }
        return line;
    }

    /** The command that is asked for: the first word that is not an option, as the root's own take no value. */
    static Optional<Verb> named(String... args) {
        return Arrays.stream(args).filter(arg -> !arg.startsWith("-")).findFirst().flatMap(Verb::of);
    }

    private CommandLine line(Verb verb) {
        var line = new CommandLine(type(verb.className()), factory);
        verb.parts().forEach(part -> line.addSubcommand(part, new CommandLine(type(verb.className(part)), factory)));
        return line;
    }

    private boolean hasCommands() {
        return Overview.class.isAssignableFrom(root);
    }

    private static CommandSpec purpose(Verb verb) {
        CommandSpec spec = CommandSpec.create().name(verb.word());
        spec.usageMessage().description(type(verb.className()).getAnnotation(Command.class).description());
        return spec;
    }

    private static Class<?> type(String className) {
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(className + " is not there", e);
        }
    }
}
