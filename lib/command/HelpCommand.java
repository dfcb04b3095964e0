package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lib.ci.Format;
import lib.cli.ExitCodes;
import lib.cli.HelpText;
import lib.cli.HelpText.Row;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.config.Variables;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.refusal.Refusal;
import lib.refusal.Refusals;
import lib.text.FileText;
import lib.text.Nearest;
import lib.text.Quoted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;

/**
 * {@code sfjwt help}: a command's help, or a topic that belongs to no single command.
 */
@Command(name = "help",
        description = "Show the help of a command or a topic: errors, environment, exit-codes, formats.",
        footer = {"  sfjwt help get-token",
            "  sfjwt help errors            what Salesforce says when it says no, and why",
            "  sfjwt help errors user hasn't approved this consumer",
            "  sfjwt help errors < sf-output.txt      what sf's errors mean, by the first of them",
            "  sfjwt help environment       every variable that is read or handed on",
            "  sfjwt help exit-codes", "  sfjwt help formats           what get-token --format can be"})
public final class HelpCommand extends ToolCommand {

    static final List<String> TOPICS = List.of("errors", "environment", "exit-codes", "formats");

    private static final int PART = 64 * 1024;
    /** Where nothing ends what is sent. */
    private static final int MOST_PARTS = 1024;

    @Parameters(arity = "0..1", index = "0", paramLabel = "TOPIC", completionCandidates = Topics.class,
            description = "A command or a topic; without one, the commands are listed.")
    String topic;

    @Parameters(arity = "0..*", index = "1..*", paramLabel = "WORDS",
            description = "With errors: what Salesforce said; - or a file sent through stdin is read.")
    List<String> words = List.of();

    @Override
    protected void run(Output out) {
        switch (topic) {
            case "errors" -> errors(out);
            case "environment" -> show(out, "variables", "name", Variables.ALL.stream()
                    .map(one -> new Row("", one.name(), one.meaning())).toList());
            case "exit-codes" -> show(out, "exitCodes", "code", ExitCodes.ALL.stream()
                    .map(one -> new Row("", String.valueOf(one.code()), one.meaning())).toList());
            case "formats" -> show(out, "formats", "name", Stream.of(Format.values())
                    .map(one -> new Row("", one.word(), one.meaning())).toList());
            case null -> HelpText.show(spec.root(), out);
            default -> HelpText.show(command().getCommandSpec(), out);
        }
    }

    private CommandLine command() {
        var commands = spec.root().commandLine().getSubcommands();
        if (commands.containsKey(topic)) {
            CommandLine command = commands.get(topic);
            return words.isEmpty() ? command : command.getSubcommands().getOrDefault(words.getFirst(), command);
        }
        List<String> all = Stream.concat(commands.keySet().stream(), TOPICS.stream()).toList();
        throw Failure.usage("unknown_topic", "there is no help on " + Quoted.value(topic),
                Nearest.to(topic, all).map(near -> "did you mean " + near + "? ").orElse("")
                        + "there is help on: " + String.join(", ", all));
    }

    /** All, or those for what was said. */
    private void errors(Output out) {
        String said = words.isEmpty() || words.equals(List.of("-")) ? pasted() : String.join(" ", words);
        List<Refusal> found = said.isBlank() ? Refusals.ALL : Refusals.in(said);
        if (found.isEmpty()) {
            throw Failure.usage("unknown_refusal",
                    "no refusal with these words is known: " + Quoted.value(said.strip()),
                    Fix.of("give fewer of Salesforce's words, or see all of them: ", Fix.command("help", "errors"),
                            "; to find out why a login fails: ", Fix.command("doctor")));
        }
        RefusalText.show(out, found);
    }

    /** What comes through stdin, without a wait for a pipe that nobody writes to. */
    private String pasted() {
        InputStream in = surroundings.in().orElse(InputStream.nullInputStream());
        try {
            return words.isEmpty() && in.available() == 0 ? "" : end(in);
        } catch (IOException e) {
            return "";
        }
    }

    /** All of what people paste; of the log of a build its end, where it failed. */
    private static String end(InputStream in) throws IOException {
        byte[] before = {};
        byte[] last = in.readNBytes(PART);
        Charset charset = FileText.charset(last);
        for (int parts = 1; last.length == PART && parts < MOST_PARTS; parts++) {
            before = last;
            last = in.readNBytes(PART);
        }
        return FileText.of(before, charset).toString() + FileText.of(last, charset);
    }

    private static void show(Output out, String list, String field, List<Row> rows) {
        out.answer(() -> Json.createObjectBuilder().add(list, Json.createArrayBuilder(rows.stream()
                .map(row -> Json.createObjectBuilder().add(field, value(row.name())).add("meaning", row.meaning())
                        .build()).toList())).build(), () -> HelpText.show(rows, out));
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
