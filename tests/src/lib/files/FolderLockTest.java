package lib.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.failure.Failure;
import lib.keys.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderLockTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder", "link", "dangling link"})
    void what_can_be_no_lock_is_named_at_once(String what) throws Exception {
        Path lock = folder.resolve(".sfjwt-lock");
        switch (what) {
            case "pipe" -> Tool.run(lock.getParent(), "mkfifo", lock.toString());
            case "folder" -> Files.createDirectory(lock);
            case "link" -> Files.createSymbolicLink(lock, folder);
            default -> Files.createSymbolicLink(lock, folder.resolve("nothing"));
        }
        Failure refused = assertThrows(Failure.class, () -> FolderLock.take(folder));
        assertEquals("file_in_the_way", refused.code());
        assertTrue(refused.getMessage().startsWith(lock.toString()), refused.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(List.of(lock), files.toList());
        }
    }

    @Test
    void a_folder_that_was_made_for_it_goes_with_it() {
        Path made = folder.resolve("a/b");
        FolderLock.take(made).close();
        assertTrue(Files.notExists(folder.resolve("a")));
    }
}
