package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import lib.keys.ChildJvm;
import org.junit.jupiter.api.Test;

/** The turning mark, when the program is ended from outside. */
class SpinnerTest {

    /** Ends as with Ctrl-C, and takes its time over it: what runs in it goes on, and may want to show that it does. */
    static final class Ended {
        public static void main(String[] args) throws Exception {
            var style = new Style(false, false);
            new Spinner(System.err, style, "at work");
            Thread.sleep(400);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                new Spinner(System.err, style, "something else");
                pause();
            }));
            System.exit(130);
        }

        private static void pause() {
            try {
                Thread.sleep(600);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void its_line_goes_and_does_not_come_back() throws Exception {
        Process process = new ProcessBuilder(ChildJvm.command(List.of(), Ended.class)).start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(130, process.waitFor());
        assertTrue(err.contains("| at work"), err);
        assertTrue(err.endsWith("\r\u001b[2K"), err);
        assertFalse(err.contains("something else") || err.contains("Exception"), err);
    }
}
