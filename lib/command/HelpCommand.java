package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lib.ci.Format;
import lib.cli.ExitCodes;
import lib.cli.HelpText;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import lib.config.Variables;
import lib.failure.Failure;
import lib.refusal.Refusals;
import lib.text.Nearest;
import lib.text.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/**
 * {@code sfjwt help}: a command's help, or one of the topics that are no command's own.
 */
@Command(name = "help",
        description = "Show the help of a command or a topic: errors, environment, exit-codes, formats.",
        footer = {"  sfjwt help get-token",
            "  sfjwt help errors            what Salesforce says when it says no, and why",
            "  sfjwt help environment       every variable that is read or handed on",
            "  sfjwt help exit-codes", "  sfjwt help formats           what get-token --format can be"})
public final class HelpCommand extends ToolCommand {

    static final List<String> TOPICS = List.of("errors", "environment", "exit-codes", "formats");

    @Parameters(arity = "0..1", paramLabel = "TOPIC", completionCandidates = Topics.class,
            description = "A command or a topic; without one, the commands are listed.")
    String topic;

    public HelpCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        switch (topic) {
            case "errors" -> errors(out);
            case "environment" -> pairs(out, "variables", "name", Variables.ALL.stream()
                    .map(one -> new Pair(one.name(), one.meaning())).toList());
            case "exit-codes" -> pairs(out, "exitCodes", "code", ExitCodes.ALL.stream()
                    .map(one -> new Pair(String.valueOf(one.code()), one.meaning())).toList());
            case "formats" -> pairs(out, "formats", "name", Stream.of(Format.values())
                    .map(one -> new Pair(one.word(), one.meaning())).toList());
            case null -> HelpText.show(spec.root(), out);
            default -> HelpText.show(command().getCommandSpec(), out);
        }
    }

    private CommandLine command() {
        var commands = spec.root().commandLine().getSubcommands();
        if (commands.containsKey(topic)) {
            return commands.get(topic);
        }
        List<String> all = Stream.concat(commands.keySet().stream(), TOPICS.stream()).toList();
        throw Failure.usage("unknown_topic", "there is no help on " + Quoted.value(topic),
                Nearest.to(topic, all).map(near -> "did you mean " + near + "? ").orElse("")
                        + "there is help on: " + String.join(", ", all));
    }

    private static void errors(Output out) {
        if (out.isJson()) {
            var list = Json.createArrayBuilder();
            Refusals.ALL.forEach(refusal -> list.add(refusal.json()));
            out.document(Json.createObjectBuilder().add("refusals", list).build());
            return;
        }
        Refusals.ALL.forEach(refusal -> RefusalText.show(out, refusal));
    }

    private record Pair(String name, String meaning) {
    }

    private static void pairs(Output out, String list, String field, List<Pair> pairs) {
        if (out.isJson()) {
            var array = Json.createArrayBuilder();
            pairs.forEach(pair -> array.add(Json.createObjectBuilder().add(field, value(pair.name()))
                    .add("meaning", pair.meaning())));
            out.document(Json.createObjectBuilder().add(list, array).build());
            return;
        }
        int widest = pairs.stream().mapToInt(pair -> pair.name().length()).filter(length -> length < 30).max()
                .orElse(0);
        for (Pair pair : pairs) {
            boolean fits = pair.name().length() <= widest;
            if (!fits) {
                out.line(pair.name());
            }
            out.paragraph(fits ? String.format("%-" + (widest + 2) + "s", pair.name()) : " ".repeat(widest + 2),
                    pair.meaning());
        }
    }

    private static JsonValue value(String name) {
        return name.matches("[0-9]+") ? Json.createValue(Integer.parseInt(name)) : Json.createValue(name);
    }

    /** For completion; the commands complete themselves. */
    static final class Topics extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Topics() {
            super(TOPICS);
        }
    }
}
