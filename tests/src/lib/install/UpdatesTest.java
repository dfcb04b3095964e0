package lib.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import script.Heavy;

/** One install after the other in the same home, beside each other, interrupted and killed. */
@Heavy
class UpdatesTest {

    @TempDir
    Path temp;

    @Test
    void what_runs_goes_on_through_updates() throws Exception {
        var own = new Installed(Files.createDirectory(temp.resolve("home")));
        update(own, "first");
        Path first = own.copy();
        Process demo = Installed.process(temp, own.environment(),
                List.of(own.launcher.toString(), "demo", "--serve", "-p", "0"));
        try {
            String url = Installed.address(demo);
            // the copy before the last would go, if nothing ran from it
            update(own, "second");
            update(own, "third");
            assertNotEquals(first, own.copy());
            assertTrue(Files.exists(first), "a process runs from it");
            assertTrue(Installed.get(url + "/services/data").contains("/services/data/v"));
            assertEquals(0, own.run("--version").exit());
        } finally {
            demo.destroy();
            demo.waitFor();
        }
        update(own, "fourth");
        var copies = Copy.all(new Place(own.launcher.getParent(), own.copies));
        assertEquals(2, copies.size(), "this one and the one before");

        var uninstall = own.run("install", "--uninstall");
        assertTrue(uninstall.out().contains("removed " + own.launcher + "\n"));
        assertEquals("", uninstall.err(), "it runs from the copy itself, which is nothing to warn of");
        try (var left = Files.list(own.home.resolve(".local/share"))) {
            assertEquals(0, left.count());
        }
        try (var left = Files.list(own.launcher.getParent())) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void an_interrupted_install_leaves_nothing() throws Exception {
        Path tmp = Files.createDirectory(temp.resolve("tmp"));
        var own = new Installed(Files.createDirectory(temp.resolve("home")));
        String classPath = own.classPath();
        var environment = own.environment();
        environment.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + tmp);
        for (String part : List.of("demo org started", "training the ahead-of-time cache")) {
            Process install = Installed.process(own.home, environment, List.of(Installed.JDK.resolve("bin/java")
                    .toString(), "-cp", classPath, "sfjwt", "install"));
            // what begins is said on a terminal only, and follows what is done
            String before = part.startsWith("training") ? "demo org started" : "copied";
            var said = install.errorReader();
            for (String line = said.readLine(); line != null && !line.contains(before); line = said.readLine()) {
                // not yet
            }
            List<ProcessHandle> children = install.descendants().toList();
            install.destroy();
            install.waitFor();
            for (ProcessHandle child : children) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
            assertEquals(List.of(), files(tmp), part);
            assertEquals(List.of(own.copies.resolve(".lock")), files(own.copies), part);
            assertFalse(Files.exists(own.launcher), part);
        }
    }

    private static List<Path> files(Path folder) throws Exception {
        try (var all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder) && !path.getFileName().toString().startsWith("hsperf"))
                    .toList();
        }
    }

    @Test
    void two_installs_at_once_and_killed_ones_leave_a_launcher_that_works() throws Exception {
        var own = new Installed(Files.createDirectory(temp.resolve("home")));
        Process one = own.installing("one");
        Process other = own.installing("other");
        assertEquals(0, Installed.end(one).exit());
        assertEquals(0, Installed.end(other).exit());
        assertEquals(0, own.run("--version").exit());

        for (int millis : new int[] {300, 600, 900, 1200, 1800}) {
            Process killed = own.installing(millis + " ms");
            Thread.sleep(millis);
            List<ProcessHandle> children = killed.descendants().toList();
            killed.destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
            assertEquals(0, own.run("--version").exit(), "killed after " + millis + " ms");
        }
        update(own, "last");
        assertEquals(0, own.run("--version").exit());
        try (var left = Files.walk(own.home)) {
            assertEquals(List.of(), left.filter(path -> path.toString().endsWith(".new")).toList());
        }
    }

    private static void update(Installed own, String release) throws Exception {
        var update = Installed.end(own.installing(release));
        assertEquals(0, update.exit(), update.err());
    }
}
