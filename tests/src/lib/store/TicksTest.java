package lib.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person ticked in the guide, beside the tokens. */
class TicksTest {

    @TempDir
    Path folder;

    private Ticks of(String project) {
        return new Ticks(Optional.of(folder.resolve("store")), folder.resolve(project));
    }

    @Test
    void the_next_dashboard_of_the_folder_knows_them_and_one_of_another_folder_does_not() {
        of("a").change(List.of("A1", "B2"), true);
        of("a").change(List.of("A1"), false);
        assertEquals(Set.of("B2"), of("a").all());
        assertEquals(Set.of(), of("b").all());
    }

    @Test
    void dashboards_that_run_at_once_lose_none() throws Exception {
        List<String> tasks = IntStream.range(0, 60).mapToObj(number -> "A" + number).toList();
        var dashboards = List.of(of("a"), of("a"), of("a"));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<Object>>();
            for (int i = 0; i < tasks.size(); i++) {
                Ticks dashboard = dashboards.get(i % dashboards.size());
                List<String> one = List.of(tasks.get(i));
                all.add(() -> {
                    dashboard.change(one, true);
                    return null;
                });
            }
            pool.invokeAll(all);
        }
        assertEquals(Set.copyOf(tasks), of("a").all());
    }

    @Test
    void where_nothing_can_be_written_they_last_as_long_as_the_dashboard() throws IOException {
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("novel.txt"), "Chapter 1");
        for (Optional<Path> place : List.of(Optional.<Path>empty(), Optional.of(foreign),
                Optional.of(foreign.resolve("novel.txt")))) {
            var ticks = new Ticks(place, folder);
            ticks.change(List.of("A1"), true);
            ticks.change(List.of("A2"), true);
            assertEquals(Set.of("A1", "A2"), ticks.all(), place.toString());
            assertEquals(Set.of(), new Ticks(place, folder).all());
        }
        try (var files = Files.list(foreign)) {
            assertEquals(List.of(foreign.resolve("novel.txt")), files.toList());
        }
    }

    @Test
    void what_a_file_says_besides_tasks_is_passed_over() throws IOException {
        of("a").change(List.of("A1", "A6-4F:0C"), true);
        Path file = only(".ticks");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.writeString(file, "A1\nssh-rsa\n\u0000\nB2\n" + "x".repeat(100_000));
        assertEquals(Set.of("A1", "B2"), of("a").all());
        Files.delete(file);
        Files.createSymbolicLink(file, Files.writeString(folder.resolve("elsewhere"), "A1\n"));
        assertEquals(Set.of(), of("a").all());
        of("a").change(List.of("A2"), true);
        assertEquals("A1\n", Files.readString(folder.resolve("elsewhere")));
        assertEquals(Set.of("A2"), of("a").all());
    }

    @Test
    void a_store_that_holds_them_stays_one() throws IOException {
        of("a").change(List.of("A1"), true);
        Files.delete(only("CACHEDIR.TAG"));
        assertEquals(Optional.empty(), new StoreFolder(folder.resolve("store")).flaw());
        assertTrue(Ticks.isTask("C4"));
        assertFalse(Ticks.isTask("A1\n"));
        assertFalse(Ticks.isTask("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj"));
    }

    private Path only(String ending) throws IOException {
        try (var files = Files.list(folder.resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().getFirst();
        }
    }
}
