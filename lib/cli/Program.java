package lib.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Kind;
import lib.text.Untrusted;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs the command that the arguments ask for, and turns every way it can end into an exit code.
 */
public final class Program {

    static {
        // without a name Json.create… searches the whole class path at each call
        System.setProperty("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
    }

    private final CommandTree tree;
    private final Surroundings surroundings;

    /** @param root the root command's class; commands are made with the {@link Surroundings} as only argument */
    public Program(Class<?> root, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.tree = new CommandTree(root, new Factory(surroundings));
    }

    /** The commands with all their options. */
    public CommandLine commandLine() {
        return prepared(tree.whole());
    }

    private CommandLine prepared(CommandLine commandLine) {
        boolean color = surroundings.terminal().out()
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(color ? Ansi.ON : Ansi.OFF));
        commandLine.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        // "--org @secret" is a name that begins with @, not a file to read
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }

    /** @return the exit code */
    public int run(String... args) {
        try {
            refuseMangled(args);
            HeadStart.take(surroundings, args);
            // not execute(), which prints a stack trace for what fails on the way to a command
            return new CommandLine.RunLast().execute(prepared(tree.reaching(args)).parseArgs(args));
        } catch (ParameterException e) {
            return outputFor(args).fail(usage(e));
        } catch (ExecutionException e) {
            Output output = e.getCommandLine().getCommand() instanceof ToolCommand tool ? tool.output()
                    : outputFor(args);
            return output.fail(failure(e.getCause()));
        } catch (Exception | Error e) {
            return outputFor(args).fail(failure(e));
        }
    }

    /** Under LANG=C Java puts U+FFFD in place of what is not ASCII: such a name must not end up in a certificate. */
    private void refuseMangled(String... args) {
        var variables = surroundings.environment().entrySet().stream()
                .filter(one -> one.getKey().startsWith("SFJWT_")).map(one -> Map.entry(one.getKey(), one.getValue()));
        Stream.concat(Arrays.stream(args).map(arg -> Map.entry("an argument", arg)), variables)
                .filter(one -> one.getValue().indexOf('\uFFFD') >= 0).findFirst().ifPresent(one -> {
                    throw Failure.usage("locale_ascii",
                            one.getKey() + " holds characters that Java cannot read under this locale",
                            "set a UTF-8 locale for this command, such as LC_ALL=C.UTF-8");
                });
    }

    private static Failure failure(Throwable thrown) {
        return thrown instanceof Failure failure ? failure : Failure.of(Kind.INTERNAL, "internal",
                "sfjwt has a bug: " + thrown.getClass().getSimpleName(),
                "run it again with --verbose, and report what it prints").from(thrown);
    }

    private static Failure usage(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return Failure.usage("bad_arguments", message(e), suggestion(e).orElse("") + "see: " + command + " --help")
                .from(e);
    }

    /** Names options, never the values around an unknown one: one of them may be a misplaced secret. */
    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> all = unmatched.getUnmatched();
            List<String> options = all.stream().filter(arg -> arg.startsWith("-")).map(arg -> arg.replaceAll("=.*", ""))
                    .toList();
            boolean noCommand = !e.getCommandLine().getSubcommands().isEmpty();
            return options.isEmpty() ? (noCommand ? "unknown command: " : "unexpected argument: ")
                    + quoted(all.subList(0, 1)) : "unknown option: " + quoted(options);
        }
        String text = Untrusted.line(String.valueOf(e.getMessage())).replace("is not an int", "is not a whole number");
        return text.isEmpty() ? "wrong arguments" : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    private static Optional<String> suggestion(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            return Optional.of("did you mean " + unmatched.getSuggestions().getFirst() + "? otherwise ");
        }
        return Optional.empty();
    }

    private static String quoted(List<String> values) {
        return values.stream().map(value -> "\"" + Untrusted.line(value) + "\"").collect(Collectors.joining(", "));
    }

    /** The output of a command line that could not be read. */
    private Output outputFor(String... args) {
        return new Output(surroundings, CommonOptions.seenIn(args));
    }

    /** Makes commands with their surroundings, and everything else as picocli does. */
    private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (ToolCommand.class.isAssignableFrom(type)) {
                return type.getConstructor(Surroundings.class).newInstance(surroundings);
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
