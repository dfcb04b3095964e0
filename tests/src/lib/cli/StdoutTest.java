package lib.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import lib.failure.Failure;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that had enough, and output that is lost. */
class StdoutTest {

    /** As a German system has it, to which the JVM hands the words of strerror(3). */
    private static final String BROKEN_PIPE = "Datenübergabe unterbrochen (broken pipe)";
    private static final String FULL = "Auf dem Gerät ist kein Speicherplatz mehr verfügbar";

    @TempDir
    Path folder;

    @Test
    void a_reader_that_had_enough_is_no_failure_in_any_language() throws Exception {
        Path pipe = folder.resolve("pipe");
        Tool.run(folder, "mkfifo", pipe.toString());
        assertDoesNotThrow(failing(BROKEN_PIPE, pipe)::check);
        Path socket = folder.resolve("socket");
        try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            assertDoesNotThrow(failing(BROKEN_PIPE, socket)::check);
        }
        assertDoesNotThrow(failing("Broken pipe", folder.resolve("none"))::check);
    }

    @Test
    void output_that_is_lost_is_a_failure() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path place : new Path[] {file, Path.of("/dev/full"), folder.resolve("none")}) {
            Failure lost = assertThrows(Failure.class, failing(FULL, place)::check);
            assertEquals("output_lost", lost.code());
        }
    }

    private static Stdout failing(String words, Path descriptor) {
        var stdout = new Stdout(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(words);
            }
        }, descriptor);
        assertThrows(IOException.class, () -> stdout.write('x'));
        return stdout;
    }
}
