package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The boxes of step 2 are the folder's: whichever browser, port and run of the server they were ticked in. */
class TicksTest {

    @TempDir
    Path folder;

    private Running dashboard(boolean demo) {
        return Running.in(folder.resolve("project"), Map.of("SFJWT_STORE_DIR", folder.resolve("store").toString()),
                demo);
    }

    private static String tasks(Running dashboard) throws IOException {
        JsonObject tasks = Running.json(dashboard.get("/api/config")).getJsonObject("tasks");
        assertEquals(16, tasks.getInt("of"));
        return tasks.get("ticked").toString();
    }

    @Test
    void two_servers_at_once_and_the_next_one_know_them_and_practice_is_none_of_theirs() throws IOException {
        Files.createDirectory(folder.resolve("project"));
        try (var one = dashboard(false); var other = dashboard(false)) {
            one.post("/api/ticks", "{\"tasks\": [\"A1\", \"A2\"], \"ticked\": true}");
            var answer = other.post("/api/ticks", "{\"tasks\": [\"A1\"], \"ticked\": false}");
            assertEquals("{\"ticked\":[\"A2\"],\"of\":16}", answer.text());
            other.post("/api/ticks", "{\"tasks\": [\"B1\"], \"ticked\": true}");
            assertEquals("[\"A2\",\"B1\"]", tasks(one));
        }
        try (var demo = dashboard(true)) {
            assertEquals("[]", tasks(demo));
            demo.post("/api/ticks", "{\"tasks\": [\"C1\"], \"ticked\": true}");
            assertEquals("[\"C1\"]", tasks(demo));
        }
        try (var next = dashboard(false)) {
            assertEquals("[\"A2\",\"B1\"]", tasks(next));
        }
    }

    @Test
    void what_is_not_a_task_is_refused_and_not_kept() throws IOException {
        Files.createDirectory(folder.resolve("project"));
        String secret = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
        try (var dashboard = dashboard(false)) {
            for (String body : new String[] {"{\"tasks\": [\"" + secret + "\"], \"ticked\": true}",
                "{\"tasks\": [1], \"ticked\": true}", "{\"tasks\": \"A1\"}", "{\"tasks\": [\"A1\"], \"ticked\": 1}",
                "{\"tasks\": [null]}", "{\"typed\": {}}"}) {
                var answer = dashboard.post("/api/ticks", body);
                assertEquals("bad_request", Running.json(answer).getString("code"), body + answer);
                assertFalse(answer.text().contains(secret), answer.toString());
            }
            assertEquals("[]", tasks(dashboard));
        }
    }
}
