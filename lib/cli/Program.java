package lib.cli;

import jakarta.json.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lib.failure.Failure;
import lib.failure.Kind;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs the command that the arguments ask for, and turns every way it can end into an exit code.
 */
public final class Program {

    static {
        // without a name Json.create… searches the whole class path at each call
        System.setProperty("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
        // all that is written is English, its numbers too: Arabic and Persian have other digits
        Locale.setDefault(Locale.ENGLISH);
    }

    private final CommandTree tree;
    private final Surroundings surroundings;

    /** @param root the root command's class */
    public Program(Class<?> root, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.tree = new CommandTree(root, new Factory(surroundings));
    }

    /** What a script's main does: nothing of it runs outside the handlers here, the look around neither. */
    public static int run(Class<?> root, Supplier<Surroundings> lookAround, String... args) {
        Surroundings surroundings;
        try {
            surroundings = lookAround.get();
        } catch (Exception | Error e) {
            return new Program(root, Surroundings.unseen()).fail(failure(e), args);
        }
        return new Program(root, surroundings).run(args);
    }

    /** The commands with all their options. */
    public CommandLine commandLine() {
        return prepared(tree.whole());
    }

    private CommandLine prepared(CommandLine commandLine) {
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
            ParseResult parsed = prepared(tree.reaching(args)).parseArgs(args);
            return answered(parsed, args) ? 0 : new CommandLine.RunLast().execute(parsed);
        } catch (ParameterException e) {
            return fail(new WrongArguments(tree).failure(e), args);
        } catch (ExecutionException e) {
            return e.getCommandLine().getCommand() instanceof ToolCommand tool
                    ? fail(tool::output, failure(e.getCause()), args) : fail(failure(e.getCause()), args);
        } catch (Exception | Error e) {
            return fail(failure(e), args);
        }
    }

    private int fail(Failure failure, String... args) {
        return fail(() -> outputFor(args), failure, args);
    }

    private int fail(Supplier<Output> output, Failure failure, String... args) {
        try {
            return output.get().fail(failure);
        } catch (Exception | Error e) {
            // the terminal itself is at fault, such as its size: told as if there were none
            return new Output(surroundings.withoutTerminal(), CommonFlags.seenIn(args)).fail(failure);
        }
    }

    /** Whether help or the version was asked for, which is all that such a run does. */
    private boolean answered(ParseResult parsed, String... args) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean help = last.isUsageHelpRequested() || parsed.isUsageHelpRequested();
        if (!help && !parsed.isVersionHelpRequested()) {
            return false;
        }
        Output out = outputFor(args);
        if (help) {
            HelpText.show(last.commandSpec(), out);
        } else {
            String[] words = parsed.commandSpec().version()[0].split(" ");
            out.answer(() -> Json.createObjectBuilder().add("name", words[0]).add("version", words[1]).build(),
                    () -> out.line(String.join(" ", words)));
        }
        out.finish();
        return true;
    }

    /**
     * Java puts U+FFFD in place of what the locale does not know, such as all but ASCII under LANG=C: such a name must
     * not end up in a certificate, and from such a folder a key would go to another one, which Java makes.
     */
    private void refuseMangled(String... args) {
        var variables = surroundings.environment().entrySet().stream()
                .filter(one -> one.getKey().startsWith("SFJWT_")).map(one -> Map.entry(one.getKey(), one.getValue()));
        var folder = Map.entry("the path of this folder", System.getProperty("user.dir"));
        Stream.of(Arrays.stream(args).map(arg -> Map.entry("an argument", arg)), variables, Stream.of(folder))
                .flatMap(named -> named).filter(one -> one.getValue().indexOf('\uFFFD') >= 0).findFirst()
                .ifPresent(one -> {
                    boolean isUtf8 = "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
                    throw Failure.usage("locale_ascii", one.getKey() + " holds characters that Java cannot read "
                            + (isUtf8 ? "as UTF-8" : "under this locale"),
                            isUtf8 ? "write it in UTF-8; a file or folder with another name has to be renamed"
                                    : "set a UTF-8 locale for this command, such as LC_ALL=C.UTF-8");
                });
    }

    private static Failure failure(Throwable thrown) {
        return thrown instanceof Failure failure ? failure : Failure.of(Kind.INTERNAL, "internal",
                "sfjwt has a bug: " + thrown.getClass().getSimpleName(),
                "run it again with --verbose, and report what it prints").from(thrown);
    }

    /** The output of a command line that could not be read. */
    private Output outputFor(String... args) {
        return new Output(surroundings, CommonFlags.seenIn(args));
    }

    /** Gives commands their surroundings. */
    private record Factory(Surroundings surroundings) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            K made = CommandLine.defaultFactory().create(type);
            if (made instanceof ToolCommand command) {
                command.surroundings = surroundings;
            }
            return made;
        }
    }
}
