package shape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files of the clone, and what JBang reads in them. */
final class Sources {

    static final Path ROOT = Path.of(System.getProperty("sfjwt.repository")).toAbsolutePath().normalize();
    static final Path SCRIPT = ROOT.resolve("sfjwt.java");

    private static final Pattern COMMENT_OR_STRING = Pattern.compile("//[^\n]*|/\\*(?s:.*?)\\*/"
            + "|\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'");

    private Sources() {
    }

    /** Every Java file below the folder, or none if there is no such folder. */
    static List<Path> below(String folder) {
        Path start = ROOT.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (var files = Files.walk(start)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file without its comments and without what its strings say. */
    static String code(Path file) {
        return COMMENT_OR_STRING.matcher(text(file)).replaceAll(found -> found.group().startsWith("/") ? " " : "\"\"");
    }

    /** The words after a directive such as SOURCES, of all its lines. */
    static List<String> directive(String name, Path file) {
        return text(file).lines().filter(line -> line.startsWith("//" + name + " "))
                .flatMap(line -> Arrays.stream(line.substring(name.length() + 3).trim().split("[ ,;]+"))).toList();
    }

    /** The scripts that a user starts: sfjwt.java and the dashboard's. */
    static List<Path> entries() {
        return Stream.of(SCRIPT, ROOT.resolve("ui/dashboard.java"), ROOT.resolve("ui/main.java")).toList();
    }

    /** What the //SOURCES of the script name, and theirs, and so on, as often as they name it. */
    static List<Path> listed(Path script) {
        var listed = new ArrayList<Path>();
        var open = new ArrayList<>(List.of(script));
        Set<Path> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            Path file = open.removeFirst();
            for (String source : directive("SOURCES", file)) {
                // where JBang runs a folder's main.java, that is the clone's root
                Path named = file.resolveSibling(source.replace("${user.dir}", ROOT.toString())).normalize();
                listed.add(named);
                if (seen.add(named) && Files.exists(named)) {
                    open.add(named);
                }
            }
        }
        return listed;
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
