package lib.ci;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** GitHub's runner as far as we speak to it, by the rules in actions/runner (ActionCommand, FileCommandManager). */
public final class Runner {

    /** A command that it found in a line. */
    public record Command(String name, Map<String, String> properties, String data) {
    }

    private Runner() {
    }

    /** The commands in a log, in order: {@code ::name key=value,key=value::data} and the old {@code ##[name …]data}. */
    public static List<Command> commands(String log) {
        var found = new ArrayList<Command>();
        for (String line : log.split("\\r?\\n")) {
            String text = line.replaceAll("^[\\s\\p{Z}]+", "");
            int end = text.startsWith("::") ? text.indexOf("::", 2) : -1;
            if (end >= 0) {
                found.add(command(text.substring(2, end), ",", text.substring(end + 2)));
                continue;
            }
            int old = line.indexOf("##[");
            int close = old < 0 ? -1 : line.indexOf(']', old);
            if (close >= 0) {
                found.add(command(line.substring(old + 3, close), ";", line.substring(close + 1)));
            }
        }
        return found;
    }

    /** A log as it shows it: each line with what was masked before. */
    public static String shown(String log) {
        var masks = new ArrayList<String>();
        var shown = new StringBuilder();
        for (String line : log.split("\\n")) {
            List<Command> commands = commands(line);
            commands.stream().filter(command -> command.name().equals("add-mask")).map(Command::data)
                    .forEach(masks::add);
            if (commands.isEmpty()) {
                String safe = line;
                for (String mask : masks) {
                    safe = safe.replace(mask, "***");
                }
                shown.append(safe).append('\n');
            }
        }
        return shown.toString();
    }

    /** The variables in a GITHUB_ENV or GITHUB_OUTPUT file. */
    public static Map<String, String> variables(String text) {
        var found = new LinkedHashMap<String, String>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int equals = lines[i].indexOf('=');
            int heredoc = lines[i].indexOf("<<");
            if (lines[i].isEmpty()) {
                continue;
            }
            if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
                found.put(lines[i].substring(0, equals), lines[i].substring(equals + 1));
            } else if (heredoc > 0) {
                String name = lines[i].substring(0, heredoc);
                String delimiter = lines[i].substring(heredoc + 2);
                var value = new ArrayList<String>();
                while (!lines[++i].equals(delimiter)) {
                    value.add(lines[i]);
                }
                found.put(name, String.join("\n", value));
            } else {
                throw new AssertionError("Invalid format '" + lines[i] + "'");
            }
        }
        return found;
    }

    private static Command command(String info, String separator, String data) {
        String[] nameAndProperties = info.split(" ", 2);
        var properties = new HashMap<String, String>();
        if (nameAndProperties.length == 2) {
            for (String property : nameAndProperties[1].split(separator)) {
                String[] pair = property.split("=", 2);
                if (pair.length == 2) {
                    properties.put(pair[0].strip(), unescaped(pair[1].replace("%3A", ":").replace("%2C", ",")));
                }
            }
        }
        return new Command(nameAndProperties[0], properties, unescaped(data));
    }

    private static String unescaped(String text) {
        return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }
}
