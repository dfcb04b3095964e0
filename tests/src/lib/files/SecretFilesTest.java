package lib.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import lib.failure.Failure;
import lib.keys.Tool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {

    @TempDir
    private Path folder;

    @AfterEach
    void no_draft_is_ever_left() throws IOException {
        try (var all = Files.walk(folder)) {
            assertEquals(List.of(), all.map(Path::getFileName).map(Path::toString)
                    .filter(name -> name.startsWith(".sfjwt-") && !name.contains("-stays")).toList());
        }
    }

    @Test
    void files_and_their_new_folders_are_their_owners_only() throws IOException {
        Path path = folder.resolve("a/b/server.key");
        assertEquals(List.of(), publish(path, "key", false));
        assertEquals("key", Files.readString(path));
        assertEquals("rw-------", modes(path));
        assertEquals("rwx------", modes(folder.resolve("a")));
        assertEquals("rwx------", modes(folder.resolve("a/b")));
    }

    @Test
    void a_bare_name_goes_into_the_folder_one_is_in() throws IOException {
        Path bare = Path.of("sfjwt-test-" + System.nanoTime() + ".json");
        try {
            publish(bare, "x", false);
            assertEquals("rw-------", modes(bare.toAbsolutePath()));
        } finally {
            Files.deleteIfExists(bare);
        }
    }

    @Test
    void an_existing_file_is_not_touched_without_replace() throws IOException {
        Path path = Files.writeString(folder.resolve("jwt.json"), "old");
        Failure failure = refused("file_exists", path, false);
        assertTrue(failure.fix().toString().contains("--force"), () -> failure.fix().toString());
        assertEquals("old", Files.readString(path));
        assertEquals(List.of("jwt.json"), names());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_is_not_a_plain_file_stays_in_any_case(boolean replace) throws Exception {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Path pipe = folder.resolve("pipe");
        Tool.run(pipe.getParent(), "mkfifo", pipe.toString());
        List<String> before = names();
        for (Path path : List.of(link, dangling, directory, pipe, Path.of("/"), Path.of("/dev/null"))) {
            refused("file_in_the_way", path, replace);
        }
        assertEquals(before, names());
        assertEquals("old", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void replacing_keeps_the_three_newest_even_of_one_second() throws IOException {
        Path path = Files.writeString(folder.resolve("jwt.json"), "0");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        for (int i = 1; i <= 12; i++) {
            Path backup = publish(path, String.valueOf(i), true).getFirst();
            assertTrue(backup.getFileName().toString().matches("jwt\\.json\\.[0-9]{8}-[0-9]{6}(-[0-9]+)?\\.bak"));
            assertEquals("rw-------", modes(backup));
            assertEquals("rw-------", modes(path));
            assertEquals(String.valueOf(i - 1), Files.readString(backup));
        }
        assertEquals("12", Files.readString(path));
        var kept = new TreeSet<String>();
        for (String name : names()) {
            kept.add(Files.readString(folder.resolve(name)));
        }
        assertEquals(new TreeSet<>(List.of("9", "10", "11", "12")), kept);
    }

    @Test
    void where_the_clock_was_set_back_the_newest_backup_is_still_the_last() throws IOException {
        Path path = Files.writeString(folder.resolve("jwt.json"), "0");
        for (String later : List.of("jwt.json.29990101-000000.bak", "jwt.json.29990101-000000-9.bak")) {
            Files.setPosixFilePermissions(Files.writeString(folder.resolve(later), "later"),
                    PosixFilePermissions.fromString("rw-------"));
        }
        assertEquals("jwt.json.29990101-000000-10.bak",
                publish(path, "1", true).getFirst().getFileName().toString());
        assertEquals("jwt.json.29990101-000000-11.bak",
                publish(path, "2", true).getFirst().getFileName().toString());
        assertEquals(List.of("jwt.json", "jwt.json.29990101-000000-10.bak", "jwt.json.29990101-000000-11.bak",
                "jwt.json.29990101-000000-9.bak"), names());
    }

    @Test
    void no_other_file_goes_for_a_backups_sake() throws IOException {
        Path path = Files.writeString(folder.resolve("jwt.json"), "0");
        var others = List.of("jwt.json.bak", "jwt.json.20200101-000000.bak.1", "xjwt.json.20200101-000000.bak",
                "jwt.json.20200101-0000001.bak", "jwtxjson.20200101-000000.bak", "jwt.json.20200101.bak");
        for (String other : others) {
            Files.setPosixFilePermissions(Files.writeString(folder.resolve(other), "x"),
                    PosixFilePermissions.fromString("rw-------"));
        }
        Path opened = Files.writeString(folder.resolve("jwt.json.20200101-000000.bak"), "a person's copy");
        Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rw-r--r--"));
        for (int i = 0; i < 5; i++) {
            publish(path, "x", true);
        }
        assertTrue(names().containsAll(others), names().toString());
        assertTrue(Files.exists(opened));
    }

    @Test
    void replacing_what_is_not_there_is_writing_it() throws IOException {
        assertEquals(List.of(), publish(folder.resolve("new"), "x", true));
    }

    /** The last name is longer than any file system takes, which shows only when it is published. */
    @Test
    void when_a_later_file_cannot_appear_the_earlier_ones_are_as_they_were() throws IOException {
        Path key = Files.writeString(folder.resolve("server.key"), "old key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        Object inode = Files.getAttribute(key, "unix:ino");
        var files = List.of(new SecretFiles.NewFile(key, "new key".getBytes(UTF_8)),
                new SecretFiles.NewFile(folder.resolve("server.csr"), "csr".getBytes(UTF_8)),
                new SecretFiles.NewFile(folder.resolve("x".repeat(300)), "crt".getBytes(UTF_8)));
        assertEquals("file_unwritable",
                assertThrows(Failure.class, () -> SecretFiles.publish(files, true)).code());
        assertEquals("old key", Files.readString(key));
        assertEquals("rw-r-----", modes(key));
        assertEquals(inode, Files.getAttribute(key, "unix:ino"));
        assertEquals(List.of("server.key"), names());
    }

    @Test
    void folders_made_for_files_that_could_not_appear_go_too_and_older_ones_stay() throws IOException {
        Files.createDirectory(folder.resolve("old"));
        refused("file_unwritable", folder.resolve("old/new/newer/" + "x".repeat(300)), false);
        assertEquals(List.of("old"), names());
        try (var left = Files.list(folder.resolve("old"))) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void a_file_or_a_dangling_link_in_place_of_the_folder_is_named_and_stays() throws IOException {
        Path file = Files.writeString(folder.resolve("certs"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        for (Path parent : List.of(file, link, file.resolve("below"))) {
            Failure failure = refused("file_unwritable", parent.resolve("server.key"), false);
            assertTrue(failure.getMessage().contains(folder.toString()), failure::getMessage);
        }
        assertEquals(List.of("certs", "link"), names());
    }

    @Test
    void a_folder_where_anyone_may_replace_files_is_refused() throws Exception {
        Path open = Files.createDirectory(folder.resolve("it's open"));
        chmod("0777", open);
        Failure failure = refused("folder_unsafe", open.resolve("server.key"), false);
        try (var left = Files.list(open)) {
            assertEquals(0, left.count());
        }
        String command = failure.fix().toString().replaceAll("^run: | \\(or .*", "");
        assertEquals(0, new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor());
        publish(open.resolve("server.key"), "now", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1777", "0770", "0775", "0755"})
    void one_with_the_sticky_bit_or_a_trusted_group_is_not(String modes) throws Exception {
        chmod(modes, folder);
        publish(folder.resolve("server.key"), "x", false);
    }

    @Test
    void drafts_of_dead_runs_are_removed_and_those_of_live_ones_stay() throws Exception {
        Process other = ChildJvm.start(List.of(), "hold", folder.toString());
        assertEquals("held", new String(other.getInputStream().readNBytes(4), UTF_8));
        String held = names().getFirst();
        try (var mine = Draft.write(folder, new byte[1])) {
            publish(folder.resolve("jwt.json"), "x", false);
            publish(folder.resolve("jwt.json"), "x", true);
            assertTrue(names().containsAll(List.of(held, mine.path().getFileName().toString())), names().toString());
        }
        other.destroyForcibly().waitFor();
        assertTrue(names().contains(held), "it was killed with its draft in place");
        publish(folder.resolve("another.json"), "x", false);
        assertFalse(names().contains(held));
    }

    @Test
    void what_is_only_named_as_a_draft_stays() throws Exception {
        Path notes = Files.writeString(folder.resolve(".sfjwt-notes-stays.tmp"), "x");
        Path open = Files.writeString(folder.resolve(".sfjwt-1f.tmp"), "x");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(notes, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve(".sfjwt-2f.tmp"), notes);
        Path pipe = folder.resolve(".sfjwt-3f.tmp");
        Tool.run(pipe.getParent(), "mkfifo", "-m", "600", pipe.toString());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> publish(folder.resolve("jwt.json"), "x", false));
        assertEquals(List.of(".sfjwt-1f.tmp", ".sfjwt-2f.tmp", ".sfjwt-3f.tmp", ".sfjwt-notes-stays.tmp", "jwt.json"),
                names());
        for (Path file : List.of(open, link, pipe)) {
            Files.delete(file);
        }
    }

    @Test
    void of_twenty_at_once_one_wins_and_its_file_is_whole() throws Exception {
        Path path = folder.resolve("jwt.json");
        var writers = IntStream.range(0, 20).mapToObj(i -> (Callable<Boolean>) () -> {
            try {
                SecretFiles.publish(List.of(Publisher.file(path, (char) ('a' + i))), false);
                return true;
            } catch (Failure e) {
                assertEquals("file_exists", e.code());
                return false;
            }
        }).toList();
        try (var threads = Executors.newFixedThreadPool(20)) {
            int won = 0;
            for (var result : threads.invokeAll(writers)) {
                won += result.get() ? 1 : 0;
            }
            assertEquals(1, won);
        }
        assertTrue(Publisher.isWhole(Files.readAllBytes(path)));
        assertEquals(List.of("jwt.json"), names());
    }

    @Test
    void of_many_that_replace_at_once_the_file_and_its_three_backups_are_whole() throws Exception {
        Path path = folder.resolve("jwt.json");
        var writers = IntStream.range(0, 120).mapToObj(i -> (Callable<List<Path>>) () -> publish(path, "f" + i, true))
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var result : threads.invokeAll(writers)) {
                result.get();
            }
        }
        var contents = new TreeSet<String>();
        for (String name : names()) {
            contents.add(Files.readString(folder.resolve(name)));
        }
        assertEquals(4, contents.size());
        assertTrue(contents.stream().allMatch(content -> content.matches("f[0-9]+")), contents::toString);
    }

    @Test
    void nobody_else_could_read_anything_at_any_moment() throws Exception {
        var seen = new ArrayList<String>();
        Thread watcher = Thread.ofPlatform().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try (var files = Files.newDirectoryStream(folder)) {
                    for (Path file : files) {
                        seen.add(modes(file));
                    }
                } catch (IOException e) {
                    // gone in the meantime
                }
            }
        });
        Path path = folder.resolve("server.key");
        for (int i = 0; i < 150; i++) {
            publish(path, "x".repeat(20_000), i % 2 == 1);
            if (i % 2 == 1) {
                for (String name : names()) {
                    Files.delete(folder.resolve(name));
                }
            }
        }
        watcher.interrupt();
        watcher.join();
        assertTrue(seen.size() > 100, "it watched");
        assertEquals(List.of(), seen.stream().filter(modes -> !modes.equals("rw-------")).toList());
    }

    private List<Path> publish(Path path, String content, boolean replace) {
        return SecretFiles.publish(List.of(new SecretFiles.NewFile(path, content.getBytes(UTF_8))), replace);
    }

    private Failure refused(String code, Path path, boolean replace) {
        Failure failure = assertThrows(Failure.class, () -> publish(path, "x", replace), path::toString);
        assertEquals(code, failure.code(), failure::getMessage);
        assertEquals(3, failure.kind().exit());
        return failure;
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String modes(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void chmod(String modes, Path path) throws Exception {
        assertEquals(0, new ProcessBuilder("chmod", modes, path.toString()).start().waitFor());
    }
}
