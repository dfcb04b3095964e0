package lib.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/**
 * Picocli's model of the commands, no larger than a run needs: reading every option of every command by reflection
 * takes several times as long as the rest of {@code --help}.
 */
final class CommandTree {

    /** They speak about all the others. */
    private static final Set<String> ABOUT_ALL = Set.of("help", "completion", "man");

    private final Class<?> root;
    private final IFactory factory;
    private final Map<String, Class<? extends ToolCommand>> commands = new LinkedHashMap<>();

    CommandTree(Class<?> root, IFactory factory) {
        this.root = root;
        this.factory = factory;
        if (root.isAnnotationPresent(Commands.class)) {
            for (Class<? extends ToolCommand> command : root.getAnnotation(Commands.class).value()) {
                commands.put(name(command), command);
            }
        }
    }

    /** {@code get-token} for GetTokenCommand, as its annotation says too; to read that of each takes 10 ms. */
    static String name(Class<? extends ToolCommand> command) {
        return command.getSimpleName().replaceFirst("Command$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** The root with all commands. */
    CommandLine whole() {
        var line = new CommandLine(root, factory);
        commands.forEach((name, command) -> line.addSubcommand(name, new CommandLine(command, factory)));
        return line;
    }

    /** The root with what these arguments can reach: the one command, or of each command its name and purpose. */
    CommandLine reaching(String... args) {
        // the root's own options take no value, so the first word that is no option names the command
        Class<? extends ToolCommand> named = Arrays.stream(args).filter(arg -> !arg.startsWith("-")).findFirst()
                .map(commands::get).orElse(null);
        if (named != null && ABOUT_ALL.contains(name(named))) {
            return whole();
        }
        var line = new CommandLine(root, factory);
        if (named != null) {
            line.addSubcommand(name(named), new CommandLine(named, factory));
        } else {
            commands.forEach((name, command) -> line.addSubcommand(name, named(name, command)));
        }
        return line;
    }

    private static CommandSpec named(String name, Class<?> command) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(command.getAnnotation(Command.class).description());
        return spec;
    }
}
