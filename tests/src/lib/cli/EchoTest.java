package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import lib.config.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A private key that was pasted into any wrong place is not printed. */
class EchoTest {

    /** It prints the command that was asked for. */
    private static final Set<String> ASKED_FOR = Set.of("sf-login --alias");

    @TempDir
    Path folder;

    @Test
    void no_place_of_the_command_line_prints_a_key() throws Exception {
        String key;
        try (var demo = new DemoFolder(folder)) {
            key = Files.readString(folder.resolve("certs/server.key"));
            String line = key.lines().skip(2).findFirst().orElseThrow();
            var printed = new ArrayList<String>();
            var program = new Program(Sfjwt.root(), new Surroundings(Map.of(), folder, System.out, System.err,
                    Terminal.NONE,
                    Clock.systemUTC()));
            for (CommandLine command : program.commandLine().getSubcommands().values()) {
                for (List<String> place : places(command)) {
                    for (String pasted : List.of(key, line)) {
                        var args = new ArrayList<>(place);
                        args.replaceAll(word -> word.equals("KEY") ? pasted : word);
                        // as data, and with what lies behind it
                        args.add(1, pasted.equals(key) ? "--json" : "--verbose");
                        check(demo.sfjwt().with("BROWSER", "false").run(args.toArray(String[]::new)), line, place,
                                printed);
                    }
                }
            }
            for (var variable : Environment.class.getFields()) {
                String name = (String) variable.get(null);
                if (!name.equals(Environment.PRIVATE_KEY)) {
                    check(demo.sfjwt().with(name, key).run("get-token"), line, List.of(name), printed);
                }
            }
            check(demo.sfjwt().run(line), line, List.of("unknown command"), printed);
            assertEquals(List.of(), printed);
        }
    }

    @Test
    void no_command_to_copy_steers_the_terminal() throws Exception {
        try (var demo = new DemoFolder(folder)) {
            String odd = "\u001b[2Jx.json";
            Files.copy(folder.resolve("jwt.json"), folder.resolve(odd));
            for (String command : List.of("doctor", "orgs", "get-token", "steps")) {
                Sfjwt.Run run = demo.sfjwt().run(command, "-c", odd).exitsWith(0);
                assertFalse((run.out() + run.err()).contains("\u001b"), run::toString);
            }
        }
    }

    private static void check(Sfjwt.Run run, String line, List<String> place, List<String> printed) {
        if ((run.out() + run.err()).contains(line.substring(8, 40))) {
            printed.add(String.join(" ", place) + ": " + (run.out() + run.err()).replaceAll("(?s)(.{200}).*", "$1"));
        }
    }

    private static List<List<String>> places(CommandLine command) {
        String name = command.getCommandName();
        var places = new ArrayList<List<String>>();
        command.getCommandSpec().options().stream().filter(option -> option.arity().max() > 0)
                .forEach(option -> places.add(List.of(name, option.longestName(), "KEY")));
        command.getCommandSpec().positionalParameters().forEach(_ -> places.add(List.of(name, "KEY")));
        places.add(List.of(name, "--unknown", "KEY"));
        places.removeIf(place -> ASKED_FOR.contains(place.get(0) + " " + place.get(1)));
        // it waits half an hour for a click that nobody makes here
        return name.equals("rotate") ? places.stream().map(place -> place.contains("--wait") ? place
                : Stream.concat(place.stream(), Stream.of("--wait", "1s")).toList()).toList() : places;
    }
}
