package lib.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import lib.failure.Failure;
import lib.keys.GenerateCerts.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** kill -9 at any moment: a key that is there is whole, and a further run gets to the end. */
@Execution(ExecutionMode.CONCURRENT)
class GenerateCertsKilledTest {

    private static final int FRESH_ROUNDS = 5;
    private static final int FORCE_ROUNDS = 3;
    private static final long SEED = System.nanoTime();

    private final Random random = new Random(SEED);
    private final GenerateCerts operation = new GenerateCerts(Clock.systemUTC());

    @TempDir
    private Path folder;

    @Test
    void a_killed_first_run_leaves_a_whole_key_or_none_and_the_next_run_finishes() throws Exception {
        for (int round = 0; round < FRESH_ROUNDS; round++) {
            Path root = Files.createDirectory(folder.resolve("fresh" + round));
            // the second set: by then the classes are loaded and the files follow each other quickly
            killWhen(root, "fresh", names -> names.contains("set1"));
            try (var sets = Files.list(root)) {
                for (Path set : sets.toList()) {
                    requireWholeKey(set);
                    finish(set);
                }
            }
        }
    }

    @Test
    void a_killed_replacement_leaves_the_old_key_or_the_new_one() throws Exception {
        for (int round = 0; round < FORCE_ROUNDS; round++) {
            Path set = folder.resolve("force" + round);
            run(set, false, false);
            killWhen(set, "force", names -> names.stream().filter(name -> name.endsWith(".bak")).count() > 3);
            assertTrue(Files.exists(set.resolve("server.key")), "a key is there, seed " + SEED);
            requireWholeKey(set);
            finish(set);
        }
    }

    private void killWhen(Path watched, String mode, Predicate<List<String>> moment) throws Exception {
        // quick to start, which is most of a round
        Process child = ChildJvm.start(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), GenerateLoop.class,
                watched.toString(), mode);
        while (!moment.test(names(watched))) {
            assertTrue(child.isAlive(), "the child runs on");
            Thread.sleep(1);
        }
        Thread.sleep(0, random.nextInt(1_000_000));
        Thread.sleep(random.nextInt(30));
        child.destroyForcibly().waitFor();
    }

    private static void requireWholeKey(Path set) {
        if (Files.exists(set.resolve("server.key"))) {
            String said = Openssl.run(set, "pkey", "-check", "-noout", "-in", "server.key");
            assertTrue(said.contains("Key is valid"), said);
        }
    }

    /** As a person would: try again, and do what the failure says. */
    private void finish(Path set) throws IOException {
        String refusal = refusalOfAFurtherRun(set);
        try {
            run(set, false, false);
            assertEquals("", refusal);
        } catch (Failure e) {
            assertEquals(refusal, e.code(), "seed " + SEED);
            run(set, e.fix().toString().contains("--force"), e.fix().toString().contains("--reuse-key"));
        }
        new VerifyKey(Clock.systemUTC()).run(new VerifyKey.Request(set.resolve("server.key"), set.resolve("server.crt"),
                Passphrase.NONE));
        assertFalse(names(set).stream().anyMatch(name -> name.startsWith(".sfjwt-")), "drafts are left: " + names(set));
    }

    /** By what openssl says of the files, as the kill can come before, between and after each of them. */
    private static String refusalOfAFurtherRun(Path set) {
        if (!Files.exists(set.resolve("server.key"))) {
            return "";
        }
        if (!Files.exists(set.resolve("server.crt"))) {
            return "key_without_certificate";
        }
        return Openssl.run(set, "pkey", "-pubout", "-in", "server.key")
                .equals(Openssl.run(set, "x509", "-pubkey", "-noout", "-in", "server.crt"))
                        ? "file_exists" : "key_cert_mismatch";
    }

    private void run(Path set, boolean force, boolean reuseKey) {
        operation.run(new Request(set, Subject.DEFAULT, 365, 2048, force, reuseKey), CertsProgress.NONE);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
