package lib.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Help;

/**
 * Text in lines of a given width, broken between words and never in one.
 */
final class Wrap {

    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");
    /** A label and the blanks up to its value. */
    private static final Pattern LABEL = Pattern.compile("\\s*\\S+(?: \\S+)*\\s{2,}(?=\\S)");
    /** A word as a shell takes it, quotes included. */
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"'\\\\]|\\\\.|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*')+");
    /** Not one in a path that a command in the text has between single quotes. */
    private static final Pattern UNQUOTED_BLANK =
            Pattern.compile(" (?!(?<=(?<![^ =(])'[^']{0,200} )[^']{0,200}')");
    private static final String NARROW_INDENT = "    ";
    private static final int FIRST_WIDE = 0x1100;
    private static final int TAB = 8;

    /** How many columns of the screen this takes: the letters of Chinese, Japanese and Korean take two each. */
    static int length(String text) {
        String plain = plain(text);
        return plain.chars().allMatch(c -> c < FIRST_WIDE) ? plain.length()
                : Help.Ansi.OFF.new Text(plain).getCJKAdjustedLength();
    }

    /** @param lead in front of the first line; where it takes more than half the width, alone on a line of its own */
    static List<String> paragraph(String lead, String indent, String text, int width) {
        boolean narrow = length(lead) > width / 2 && length(lead) + length(text) >= width;
        var lines = new ArrayList<String>();
        if (narrow && !lead.isBlank()) {
            lines.add(lead.stripTrailing());
        }
        fill(lines, narrow ? NARROW_INDENT : lead, narrow ? NARROW_INDENT : indent, UNQUOTED_BLANK.split(text), width,
                "");
        return lines;
    }

    /** A question, behind whose last word the answer is typed. */
    static String question(String question, int width) {
        return String.join("\n", paragraph("", "", question.strip(), width)) + " ";
    }

    /** A line that was laid out for a wide screen: what follows its label stays in that column. */
    static List<String> line(String line, int width) {
        if (line.contains("\t")) {
            return fields(line, width);
        }
        if (length(line) <= width) {
            return List.of(line);
        }
        Matcher label = LABEL.matcher(line);
        String lead = label.lookingAt() ? label.group()
                : line.substring(0, line.length() - line.stripLeading().length());
        String indent = " ".repeat(length(lead)) + (label.hitEnd() || lead.isBlank() ? "  " : "");
        return paragraph(lead, indent, line.substring(lead.length()), width);
    }

    /** With tabs between them: side by side where they fit, else each whole on a line of its own. */
    private static List<String> fields(String line, int width) {
        List<String> fields = List.of(line.split("\t", -1));
        List<String> others = fields.subList(1, fields.size());
        int end = length(fields.getFirst());
        for (String field : others) {
            end = (end / TAB + 1) * TAB + length(field);
        }
        return end <= width ? List.of(line)
                : Stream.concat(fields.stream().limit(1), others.stream().map(field -> "  " + field)).toList();
    }

    /** A command, which goes on behind a backslash, so that a shell takes it as it stands there. */
    static List<String> command(String lead, String command, int width) {
        var lines = new ArrayList<String>();
        String[] words = WORD.matcher(command).results().map(match -> match.group()).toArray(String[]::new);
        boolean fits = length(lead) + length(command) <= width;
        fill(lines, lead, lead + NARROW_INDENT, fits ? new String[] {command} : words, width - 2, " \\");
        return lines;
    }

    /** A word that is longer than the room behind the lead, such as an address, gets a line of its own. */
    private static void fill(List<String> lines, String lead, String indent, String[] words, int width, String end) {
        String line = lead;
        for (String word : words) {
            if (!plain(line).isBlank() && length(line) + length(word) >= width) {
                lines.add(line.stripTrailing() + end);
                line = indent.length() > NARROW_INDENT.length() && indent.length() + length(word) >= width
                        ? NARROW_INDENT : indent;
            }
            line += word + " ";
        }
        lines.add(line.stripTrailing());
    }

    private static String plain(String styled) {
        return STYLE.matcher(styled).replaceAll("");
    }
}
