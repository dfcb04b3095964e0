package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's table of the API has every route, and no other. */
class ApiDocTest {

    private static final Path README = Path.of(System.getProperty("sfjwt.repository"), "README.md");

    @TempDir
    Path root;

    @Test
    void the_table_of_routes_is_the_api() throws Exception {
        String table = Files.readString(README).split("### The API of the dashboard")[1].split("\n#")[0].lines()
                .filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1])
                .collect(Collectors.joining("\n"));
        var documented = new TreeSet<String>();
        for (String row : table.split("\n")) {
            String method = "";
            var words = Pattern.compile("`(?:(GET|POST) )?(/api/[a-z/-]+)`").matcher(row);
            while (words.find()) {
                method = words.group(1) == null ? method : words.group(1);
                documented.add(method + " " + words.group(2));
            }
        }
        var workplace = new Workplace(RootFolder.at(root), Map.of(), Clock.systemUTC(), Optional.empty());
        var routes = new Api(workplace, new Events(Duration.ofSeconds(5)), null).routes().stream()
                .map(route -> route.method() + " " + route.path()).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(routes, documented);
    }
}
