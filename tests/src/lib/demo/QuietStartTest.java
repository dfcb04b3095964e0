package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;

class QuietStartTest {

    /** What a program of ours does with a demo org, and nothing else: every line printed is somebody else's. */
    static final class Child {
        public static void main(String[] args) throws Exception {
            DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
            // Helidon logs from threads of its own; a collection takes loggers that nobody holds
            System.gc();
            Thread.sleep(300);
            new Caller(org).get("/services/data");
            new Caller(org).raw("NONSENSE");
            org.faults().next(1, Answer.hangUp());
            new Caller(org).raw("GET / HTTP/1.1", "Host: 127.0.0.1:" + org.url().getPort());
            try {
                DemoOrg.start(org.url().getPort(), Clock.systemUTC());
            } catch (Failure e) {
                // the port is taken, and that is for the caller to say
            }
            if (args[0].equals("close")) {
                org.close();
            } else {
                System.exit(0);
            }
        }
    }

    @Test
    void nothing_is_printed_by_a_start_and_a_stop() throws Exception {
        assertSilent("close");
    }

    @Test
    void nothing_is_printed_when_the_process_ends_with_the_org_running() throws Exception {
        assertSilent("exit");
    }

    private static void assertSilent(String end) throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Child.class.getName(), end)
                .redirectErrorStream(true).start();
        String printed = new String(child.getInputStream().readAllBytes());
        assertEquals("", printed);
        assertTrue(child.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, child.exitValue());
    }
}
