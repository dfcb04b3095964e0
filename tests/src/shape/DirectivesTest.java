package shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** JBang's directives: complete, exact, and the same as what Maven compiles and tests. */
class DirectivesTest {

    @Test
    void every_source_file_is_listed_exactly_once() {
        var reached = new HashSet<>(Sources.entries());
        for (Path script : Sources.entries()) {
            List<Path> listed = Sources.listed(script);
            var seen = new HashSet<Path>();
            assertEquals(List.of(), names(listed.stream().filter(file -> !seen.add(file))), "listed twice");
            assertEquals(List.of(), names(listed.stream().filter(Files::notExists)), "listed but missing");
            reached.addAll(seen);
        }
        assertEquals(List.of(), names(tool().filter(file -> !reached.contains(file))), "not listed by any //SOURCES");
    }

    @Test
    void a_room_lists_its_own_files_and_no_others() {
        for (Path file : Sources.below("lib")) {
            List<String> sources = Sources.directive("SOURCES", file);
            assertTrue(sources.isEmpty() || file.endsWith("package-info.java"), Sources.name(file));
            // lib itself lists its rooms, and a room its files
            String form = file.equals(Sources.ROOT.resolve("lib/package-info.java")) ? "[a-z0-9]+/package-info.java"
                    : "[A-Za-z0-9]+.java";
            assertTrue(sources.stream().allMatch(source -> source.matches(form)), Sources.name(file));
        }
    }

    @Test
    void dependencies_are_exact_and_those_of_the_pom() throws Exception {
        var deps = new TreeSet<String>();
        Stream.concat(Stream.of(Sources.SCRIPT), tool())
                .forEach(file -> deps.addAll(Sources.directive("DEPS", file)));
        deps.forEach(dep -> assertTrue(dep.matches("[a-z0-9.-]+:[a-z0-9._-]+:[0-9][0-9A-Za-z.-]*"), dep));
        assertEquals(dependenciesOfThePom(), deps);
    }

    @Test
    void nothing_else_of_the_repository_decides_what_is_resolved() {
        tool().forEach(file -> assertEquals(List.of(), Sources.directive("REPOS", file), Sources.name(file)));
        assertEquals(List.of("25+"), Sources.directive("JAVA", Sources.SCRIPT));
    }

    /** The Java files of the tool itself, sfjwt.java not included. */
    private static Stream<Path> tool() {
        return Stream.of("lib", "ui").flatMap(folder -> Sources.below(folder).stream());
    }

    private static List<String> names(Stream<Path> files) {
        return files.map(Sources::name).toList();
    }

    private static TreeSet<String> dependenciesOfThePom() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(Sources.ROOT.resolve("tests/pom.xml").toFile());
        var found = new TreeSet<String>();
        var dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            var dependency = (Element) dependencies.item(i);
            boolean ofAPlugin = !dependency.getParentNode().getParentNode().equals(pom.getDocumentElement());
            if (!ofAPlugin && !"test".equals(child(dependency, "scope"))) {
                found.add(child(dependency, "groupId") + ":" + child(dependency, "artifactId") + ":"
                        + child(dependency, "version"));
            }
        }
        return found;
    }

    private static String child(Element element, String name) {
        var children = element.getElementsByTagName(name);
        return children.getLength() == 0 ? "" : children.item(0).getTextContent().trim();
    }
}
