package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lib.cli.AtDemoOrg;
import lib.cli.Sfjwt;
import lib.demo.Answer;
import lib.keys.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store under many hands at once, and under hands that let go. */
class StoreParallelTest extends AtDemoOrg {

    private static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m");

    /** Many calls in one JVM: {@code Callers FOLDER HOW_MANY TIMEOUT}. Prints the tokens, each once. */
    static final class Callers {
        private Callers() {
        }

        public static void main(String[] args) throws Exception {
            calls(Path.of(args[0]), Integer.parseInt(args[1]), args[2]).forEach(System.out::print);
        }

        static Set<String> calls(Path folder, int howMany, String timeout) throws Exception {
            var tokens = new ConcurrentSkipListSet<String>();
            Callable<Boolean> call = () -> tokens.add(new Sfjwt(folder).with("SFJWT_STORE_DIR", "store")
                    .run("get-token", "--token-only", "--timeout", timeout).exitsWith(0).out());
            try (var threads = Executors.newFixedThreadPool(howMany)) {
                for (var done : threads.invokeAll(java.util.Collections.nCopies(howMany, call))) {
                    done.get();
                }
            }
            return tokens;
        }
    }

    @Test
    void fifty_processes_at_once_that_find_no_token_make_one_login() throws Exception {
        // slow enough that many of them find none
        demo.org.faults().next(1, "/services/oauth2/token", Answer.json(200, jakarta.json.Json.createObjectBuilder()
                .add("access_token", "00DDEMO00000org!AQonce").add("instance_url", demo.org.url().toString())
                .add("token_type", "Bearer").build()).after(Duration.ofSeconds(3)));
        var children = new ArrayList<Process>();
        for (int i = 0; i < 50; i++) {
            children.add(getToken());
        }
        var tokens = new HashSet<String>();
        for (Process child : children) {
            String out = new String(child.getInputStream().readAllBytes());
            assertTrue(child.waitFor(120, TimeUnit.SECONDS) && child.exitValue() == 0, out);
            tokens.add(out);
        }
        assertEquals(Set.of("00DDEMO00000org!AQonce\n"), tokens);
        assertEquals(1, demo.logins());
    }

    private Process getToken() throws IOException {
        var builder = new ProcessBuilder(ChildJvm.command(QUICK, Sfjwt.root(), "get-token", "--token-only",
                "--timeout", "120")).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("SFJWT_STORE_DIR", folder.resolve("store").toString());
        return builder.start();
    }

    @Test
    @Timeout(100)
    void a_holder_that_was_killed_holds_nobody_up() throws Exception {
        demo.org.faults().next(1, "/services/oauth2/token", Answer.hangUp().after(Duration.ofSeconds(30)));
        Process holder = ChildJvm.start(QUICK, Callers.class, folder.toString(), "1", "30");
        while (demo.logins() == 0) {
            assertTrue(holder.isAlive());
            Thread.sleep(10);
        }
        holder.destroyForcibly().waitFor();
        // with so much patience a lock that is left behind would hold it up beyond the limit of this test
        assertEquals(1, Callers.calls(folder, 1, "300").size());
    }

    @Test
    void a_holder_that_hangs_holds_nobody_up_for_long() throws Exception {
        demo.org.faults().next(1, "/services/oauth2/token", Answer.hangUp().after(Duration.ofSeconds(30)));
        Process holder = ChildJvm.start(QUICK, Callers.class, folder.toString(), "1", "30");
        while (demo.logins() == 0) {
            assertTrue(holder.isAlive());
            Thread.sleep(10);
        }
        assertEquals(1, Callers.calls(folder, 1, "5").size());
        assertTrue(holder.isAlive());
        holder.destroyForcibly().waitFor();
    }

    @Test
    void killed_at_any_moment_it_is_whole_or_not_there_and_the_next_call_works() throws Exception {
        var random = new Random();
        for (int round = 0; round < 6; round++) {
            // logs in and replaces all the time
            Process child = ChildJvm.start(QUICK, Storing.class, folder.toString());
            long before = demo.logins();
            while (demo.logins() < before + 2) {
                assertTrue(child.isAlive(), () -> "the child runs on");
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(60), random.nextInt(999_999));
            child.destroyForcibly().waitFor();
            Sfjwt.Run run = demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--token-only").exitsWith(0);
            assertEquals("", run.err(), run::toString);
        }
        demo.sfjwt().with("SFJWT_STORE_DIR", "store").run("get-token", "--fresh").exitsWith(0);
        try (var files = Files.list(folder.resolve("store"))) {
            assertEquals(3, files.count(), "an entry, its lock, the mark, and no draft");
        }
    }

    /** Replaces the stored token until it is killed. */
    static final class Storing {
        private Storing() {
        }

        public static void main(String[] args) {
            while (true) {
                new Sfjwt(Path.of(args[0])).with("SFJWT_STORE_DIR", "store").run("get-token", "--fresh").exitsWith(0);
            }
        }
    }
}
