package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lib.failure.Failure;
import lib.keys.GenerateCerts.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two runs in one folder: each key stays with its certificate, whoever is slow. */
@Execution(ExecutionMode.CONCURRENT)
class GenerateCertsRaceTest {

    private final GenerateCerts operation = new GenerateCerts(Clock.systemUTC());

    @TempDir
    private Path folder;

    @BeforeEach
    void needs_strace() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/strace")), "no strace here");
    }

    @Test
    void a_replacement_waits_for_a_first_run_that_is_slow_between_its_files() throws Exception {
        Process slow = slowAtLink(3, "once");
        awaitFile("server.key");
        assertFalse(Files.exists(folder.resolve("server.crt")), "the first run is between its files");
        run(true, false);
        assertEquals("", said(slow));
        verify();
        assertEquals(3, names().stream().filter(name -> name.endsWith(".bak")).count(), names().toString());
    }

    @Test
    void a_run_that_does_not_replace_gives_way() throws Exception {
        Process slow = slowAtLink(3, "once");
        awaitFile("server.key");
        Failure failure = TestKeys.refusal(() -> run(false, false));
        assertTrue(List.of("key_without_certificate", "file_exists").contains(failure.code()), failure.code());
        assertEquals("", said(slow));
        verify();
    }

    @Test
    void a_replacement_that_was_killed_between_its_files_is_named_and_finished_from_its_key() throws Exception {
        run(false, false);
        String old = Files.readString(folder.resolve("server.crt"));
        // the lock, the backup of the key and, once the new key has its place, that of the request
        Process slow = slowAtLink(3, "force");
        awaitBackup();
        while (isOldPair()) {
            Thread.sleep(5);
        }
        slow.descendants().forEach(ProcessHandle::destroyForcibly);
        slow.destroyForcibly().waitFor();
        assertEquals(old, Files.readString(folder.resolve("server.crt")), "the old certificate is still there");

        Failure failure = TestKeys.refusal(() -> run(false, false));
        assertEquals("key_cert_mismatch", failure.code());
        assertTrue(failure.fix().toString().contains("--reuse-key --force"), failure.fix().toString());
        byte[] key = Files.readAllBytes(folder.resolve("server.key"));
        run(true, true);
        assertEquals(new String(key), Files.readString(folder.resolve("server.key")));
        verify();
        assertFalse(names().stream().anyMatch(name -> name.startsWith(".sfjwt-")), names().toString());
    }

    private boolean isOldPair() {
        try {
            verify();
            return true;
        } catch (Failure e) {
            return false;
        }
    }

    private Process slowAtLink(int number, String mode) throws IOException {
        var command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e",
                "trace=link,linkat", "-e", "inject=link,linkat:delay_enter=6000000:when=" + number));
        command.addAll(ChildJvm.command(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), GenerateLoop.class,
                folder.toString(), mode));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void awaitFile(String name) throws InterruptedException {
        while (!Files.exists(folder.resolve(name))) {
            Thread.sleep(5);
        }
    }

    private void awaitBackup() throws Exception {
        while (names().stream().noneMatch(name -> name.endsWith(".bak"))) {
            Thread.sleep(5);
        }
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes());
    }

    private void run(boolean force, boolean reuseKey) {
        operation.run(new Request(folder, Subject.DEFAULT, 365, 2048, force, reuseKey), CertsProgress.NONE);
    }

    private void verify() {
        new VerifyKey(Clock.systemUTC()).run(new VerifyKey.Request(folder.resolve("server.key"),
                folder.resolve("server.crt"), Passphrase.NONE));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
