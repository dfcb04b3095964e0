package shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which room may know which, and what a source file looks like. */
class RoomsTest {

    private static final Set<String> COMMAND_LINE = Set.of("cli", "command", "manual");
    private static final Pattern PROSE = Pattern.compile("^/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void only_the_command_line_speaks_and_exits() {
        String speaks = "\\bSystem\\s*\\.\\s*(out|err|exit)\\b|\\bIO\\s*\\.\\s*print";
        assertEquals(List.of(), uses(speaks, room -> !COMMAND_LINE.contains(room)));
    }

    @Test
    void only_the_command_line_knows_picocli() {
        assertEquals(List.of(), uses("\\bpicocli\\.", room -> !COMMAND_LINE.contains(room)));
    }

    @Test
    void only_the_web_server_and_who_answers_through_it_know_Helidon() {
        assertEquals(List.of(), uses("\\bio\\.helidon\\b", room -> !Set.of("web", "demo", "agent").contains(room)));
    }

    @Test
    void lib_does_not_know_the_dashboard() {
        assertEquals(List.of(), uses("\\bimport\\s+(static\\s+)?ui\\.", room -> true));
    }

    @Test
    void failures_and_text_stand_alone() {
        assertEquals(List.of(), uses("\\blib\\.(?!failure\\b|text\\b)", room -> room.equals("failure")));
        assertEquals(List.of(), uses("\\blib\\.(?!text\\b)", room -> room.equals("text")));
    }

    @Test
    void no_room_knows_the_command_line_and_few_know_the_demo_org() {
        assertEquals(List.of(), uses("\\blib\\.(cli|command|manual)\\b", room -> !COMMAND_LINE.contains(room)));
        assertEquals(List.of(), uses("\\blib\\.demo\\b", room -> !Set.of("command", "demo", "install").contains(room)));
    }

    @Test
    void the_frame_of_the_command_line_knows_no_command() {
        assertEquals(List.of(), uses("\\blib\\.(command|manual)\\b", room -> room.equals("cli")));
    }

    @Test
    void JSON_is_read_in_one_room() {
        var readers = Pattern.compile("\\bcreate(Reader|Parser)|\\breadEntity|\\.as\\(\\s*Json");
        assertEquals(List.of(), Stream.of("lib", "ui").flatMap(folder -> Sources.below(folder).stream())
                .filter(file -> !file.getParent().endsWith("lib/json"))
                .filter(file -> readers.matcher(Sources.code(file)).find()).map(Sources::name).toList());
    }

    /** From the README's section "How it is built": each room once, and those that it knows further down. */
    @Test
    void the_picture_in_the_README_is_what_the_imports_say() {
        String section = Sources.text(Sources.ROOT.resolve("README.md"))
                .replaceFirst("(?s).*\n## How it is built\n", "").replaceFirst("(?s)\n## .*", "");
        List<String> picture = new ArrayList<>();
        section.lines().filter(line -> line.matches(" {4}(lib/|ui ).*")).forEach(line -> {
            var rooms = Pattern.compile("\\blib/([a-z0-9]+)").matcher(line);
            List<String> named = rooms.results().map(room -> room.group(1)).toList();
            picture.addAll(line.startsWith("    ui ") ? List.of("ui") : named);
        });
        assertEquals(picture.stream().distinct().toList(), picture);
        var known = Pattern.compile("\\bimport\\s+(?:static\\s+)?lib\\.([a-z0-9]+)\\.");
        List<String> found = new ArrayList<>();
        Stream.of("lib", "ui").flatMap(folder -> Sources.below(folder).stream()).forEach(file -> {
            String room = file.startsWith(Sources.ROOT.resolve("ui")) ? "ui"
                    : Sources.ROOT.resolve("lib").relativize(file).getName(0).toString();
            if (!room.endsWith(".java") && !picture.contains(room)) {
                found.add(room + " is not in the picture");
            }
            known.matcher(Sources.code(file)).results().map(one -> one.group(1))
                    .filter(other -> !other.equals(room) && picture.indexOf(other) < picture.indexOf(room))
                    .forEach(other -> found.add(room + " knows " + other));
        });
        assertEquals(List.of(), found.stream().distinct().toList());
    }

    @Test
    void the_entry_script_is_short() {
        assertTrue(Sources.text(Sources.SCRIPT).lines().count() < 80);
    }

    @Test
    void lines_have_no_tabs_and_end_by_column_120() {
        var shell = Stream.of("tests/jbang", "tests/release", "tests/jdk.sh", "tests/run", ".ci/run",
                "tests/bench/run", "tests/bench/cli/get-token.sh", "tests/bench/cli/keys.sh",
                "tests/bench/cli/cold-npm.sh")
                .map(Sources.ROOT::resolve);
        var java = Stream.of("lib", "ui", "tests/src", "tests/bench/cli", "tests/bench/ui", "tests/bench/chaos")
                .flatMap(folder -> Sources.below(folder).stream());
        var found = new ArrayList<String>();
        Stream.of(Stream.of(Sources.SCRIPT), java, shell).flatMap(files -> files).forEach(file -> {
            List<String> lines = Sources.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains("\t") || lines.get(i).length() > 120) {
                    found.add(Sources.name(file) + ":" + (i + 1));
                }
            }
        });
        assertEquals(List.of(), found);
    }

    @Test
    void every_room_says_what_lives_there() {
        for (Path file : Sources.below("lib")) {
            Path info = file.resolveSibling("package-info.java");
            assertTrue(Files.exists(info), () -> Sources.name(info) + " is missing");
            var prose = PROSE.matcher(Sources.text(info));
            assertTrue(prose.find(), Sources.name(info));
            String words = prose.group(1).replaceAll("[*\\s]+", " ").trim();
            assertTrue(words.length() > 40, () -> Sources.name(info) + " says too little");
        }
    }

    /** Where the code of the rooms, without comments and strings, has what it must not. */
    private static List<String> uses(String forbidden, Predicate<String> rooms) {
        Pattern pattern = Pattern.compile(forbidden);
        return Sources.below("lib").stream()
                .filter(file -> rooms.test(Sources.ROOT.resolve("lib").relativize(file).getName(0).toString()))
                .filter(file -> pattern.matcher(Sources.code(file)).find())
                .map(Sources::name).toList();
    }
}
