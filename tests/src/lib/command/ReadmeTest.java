package lib.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lib.cli.Program;
import lib.cli.Sfjwt;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.demo.DemoOrg;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine;

/** The README says what the program does. */
class ReadmeTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("sfjwt.repository"));
    private static final Set<String> COMMON = Set.of("--json", "--quiet", "--verbose", "--no-color", "--help");

    private final String readme = read();

    @Test
    void the_command_table_is_the_command_line() {
        CommandLine root = program().commandLine();
        var commands = new TreeMap<String, CommandLine>();
        root.getSubcommands().forEach((name, command) -> {
            command.getSubcommands().forEach((part, one) -> commands.put(name + " " + part, one));
            if (command.getSubcommands().isEmpty()) {
                commands.put(name, command);
            }
        });
        for (Map.Entry<String, CommandLine> command : commands.entrySet()) {
            String row = readme.lines().filter(line -> line.startsWith("| `" + command.getKey())).findFirst()
                    .orElseThrow(() -> new AssertionError("no row for " + command.getKey()));
            Set<String> documented = options(row.split("\\|")[3]);
            Set<String> real = command.getValue().getCommandSpec().options().stream().map(OptionSpec::longestName)
                    .filter(name -> !COMMON.contains(name)).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(real, documented, "README's table of commands, row " + command.getKey());
        }
        COMMON.forEach(option -> assertTrue(readme.contains("`" + option + "`"), option));
    }

    /** Those in a text, and those of the groups that it names, such as *login*. */
    private Set<String> options(String text) {
        Set<String> options = Pattern.compile("--[a-z-]+").matcher(text).results()
                .map(match -> match.group()).collect(Collectors.toCollection(TreeSet::new));
        Pattern.compile("\\*[a-z]+\\*").matcher(text).results().forEach(group -> options.addAll(options(
                readme.lines().filter(line -> line.startsWith("- " + group.group() + ":")).findFirst().orElseThrow()
                        .replace(group.group(), ""))));
        return options;
    }

    @Test
    void every_exit_code_is_listed() {
        Arrays.stream(lib.failure.Kind.values()).forEach(kind ->
                assertTrue(readme.contains("\n| " + kind.exit() + " | "), kind.toString()));
    }

    @Test
    void the_dependency_table_has_the_versions_that_jbang_takes() throws Exception {
        Pattern dependency = Pattern.compile("//DEPS [^:]+:([^:]+):(.+)");
        for (String line : Files.readAllLines(REPOSITORY.resolve("sfjwt.java"))) {
            var found = dependency.matcher(line);
            if (found.matches()) {
                assertTrue(readme.contains(found.group(2)), line);
            }
        }
    }

    @Test
    void the_walk_uses_the_demo_orgs_own_values() {
        assertTrue(readme.contains("--consumer-key " + DemoOrg.CONSUMER_KEY + " --username " + DemoOrg.USERNAME));
    }

    @Test
    void every_variable_that_is_read_is_documented() throws Exception {
        for (var field : lib.config.Environment.class.getFields()) {
            assertTrue(readme.contains("`" + field.get(null) + "`"), field.getName());
        }
    }

    private static Program program() {
        return new Program(Sfjwt.root(), new Surroundings(Map.of(), Path.of(""), System.out, System.err, Terminal.NONE,
                Clock.systemUTC()));
    }

    private static String read() {
        try {
            return Files.readString(REPOSITORY.resolve("README.md"));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
