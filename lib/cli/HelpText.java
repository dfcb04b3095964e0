package lib.cli;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of a command, at any width; picocli's own wants at least 55 columns, and breaks examples in their words.
 */
public final class HelpText {

    /** From here on there is room for names and what they mean beside each other. */
    private static final int WIDE = 70;
    private static final int WIDEST_NAME = 30;
    private static final Pattern EXAMPLE = Pattern.compile("(\\s*\\S.*?\\S)\\s{2,}(\\S.*)");

    private final Style style;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private HelpText(Style style, int width) {
        this.style = style;
        this.width = width;
    }

    /** As text, or as the document of {@code --json}. */
    public static void show(CommandSpec spec, Output out) {
        out.answer(() -> json(spec), () -> out.page(() -> out.lines(new HelpText(out.style(), out.width()).of(spec))));
    }

    /** Names and what they mean. */
    public static void show(List<Row> rows, Output out) {
        var text = new HelpText(out.style(), out.width());
        text.rows(rows);
        out.page(() -> out.lines(text.lines));
    }

    /** {@code {"command", "description", "usage", "parameters", "options", "examples"}}, and of a group "commands". */
    private static JsonObject json(CommandSpec spec) {
        JsonArrayBuilder options = Json.createArrayBuilder();
        options(spec).forEach(option -> options.add(Json.createObjectBuilder()
                .add("names", Json.createArrayBuilder(Arrays.asList(option.names())))
                .add("value", option.arity().max() == 0 ? "" : option.paramLabel())
                .add("description", prose(option.description()))));
        JsonArrayBuilder parameters = Json.createArrayBuilder();
        spec.positionalParameters().forEach(parameter -> parameters.add(Json.createObjectBuilder()
                .add("value", parameter.paramLabel()).add("required", parameter.arity().min() > 0)
                .add("description", prose(parameter.description()))));
        JsonArrayBuilder commands = Json.createArrayBuilder();
        spec.subcommands().forEach((name, command) -> commands.add(Json.createObjectBuilder().add("command", name)
                .add("description", prose(command.getCommandSpec().usageMessage().description()))));
        var json = Json.createObjectBuilder().add("command", spec.name())
                .add("description", prose(spec.usageMessage().description()))
                .add("usage", String.join("\n", new HelpText(Style.PLAIN, 100).of(spec)) + "\n")
                .add("parameters", parameters).add("options", options);
        if (!spec.subcommands().isEmpty()) {
            json.add("commands", commands);
        }
        return isRoot(spec) ? json.build() : json.add("examples", Json.createArrayBuilder(Arrays.stream(
                spec.usageMessage().footer()).map(String::strip).toList())).build();
    }

    private List<String> of(CommandSpec spec) {
        paragraph("Usage: ", "       ", new Help(spec).abbreviatedSynopsis().strip());
        lines.add("");
        for (String part : spec.usageMessage().description()) {
            paragraph("", "", prose(part));
        }
        rows("Commands:", spec.subcommands().entrySet().stream().map(one -> new Row("  ", one.getKey(),
                prose(one.getValue().getCommandSpec().usageMessage().description()[0]))).toList());
        rows("Arguments:", spec.positionalParameters().stream().map(parameter ->
                new Row("  ", parameter.paramLabel(), prose(parameter.description()))).toList());
        rows("Options:", options(spec).stream().map(option -> new Row(
                option.shortestName().startsWith("--") && width >= WIDE ? "      " : "  ", synopsis(option),
                prose(option.description()))).toList());
        if (isRoot(spec)) {
            lines.add("");
            paragraph("", "", prose(spec.usageMessage().footer()));
        } else {
            heading("Examples:");
            Arrays.stream(spec.usageMessage().footer()).forEach(this::example);
        }
        return lines;
    }

    private static boolean isRoot(CommandSpec spec) {
        return spec.userObject() instanceof Overview;
    }

    public record Row(String indent, String name, String meaning) {

        private int used() {
            return indent.length() + name.length();
        }
    }

    /** As the help has them: the options of every command last. */
    public static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream().sorted(Comparator.comparingInt(OptionSpec::order)).toList();
    }

    /** As a person may type them. */
    public static List<String> names(OptionSpec option) {
        return Arrays.stream(option.names())
                .map(name -> option.negatable() ? name.replaceFirst("--", "--[no-]") : name).toList();
    }

    private static String synopsis(OptionSpec option) {
        String names = String.join(", ", names(option));
        return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }

    private void rows(String title, List<Row> rows) {
        if (!rows.isEmpty()) {
            heading(title);
            rows(rows);
        }
    }

    private void rows(List<Row> rows) {
        int column = width < WIDE ? 6 : 2 + rows.stream().mapToInt(Row::used).filter(used -> used <= WIDEST_NAME).max()
                .orElse(4);
        String blanks = " ".repeat(column);
        for (Row row : rows) {
            String name = row.indent() + style.yellow(row.name());
            if (row.used() + 2 <= column && width >= WIDE) {
                paragraph(name + blanks.substring(row.used()), blanks, row.meaning());
            } else {
                paragraph("", row.indent(), name);
                paragraph(blanks, blanks, row.meaning());
            }
        }
    }

    /** What an example is for stands behind it, or above it where the two do not fit side by side. */
    private void example(String line) {
        Matcher parts = EXAMPLE.matcher(line);
        if (line.length() <= width || !parts.matches()) {
            String bare = line.stripLeading();
            lines.addAll(Wrap.command(line.substring(0, line.length() - bare.length()), bare, width));
            return;
        }
        paragraph("  # ", "  # ", parts.group(2));
        lines.addAll(Wrap.command("  ", parts.group(1).strip(), width));
    }

    private void heading(String text) {
        lines.add("");
        lines.add(style.bold(text));
    }

    private void paragraph(String lead, String indent, String text) {
        lines.addAll(Wrap.paragraph(lead, indent, text, width));
    }

    /** A description in one line; picocli formats it, so its percent signs are doubled. */
    public static String prose(String... description) {
        return String.join(" ", description).replace("%%", "%").replaceAll("%n|\\s+", " ").strip();
    }
}
