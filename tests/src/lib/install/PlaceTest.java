package lib.install;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    @TempDir
    private Path folder;

    /** To open one for writing takes until somebody reads from it. */
    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_in_the_place_of_the_lock_holds_nobody_up() throws Exception {
        Place place = Place.of(folder.resolve("bin"));
        Files.createDirectories(place.copies());
        Tool.run(place.lockFile().getParent(), "mkfifo", place.lockFile().toString());
        String refused = assertThrows(IOException.class, place::lock).getMessage();
        assertTrue(refused.contains(place.lockFile() + " is not a regular file; delete it"), refused);
    }
}
