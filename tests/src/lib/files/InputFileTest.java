package lib.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import lib.failure.Failure;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputFileTest {

    private static final int CAP = 1024;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CAP})
    void a_file_up_to_the_cap_is_read_whole(int size) throws IOException {
        byte[] content = new byte[size];
        assertArrayEquals(content, InputFile.read(Files.write(folder.resolve("f"), content), "config", CAP));
    }

    @Test
    void a_larger_one_is_refused() throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[CAP + 1]);
        assertEquals("config " + file + " is larger than 1 KiB", refused("file_too_large", file).getMessage());
    }

    @Test
    void what_has_no_end_or_no_content_is_not_opened_at_all() throws Exception {
        Path pipe = folder.resolve("pipe");
        Tool.run(pipe.getParent(), "mkfifo", pipe.toString());
        for (Path path : new Path[] {pipe, Path.of("/dev/zero"), Path.of("/dev/stdin"), folder}) {
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> refused("file_not_regular", path));
        }
        assertTrue(refused("file_not_regular", folder).getMessage().endsWith(" is a folder"));
    }

    @Test
    void a_tilde_is_the_home_and_a_dot_is_never_nothing() {
        Path home = Path.of(System.getenv("HOME"));
        assertEquals(home.resolve("keys/a.key"), InputFile.path(folder, "~/keys/a.key", "--key-file"));
        assertEquals(home, InputFile.path(folder, "~", "--output"));
        assertEquals(folder.resolve("~x"), InputFile.path(folder, "./~x", "--output"));
        assertEquals("bad_path", assertThrows(Failure.class, () -> InputFile.path(folder, "~ada/x", "-o")).code());
        assertEquals(Path.of("."), InputFile.path(Path.of(""), ".", "--output"));
        assertEquals(Path.of("."), InputFile.path(Path.of(""), "a/..", "--output"));
    }

    @Test
    void a_missing_file_is_missing_and_a_dangling_link_says_that_it_is_one() throws IOException {
        Failure failure = refused("file_missing", folder.resolve("nowhere/f"));
        assertEquals(404, failure.kind().http());
        refused("file_missing", Files.writeString(folder.resolve("f"), "x").resolve("below"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertTrue(refused("file_missing", link).getMessage().endsWith(" is a link to a file that does not exist"));
    }

    @Test
    void what_cannot_be_reached_is_not_called_missing() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        refused("file_unreadable", loop);
        refused("file_unreadable", folder.resolve("x".repeat(300)));
    }

    @Test
    void a_link_to_a_file_is_as_good_as_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "x");
        assertEquals(1, InputFile.read(Files.createSymbolicLink(folder.resolve("link"), file), "config", CAP).length);
    }

    @Test
    void a_tilde_that_no_shell_has_seen_is_explained() {
        assertTrue(refused("file_missing", folder.resolve("~/server.key")).fix().toString().contains("what ~ "
                + "stands for"));
        assertTrue(refused("file_missing", Path.of("~/server.key")).fix().toString().contains("what ~ stands for"));
        assertFalse(refused("file_missing", folder.resolve("server.key~")).fix().toString().contains("~"));
    }

    @Test
    void a_name_with_a_line_break_makes_up_no_line() {
        String message = refused("file_missing", folder.resolve("a\nsfjwt: fix: evil")).getMessage();
        assertTrue(message.endsWith("/a sfjwt: fix: evil does not exist"), message);
    }

    @ParameterizedTest
    @CsvSource({"certs/server.key, /acme/certs/server.key", "./a, /acme/a", "../a, /a", "/abs/x, /abs/x",
        "a b'c, /acme/a b'c"})
    void a_path_is_relative_to_the_folder(String typed, String path) {
        assertEquals(Path.of(path), InputFile.path(Path.of("/acme"), typed, "--key-file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b"})
    void what_is_no_path_is_refused_by_name(String typed) {
        Failure failure = assertThrows(Failure.class, () -> InputFile.path(folder, typed, "--key-file"));
        assertEquals("bad_path", failure.code());
        assertTrue(failure.getMessage().startsWith("--key-file "), failure::getMessage);
    }

    /** Whoever wants such a line, a PIN or a bearer, sees all of it, and refuses what cannot be one. */
    @ParameterizedTest
    @CsvSource({"'secret', 'secret'", "'secret\r\nmore', 'secret'", "'sec\0ret\n', 'sec\0ret'", "'ü', 'ü'", "'\n', ''"})
    void the_first_line_ends_with_the_line(String content, String line) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), content);
        assertEquals(line, new String(InputFile.firstLine(file, "passphrase")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_first_line_with_a_byte_order_mark_is_the_line_without_it(String charset) throws Exception {
        Path file = Files.write(folder.resolve("secret"), "\uFEFFgehéim\r\n".getBytes(Charset.forName(charset)));
        assertEquals("gehéim", new String(InputFile.firstLine(file, "passphrase")));
    }

    @Test
    void a_key_in_place_of_its_path_is_not_repeated() {
        Failure failure = assertThrows(Failure.class, () -> InputFile.path(folder,
                "-----BEGIN PRIVATE KEY-----\nMIIEcanary\n-----END PRIVATE KEY-----", "SFJWT_PRIVATE_KEY_FILE"));
        assertFalse(failure.getMessage().contains("canary"));
        assertTrue(failure.fix().toString().contains("the key itself goes into SFJWT_PRIVATE_KEY"),
                () -> failure.fix().toString());
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "r--------, false", "rwx------, false", "rw-r-----, true", "rw----r--, true",
        "rw--w----, true", "rw------x, true"})
    void a_file_open_to_others_is_told(String modes, boolean open) throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
        assertEquals(open, InputFile.isOpenToOthers(file));
        assertFalse(InputFile.isOpenToOthers(folder.resolve("nowhere")));
    }

    private static Failure refused(String code, Path file) {
        Failure failure = assertThrows(Failure.class, () -> InputFile.read(file, "config", CAP), file::toString);
        assertEquals(code, failure.code());
        assertEquals(3, failure.kind().exit());
        return failure;
    }
}
