package lib.manual;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lib.cli.ExitCodes;
import lib.cli.HelpText;
import lib.config.Variables;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command as a page for man(1), in troff's man macros.
 */
public final class ManPage {

    /** How each page begins, so that a later run may replace it. */
    public static final String FIRST_LINE = ".\\\" Written by sfjwt man.";

    private final List<String> lines = new ArrayList<>();

    private ManPage() {
    }

    /** {@code sfjwt-get-token.1} */
    public static String file(CommandSpec spec) {
        return name(spec) + ".1";
    }

    public static String of(CommandSpec spec, LocalDate date) {
        var page = new ManPage();
        page.write(spec, date);
        return String.join("\n", page.lines) + "\n";
    }

    private void write(CommandSpec spec, LocalDate date) {
        lines.add(FIRST_LINE);
        lines.add(".TH " + argument(name(spec).toUpperCase(Locale.ROOT)) + " 1 " + date + " "
                + argument(spec.root().version()[0]) + " " + argument("sfjwt manual"));
        String description = HelpText.prose(spec.usageMessage().description());
        section("NAME");
        text(name(spec) + " \\- ", description.replaceAll("(?<=[a-z)])[.:;] .*|\\.$", ""));
        section("SYNOPSIS");
        lines.add(".B " + escaped(spec.qualifiedName()));
        lines.add(synopsis(spec));
        section("DESCRIPTION");
        text("", description);
        arguments(spec);
        if (spec.parent() == null) {
            commands(spec);
            table("EXIT STATUS", ExitCodes.ALL.stream().map(one -> List.of("" + one.code(), one.meaning())).toList());
            table("ENVIRONMENT", Variables.ALL.stream().map(one -> List.of(one.name(), one.meaning())).toList());
        } else {
            examples(spec);
        }
        seeAlso(spec);
    }

    private static String synopsis(CommandSpec spec) {
        String parameters = spec.positionalParameters().stream().map(ManPage::parameter)
                .collect(Collectors.joining(" "));
        String command = spec.subcommands().isEmpty() ? "" : " \\fICOMMAND\\fR";
        return "[\\fIOPTIONS\\fR]" + command + (parameters.isEmpty() ? "" : " " + parameters);
    }

    private static String parameter(PositionalParamSpec parameter) {
        String label = "\\fI" + escaped(parameter.paramLabel()) + "\\fR";
        return parameter.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private void arguments(CommandSpec spec) {
        section("OPTIONS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            item("\\fI" + escaped(parameter.paramLabel()) + "\\fR", HelpText.prose(parameter.description()));
        }
        for (OptionSpec option : HelpText.options(spec)) {
            String value = option.arity().max() == 0 ? "" : "=\\fI" + escaped(option.paramLabel()) + "\\fR";
            String names = HelpText.names(option).stream().map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            item(names + value, HelpText.prose(option.description()));
        }
    }

    private void commands(CommandSpec spec) {
        section("COMMANDS");
        spec.subcommands().values().forEach(command -> item("\\fB" + escaped(command.getCommandName()) + "\\fR",
                HelpText.prose(command.getCommandSpec().usageMessage().description())));
    }

    private void examples(CommandSpec spec) {
        section("EXAMPLES");
        lines.add(".nf");
        Arrays.stream(spec.usageMessage().footer()).map(ManPage::escaped).forEach(lines::add);
        lines.add(".fi");
    }

    private void table(String title, List<List<String>> rows) {
        section(title);
        rows.forEach(row -> item("\\fB" + escaped(row.getFirst()) + "\\fR", row.getLast()));
    }

    private void seeAlso(CommandSpec spec) {
        section("SEE ALSO");
        List<CommandSpec> others = new ArrayList<>(List.of(spec.root()));
        spec.root().subcommands().values().forEach(command -> others.add(command.getCommandSpec()));
        others.removeIf(other -> other.qualifiedName().equals(spec.qualifiedName()));
        for (int i = 0; i < others.size(); i++) {
            lines.add(".BR " + escaped(name(others.get(i))) + " (1)" + (i < others.size() - 1 ? "," : ""));
        }
    }

    private void section(String title) {
        lines.add(".SH " + argument(title));
    }

    private void item(String tag, String description) {
        lines.add(".TP");
        lines.add(tag);
        text("", description);
    }

    private void text(String lead, String prose) {
        lines.add(lead.replaceAll("-(?=[a-z])", "\\\\-") + escaped(prose));
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private static String argument(String text) {
        return "\"" + escaped(text) + "\"";
    }

    /** groff_char(7): what troff would take for itself, or turn into typographic quotes and dashes. */
    private static String escaped(String text) {
        var safe = new StringBuilder();
        text.replace("…", "...").codePoints().forEach(c -> safe.append(switch (c) {
            case '\\' -> "\\(rs";
            case '-' -> "\\-";
            case '\'' -> "\\(aq";
            case '`' -> "\\(ga";
            case '"' -> "\\(dq";
            case '~' -> "\\(ti";
            case '^' -> "\\(ha";
            default -> c < 0x7F ? Character.toString(c) : String.format("\\[u%04X]", c);
        }));
        return safe.toString().startsWith(".") ? "\\&" + safe : safe.toString();
    }
}
