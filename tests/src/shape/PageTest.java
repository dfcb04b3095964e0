package shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page's files look like: short, each with its purpose, and imports that never go in a circle. */
class PageTest {

    private static final int MOST_LINES = 350;
    private static final Pattern IMPORT = Pattern.compile("\\b(?:from|import) ?\\(?'\\./([a-z-]+\\.js)'");

    @Test
    void no_file_is_longer_than_350_lines() throws IOException {
        var longer = new ArrayList<String>();
        for (Path file : files("")) {
            long lines = Sources.text(file).lines().count();
            if (lines > MOST_LINES) {
                longer.add(Sources.name(file) + " has " + lines);
            }
        }
        assertEquals(List.of(), longer);
    }

    @Test
    void lines_of_scripts_end_by_column_120_and_hold_no_tab() throws IOException {
        var wrong = new ArrayList<String>();
        for (Path file : files(".js")) {
            List<String> lines = Sources.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("\t") || lines.get(i).length() > 120) {
                    wrong.add(Sources.name(file) + ":" + (i + 1));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void every_script_says_first_what_it_is_for() throws IOException {
        for (Path file : files(".js")) {
            assertTrue(Sources.text(file).startsWith("/**"), Sources.name(file));
        }
    }

    @Test
    void no_script_imports_itself_by_way_of_others() throws IOException {
        Map<String, List<String>> imports = new TreeMap<>();
        for (Path file : files(".js")) {
            imports.put(file.getFileName().toString(), IMPORT.matcher(Sources.text(file)).results()
                    .map(MatchResult::group).map(found -> found.replaceAll(".*/|'", "")).toList());
        }
        imports.keySet().forEach(script -> follow(script, imports, new ArrayList<>(), new HashSet<>()));
    }

    private static void follow(String script, Map<String, List<String>> imports, List<String> way, Set<String> done) {
        assertTrue(!way.contains(script), () -> "a circle: " + way + " -> " + script);
        if (done.add(script)) {
            way.add(script);
            imports.get(script).forEach(imported -> follow(imported, imports, way, done));
            way.removeLast();
        }
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(Sources.ROOT.resolve("ui/web"))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
