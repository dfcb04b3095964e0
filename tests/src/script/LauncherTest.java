package script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** tests/jbang, run as a user would, on a machine without JBang. */
class LauncherTest {

    private static final String ECHO = """
            //JAVA 25+
            void main(String[] words) throws Exception {
                IO.println("pid " + ProcessHandle.current().pid());
                IO.println("command " + System.getenv("SFJWT_COMMAND"));
                IO.println("input " + new String(System.in.readAllBytes()));
                for (String word : words) IO.print("<" + word + ">");
                System.exit(words.length);
            }
            """;

    @TempDir
    static Path home;

    @TempDir
    static Path scripts;

    @TempDir
    Path temp;

    @BeforeAll
    static void the_first_run_fetches_JBang_whatever_project_the_current_folder_holds() throws Exception {
        Files.writeString(scripts.resolve("Echo.java"), ECHO);
        Files.writeString(scripts.resolve("pom.xml"), "not a project");
        var first = in(scripts).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(0, first.exit(), first.err());
        assertTrue(first.err().contains("fetching JBang"), first.err());
    }

    @Test
    void arguments_arrive_unharmed() throws Exception {
        var words = List.of("", "two  words", "it's", "\"quoted\"", "$(id) `id` $HOME", "*", "~", "line\nbreak\n",
                "\\n\\t", "a;b|c&d>e", "#", "--help", "--", "-", "%{http://localhost:1/none}", "é€", "");
        var echo = in(scripts).run(Clone.LAUNCHER, prepend("Echo.java", words));
        assertEquals("<" + String.join("><", words) + ">", lastPart(echo), echo.err());
    }

    @Test
    void exit_code_input_and_process_are_the_program_s_own() throws Exception {
        var echo = in(scripts).reading("typed").run(Clone.LAUNCHER, "Echo.java", "1", "2", "3");
        assertEquals(3, echo.exit());
        assertTrue(echo.out().contains("input typed\n"), echo.out());
        assertTrue(echo.out().contains("pid " + echo.pid() + "\n"), "a signal to the command must reach the program");
    }

    @Test
    void a_refusal_of_JBang_itself_comes_through() throws Exception {
        var refused = in(temp).run(Clone.LAUNCHER, "nowhere.java");
        assertEquals(2, refused.exit());
        assertTrue(refused.err().contains("nowhere.java"), refused.err());
        var version = in(temp).run(Clone.LAUNCHER, "version");
        assertEquals(0, version.exit(), version.err());
        assertTrue(version.out().matches("[0-9.]+\n"), version.out());
    }

    @Test
    void sfjwt_is_the_clone_s_from_any_folder() throws Exception {
        Path clone = cloneNamed("a clone's folder");
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Files.createDirectory(elsewhere.resolve("sfjwt"));
        Files.createDirectory(elsewhere.resolve("ui"));
        String launcher = "../a clone's folder/tests/jbang";

        var sfjwt = in(elsewhere).run(launcher, "sfjwt", "get-token", "");
        assertEquals("<get-token><>", lastPart(sfjwt), sfjwt.err());
        assertTrue(sfjwt.out().contains("command '../a clone'\\''s folder/tests/jbang' sfjwt\n"), sfjwt.out());

        var demo = in(elsewhere).run(launcher, "sfjwt", "demo");
        assertTrue(demo.out().matches("(?s).*command '/.*/a clone'\\\\''s folder/tests/jbang' sfjwt\n.*"), demo.out());

        var ui = in(elsewhere).with("SFJWT_COMMAND", "sfjwt").run(launcher, "ui", "--port", "0");
        assertEquals("<ui><--port><0>", lastPart(ui), ui.err());
        assertTrue(ui.out().contains("command sfjwt\n"), ui.out());
    }

    @Test
    void the_real_sfjwt_starts_from_another_folder() throws Exception {
        var version = in(temp).run(Clone.LAUNCHER, "sfjwt", "--version");
        assertEquals(0, version.exit(), version.err());
        assertTrue(version.out().startsWith("sfjwt "), version.out());
    }

    @Test
    void a_second_run_starts_no_Maven() throws Exception {
        Path bin = program(temp.resolve("bin"), "mvn", "echo called >&2; exit 1");
        var echo = in(scripts).withFirstOnPath(bin).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(0, echo.exit(), echo.err());
        assertEquals("", echo.err());
    }

    @Test
    void first_runs_at_the_same_time_do_not_spoil_each_other() throws Exception {
        assumeTrue(find("flock").isPresent());
        Path own = temp.resolve("own");
        Files.createDirectories(cachedJar(own).getParent());
        Files.copy(cachedJar(home), cachedJar(own));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Command.Ended> run = () ->
                    in(scripts).keepingCachesIn(own).run(Clone.LAUNCHER, "Echo.java", "word");
            for (var echo : threads.invokeAll(Collections.nCopies(4, run))) {
                assertEquals("<word>", lastPart(echo.get()), echo.get().err());
            }
        }
    }

    @Test
    void a_damaged_JBang_is_not_run_but_fetched_again() throws Exception {
        Path own = temp.resolve("own");
        Path jar = cachedJar(own);
        Files.createDirectories(jar.getParent());
        Files.copy(cachedJar(home), jar);
        Files.writeString(jar, "more", StandardOpenOption.APPEND);
        var echo = in(scripts).keepingCachesIn(own).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(0, echo.exit(), echo.err());
        assertTrue(echo.err().contains("is damaged"), echo.err());
        assertEquals(-1, Files.mismatch(cachedJar(home), jar));
    }

    @Test
    void a_wrong_JBang_from_Maven_is_neither_run_nor_kept() throws Exception {
        Path bin = program(temp.resolve("bin"), "mvn", """
                for word; do
                    case $word in -DoutputDirectory=*) echo evil >"${word#*=}/jbang-cli-0.132.1-all.jar" ;; esac
                done
                """);
        Path own = temp.resolve("own");
        var refused = in(scripts).keepingCachesIn(own).withFirstOnPath(bin).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("error: what Maven brought as JBang"), refused.err());
        assertEquals("", refused.out());
        try (var left = Files.list(cachedJar(own).getParent())) {
            assertEquals(List.of("lock"), left.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void what_Maven_says_when_it_fails_is_shown() throws Exception {
        Path bin = program(temp.resolve("bin"), "mvn", "echo '[ERROR] Connection refused'; exit 1");
        Path own = temp.resolve("own");
        var refused = in(scripts).keepingCachesIn(own).withFirstOnPath(bin).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("[ERROR] Connection refused"), refused.err());
        assertTrue(refused.err().contains("fix: "), refused.err());
        assertEquals("", refused.out());
    }

    @Test
    void without_Maven_it_says_what_to_install() throws Exception {
        Path bin = temp.resolve("bin");
        for (String tool : List.of("mkdir", "mktemp", "rm", "readlink")) {
            program(bin, tool, "exec " + find(tool).orElseThrow() + " \"$@\"");
        }
        var refused = in(scripts).keepingCachesIn(temp.resolve("own")).with("PATH", bin.toString())
                .with("JAVA_HOME", System.getProperty("java.home")).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("apt-get install maven"), refused.err());
    }

    @Test
    void a_JAVA_HOME_that_is_too_old_is_passed_over() throws Exception {
        Path old = Files.createDirectory(temp.resolve("old"));
        Path bin = program(old.resolve("bin"), "java", "echo too old >&2; exit 1");
        program(bin, "javac", "echo too old >&2; exit 1");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        var echo = in(scripts).with("JAVA_HOME", old.toString()).run(Clone.LAUNCHER, "Echo.java");
        assertEquals(0, echo.exit(), echo.err());
        assertFalse(echo.err().contains("too old"), echo.err());
    }

    @Test
    void the_jbang_on_PATH_is_taken_unless_it_is_this_very_file() throws Exception {
        Path link = Files.createDirectory(temp.resolve("link"));
        Files.createSymbolicLink(link.resolve("jbang"), Clone.LAUNCHER);
        var itself = in(scripts).withFirstOnPath(link).run(link.resolve("jbang"), "Echo.java", "word");
        assertEquals("<word>", lastPart(itself), itself.err());

        Path other = program(temp.resolve("bin"), "jbang", "printf '<%s>' \"$@\"; exit 7");
        var theirs = in(temp).withFirstOnPath(other).withFirstOnPath(link)
                .run(link.resolve("jbang"), "sfjwt", "two words");
        Files.delete(link.resolve("jbang"));
        assertEquals(7, theirs.exit(), theirs.err());
        assertEquals("<" + Clone.ROOT.toRealPath().resolve("sfjwt.java") + "><two words>", theirs.out());
    }

    @Test
    void without_a_home_the_clone_keeps_the_caches() throws Exception {
        Path clone = cloneNamed("clone");
        var echo = in(temp).without("XDG_CACHE_HOME").without("JBANG_DIR").without("HOME")
                .with("JBANG_REPO", System.getProperty("user.home") + "/.m2/repository")
                .run(clone.resolve("tests/jbang"), "sfjwt", "word");
        assertEquals("<word>", lastPart(echo), echo.err());
        assertTrue(Files.isDirectory(clone.resolve("tests/target/home/jbang")));
    }

    private static Command in(Path folder) {
        return Command.in(folder).keepingCachesIn(home);
    }

    private static Path cachedJar(Path home) {
        return home.resolve("cache/sfjwt/jbang-0.132.1.jar");
    }

    /** A clone that holds the launcher and, for sfjwt, the echo. */
    private Path cloneNamed(String name) throws IOException {
        Path clone = temp.resolve(name);
        Files.createDirectories(clone.resolve("tests"));
        for (String file : List.of("tests/jbang", "tests/jdk.sh")) {
            Files.copy(Clone.ROOT.resolve(file), clone.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(clone.resolve("sfjwt.java"), ECHO);
        return clone;
    }

    /** Puts a shell script into the folder, and gives the folder back. */
    private static Path program(Path folder, String name, String script) throws IOException {
        Path file = Files.createDirectories(folder).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertTrue(file.toFile().setExecutable(true));
        return folder;
    }

    private static Optional<Path> find(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable).findFirst();
    }

    private static String[] prepend(String first, List<String> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toArray(String[]::new);
    }

    private static String lastPart(Command.Ended echo) {
        return echo.out().substring(Math.max(0, echo.out().indexOf("\n<") + 1));
    }
}
