package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The app from the page: which orgs, the plan, the consent, the work. */
@Timeout(120)
class AppCallsTest {

    private static final Pattern EVENT = Pattern.compile("event: (\\w+)\\ndata: (.*)\\n");

    @TempDir
    Path temp;

    private Path root;
    @AutoClose
    private Running dashboard;

    private record Event(String name, JsonObject data) {
    }

    @BeforeEach
    void start() throws Exception {
        root = temp.toRealPath();
        dashboard = Running.in(root, Map.of("PATH", "/nowhere"), true);
    }

    @Test
    void the_orgs_are_those_that_there_is_a_session_for() throws Exception {
        JsonObject orgs = Running.json(dashboard.get("/api/orgs"));
        assertEquals("demo", orgs.getJsonArray("orgs").getJsonObject(0).getString("name"));
    }

    @Test
    void where_sf_is_missing_the_page_names_a_way_out_that_is_one_there() throws Exception {
        JsonObject problem = Running.json(dashboard.get("/api/orgs")).getJsonObject("problem");
        assertEquals("sf_not_found", problem.getString("code"));
        assertEquals("install it (npm install --global @salesforce/cli) and log in (sf org login web)",
                problem.getString("fix"));
    }

    @Test
    void without_consent_the_plan_is_all_that_happens() throws Exception {
        List<Event> events = create("");
        assertEquals("plan", events.getLast().name(), events::toString);
        JsonObject plan = events.getLast().data();
        assertTrue(plan.getString("question").contains("Developer Edition"), plan::toString);
        assertFalse(plan.getBoolean("production"));
        assertFalse(Files.exists(root.resolve("jwt.json")));
        assertFalse(Files.exists(root.resolve("certs")));
    }

    @Test
    void with_consent_each_part_is_told_and_the_login_ends_it() throws Exception {
        List<Event> events = create(", \"confirmed\": true");
        assertEquals("summary", events.getLast().name(), events::toString);
        assertEquals("not-approved@demo.example", events.getLast().data().getString("username"));
        assertTrue(events.stream().anyMatch(event -> event.name().equals("done")
                && event.data().getString("text").equals("app sfjwt made")), events::toString);
        assertTrue(Files.exists(root.resolve("jwt.json")));
        assertFalse(events.toString().contains("00DDEMO00000org!"), "a token is told");
    }

    @Test
    void what_fails_is_a_failure_as_everywhere() throws Exception {
        List<Event> events = create(", \"confirmed\": true, \"permissionSet\": \"Not_there\"");
        assertEquals("failed", events.getLast().name(), events::toString);
        assertEquals("permission_set_unknown", events.getLast().data().getString("code"));
        assertEquals("no_admin_session", Running.json(dashboard.post("/api/app", "{\"user\": \"a@b\"}"))
                .getString("code"));
        assertEquals("path_outside", Running.json(dashboard.post("/api/app",
                "{\"user\": \"a@b\", \"org\": \"demo\", \"configPath\": \"../jwt.json\"}")).getString("code"));
    }

    private List<Event> create(String more) throws Exception {
        String text = dashboard.post("/api/app", "{\"org\": \"demo\", \"user\": \"not-approved@demo.example\"" + more
                + "}", "Accept: text/event-stream\r\nConnection: close\r\n").text();
        return EVENT.matcher(text).results().map(match -> new Event(match.group(1), Running.json(match.group(2))))
                .toList();
    }
}
