package lib.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SecretFiles in processes of their own: killed, racing, out of space, without rights, under strace. */
class SecretFilesOutsideTest {

    private static final int KILLS = 8;
    private static final long SEED = System.nanoTime();

    @TempDir
    private Path folder;

    @Test
    void killed_at_any_moment_it_leaves_whole_files_only_and_the_next_run_cleans_up() throws Exception {
        var random = new Random(SEED);
        Path path = folder.resolve("first");
        for (int round = 0; round < KILLS; round++) {
            Process child = ChildJvm.start(List.of(), "forever", path.toString());
            while (backups() < 3) {
                assertTrue(child.isAlive(), "the child runs on");
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(20), random.nextInt(1_000_000));
            child.destroyForcibly().waitFor();
            for (Path file : files()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        "seed " + SEED);
                assertTrue(file.getFileName().toString().startsWith(".sfjwt-")
                        || Publisher.isWhole(Files.readAllBytes(file)), file + ", seed " + SEED);
            }
            assertTrue(Files.exists(path), "seed " + SEED);
            SecretFiles.publish(List.of(Publisher.file(path, 'z')), true);
            assertEquals(List.of(), files().stream().filter(file -> file.toString().endsWith(".tmp")).toList());
            for (Path file : files()) {
                Files.delete(file);
            }
        }
    }

    /** FAT, exFAT and some network mounts; link(2) fails there with EPERM. */
    @Test
    void a_file_system_without_hard_links_takes_files_and_backups_all_the_same() throws Exception {
        assumeTrue(works(List.of("strace", "-qq", "-o", "/dev/null", "true")), "no strace here");
        List<String> noLinks = List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat", "-e",
                "inject=link,linkat:error=EPERM");
        Path file = folder.resolve("new/first");
        for (int backups = 0; backups < 2; backups++) {
            Process run = ChildJvm.start(noLinks, "locked", file.toString());
            assertEquals("done", new String(run.getInputStream().readAllBytes()));
            assertTrue(Publisher.isWhole(Files.readAllBytes(file)));
            try (var files = Files.list(file.getParent())) {
                assertEquals(1 + backups, files.count(), "nothing else is left");
            }
        }
    }

    @Test
    void the_loser_of_a_race_takes_nothing_back_that_is_the_winners() throws Exception {
        assumeTrue(works(List.of("strace", "-qq", "-o", "/dev/null", "true")), "no strace here");
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        List<String> slow = List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=link,linkat", "-e",
                "inject=link,linkat:delay_enter=3000000:when=2");
        Process loser = ChildJvm.start(slow, "two", first.toString());
        while (!Files.exists(first)) {
            assertTrue(loser.isAlive(), "the child runs on");
            Thread.sleep(5);
        }
        SecretFiles.publish(List.of(Publisher.file(first, 'w'), Publisher.file(second, 'w')), true);
        String said = new String(loser.getInputStream().readAllBytes());
        assertTrue(said.startsWith("file_exists"), said);
        for (Path file : List.of(first, second)) {
            assertEquals('w', Files.readAllBytes(file)[0]);
        }
    }

    @Test
    void of_several_processes_one_wins_each_name_and_its_file_is_whole() throws Exception {
        var children = new ArrayList<Process>();
        for (String letter : List.of("a", "b", "c")) {
            children.add(ChildJvm.start(List.of(), "race", folder.toString(), letter));
        }
        int won = 0;
        for (int i = 0; i < children.size(); i++) {
            String said = new String(children.get(i).getInputStream().readAllBytes());
            assertEquals(0, children.get(i).waitFor(), said);
            for (String name : said.isEmpty() ? new String[0] : said.split(" ")) {
                byte[] content = Files.readAllBytes(folder.resolve("race" + name));
                assertTrue(Publisher.isWhole(content) && content[0] == 'a' + i, name);
                won++;
            }
        }
        assertEquals(100, won);
        assertEquals(100, files().size());
    }

    @Test
    void on_a_full_disk_nothing_appears() throws Exception {
        Path path = folder.resolve("new/jwt.json");
        // a limit on the size of a file ends a write in its middle, as a full disk does
        var end = ChildJvm.run(List.of("sh", "-c", "ulimit -f 100; exec \"$@\"", "sh"), "once", path.toString());
        assertTrue(end.said().startsWith("file_unwritable: cannot write to " + path.getParent()), end::toString);
        assertEquals(List.of(), files());
    }

    @Test
    void in_a_folder_of_somebody_elses_nothing_appears_and_the_reason_is_said() throws Exception {
        Path theirs = Files.createDirectory(folder.resolve("theirs"));
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("r-xr-xr-x"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));

        assertEquals("file_unwritable: cannot write to " + theirs + ": this user may not",
                asNobody("once", theirs.resolve("jwt.json").toString()));
        assertEquals("file_unwritable: cannot write to " + theirs.resolve("new") + ": this user may not",
                asNobody("once", theirs.resolve("new/jwt.json").toString()));
        assertEquals("file_unreadable: config " + secret + " may not be read by this user",
                asNobody("read", secret.toString()));
    }

    @Test
    void the_kernel_is_asked_for_0600_and_a_new_file_each_time() throws Exception {
        Path trace = folder.resolve("trace");
        Path path = folder.resolve("new/jwt.json");
        List<String> strace = List.of("strace", "-f", "-qq", "-e", "trace=open,openat,mkdir,mkdirat", "-o",
                trace.toString());
        assumeTrue(works(List.of("strace", "-qq", "-o", "/dev/null", "true")), "no strace here");
        assertEquals("done", ChildJvm.run(strace, "once", path.toString()).said());
        List<String> made = Files.readAllLines(trace).stream()
                .filter(line -> line.contains(path.getParent().toString()))
                .filter(line -> line.contains("O_CREAT") || line.contains("mkdir(")).toList();
        assertEquals(2, made.size(), made::toString);
        assertTrue(made.get(0).contains("mkdir(") && made.get(0).contains(", 0700)"), made::toString);
        assertTrue(made.get(1).contains("O_EXCL") && made.get(1).contains(", 0600)"), made::toString);
    }

    /** A path can lead elsewhere while the kernel follows it, when another process makes a folder of it a link. */
    @Test
    void below_a_root_files_get_their_names_in_an_open_folder_and_by_no_path() throws Exception {
        assumeTrue(works(List.of("strace", "-qq", "-o", "/dev/null", "true")), "no strace here");
        Path trace = folder.resolve("trace");
        Path path = Files.createDirectory(folder.toRealPath().resolve("root")).resolve("jwt.json");
        List<String> strace = List.of("strace", "-f", "-qq", "-e", "trace=link,linkat,rename,renameat,renameat2", "-o",
                trace.toString());
        for (int replaced = 0; replaced < 2; replaced++) {
            assertEquals("done", ChildJvm.run(strace, "confined", path.toString()).said());
            List<String> named = Files.readAllLines(trace).stream().filter(line -> line.contains("jwt.json")).toList();
            assertEquals(1, named.size(), named::toString);
            assertTrue(named.getFirst().matches(".* renameat2?\\([0-9]+, \"[^/]+\", [0-9]+, \"jwt.json\".* = 0"),
                    named::toString);
        }
    }

    /** The root of a container may read and write everything, so there it takes another user to be refused. */
    private String asNobody(String... arguments) throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return ChildJvm.run(List.of(), arguments).said();
        }
        assumeTrue(works(List.of("setpriv", "--version")), "no setpriv here");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        return ChildJvm.runAsNobody(classes, arguments).said();
    }

    private static boolean works(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private long backups() throws IOException {
        return files().stream().filter(file -> file.toString().endsWith(".bak")).count();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
