package lib.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;

/** What goes wrong before a command runs ends like every other failure. */
class ProgramTest {

    private static final String LONG = "d".repeat(300);
    private static final String REPLACED = "\uFFFD";

    @TempDir
    Path folder;

    /** Picocli cannot make it, because it takes no surroundings. */
    @Command(name = "unmakeable")
    static final class Unmakeable {
        private Unmakeable(int unknown) {
            throw new IllegalStateException("never made with " + unknown);
        }
    }

    @ParameterizedTest
    @CsvSource({"SFJWT_STORE_DIR, LONG, get-token, 2", "SFJWT_STORE_DIR, LONG, whoami, 2",
        "SFJWT_USERNAME, REPLACED, get-token, 2", "ANY, thing, REPLACED, 2"})
    void each_early_part_ends_in_a_failure(String variable, String value, String arg, int exit) {
        Sfjwt sfjwt = new Sfjwt(folder).with(variable, filled(value));
        Sfjwt.Run text = sfjwt.run(filled(arg));
        assertEquals("", text.exitsWith(exit).out());
        assertTrue(text.err().startsWith("sfjwt: error: "), text::toString);
        assertFalse(text.err().contains("\tat "), text::toString);
        Sfjwt.Run json = sfjwt.run(filled(arg), "--json");
        assertEquals(exit, json.exitsWith(exit).json().getInt("exitCode"));
        assertEquals("", json.err());
    }

    @Test
    void a_command_that_cannot_be_made_is_a_bug_and_a_document() {
        Sfjwt.Run run = new Sfjwt(folder).run(Unmakeable.class, "--json").exitsWith(1);
        assertEquals("internal", run.json().getString("code"));
        assertEquals("", run.err());
    }

    @Test
    void json_behind_two_dashes_belongs_to_another_program() {
        assertEquals("", new Sfjwt(folder).run("exec", "--bad", "--", "node", "--json").exitsWith(2).out());
    }

    private static String filled(String word) {
        return word.equals("LONG") ? LONG : word.equals("REPLACED") ? REPLACED : word;
    }
}
