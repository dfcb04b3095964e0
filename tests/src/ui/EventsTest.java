package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Progress as it happens: each step when it begins and when it is done, and who may listen. */
class EventsTest {

    @TempDir
    Path temp;

    @Test
    void the_steps_of_generate_certs_come_in_their_order_while_it_works() throws IOException {
        try (var dashboard = Running.in(temp); var listener = listen(dashboard)) {
            dashboard.post("/api/generate-certs", "{\"outputDir\": \"silent\"}");
            dashboard.post("/api/generate-certs", "{}", "X-SFJWT-Operation: op-1\r\n");
            List<JsonObject> events = until("finished", listener);
            assertEquals(List.of("generate_key began", "generate_key done", "generate_csr began", "generate_csr done",
                    "generate_crt began", "generate_crt done", "verify_key began", "verify_key done", "finished ok"),
                    events.stream().map(event -> event.getString("step") + " " + event.getString("status")).toList());
            for (JsonObject event : events) {
                assertEquals("op-1", event.getString("operation"), "an operation without an id tells nothing");
            }
            assertTrue(Files.exists(Path.of(events.get(1).getString("file"))));
        }
    }

    @Test
    void a_step_is_told_before_the_answer_is_there() throws IOException {
        try (var dashboard = Running.in(temp); var listener = listen(dashboard);
                var client = new Wire(dashboard.port)) {
            client.send(dashboard.begin("POST", "/api/generate-certs") + "X-SFJWT-Operation: slow\r\n"
                    + Running.jsonBody("{\"keySize\": 4096}"));
            assertEquals("began", nextEvent(listener).getString("status"));
            assertFalse(Files.exists(temp.resolve("certs/server.key")),
                    "a key of 4096 bits takes longer than an event");
            assertEquals(200, client.answer().status());
        }
    }

    @Test
    void a_failure_ends_the_operation_too() throws IOException {
        try (var dashboard = Running.in(temp); var listener = listen(dashboard)) {
            dashboard.post("/api/generate-certs", "{\"days\": 0}", "X-SFJWT-Operation: op-2\r\n");
            List<JsonObject> events = until("finished", listener);
            assertEquals("failed", events.getLast().getString("status"));
            assertEquals("bad_days", events.getLast().getString("code"));
        }
    }

    @Test
    void listeners_leave_room_for_work_and_a_place_is_free_again_when_one_leaves() throws Exception {
        try (var dashboard = Running.in(temp)) {
            var listeners = new ArrayList<Wire>();
            for (int i = 0; i < Events.MOST_LISTENERS; i++) {
                listeners.add(listen(dashboard));
            }
            assertEquals("too_many_listeners", Running.json(dashboard.get("/api/events")).getString("code"));
            assertEquals(200, dashboard.get("/api/status").status());
            for (Wire listener : listeners) {
                listener.close();
            }
            // nothing happens that would be written to them; a moment is all that the server needs
            Wire.Answer answer = dashboard.get("/api/status");
            for (int i = 0; i < 100 && !hasPlace(dashboard); i++) {
                Thread.sleep(10);
            }
            assertEquals(200, answer.status());
            listen(dashboard).close();
        }
    }

    @Test
    void a_stream_outlives_all_limits_on_requests_and_ends_when_the_server_stops() throws Exception {
        Running dashboard = Running.inHaste(temp, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMillis(500));
        try (var listener = listen(dashboard)) {
            for (int heartbeats = 0; heartbeats < 7; heartbeats++) {
                assertEquals(": still here", nextLine(listener));
            }
            dashboard.close();
            String line = listener.line();
            while (!line.equals("0")) { // the last chunk
                line = listener.line();
            }
        }
    }

    private static boolean hasPlace(Running dashboard) throws IOException {
        try (var wire = new Wire(dashboard.port).send(dashboard.begin("GET", "/api/events") + "\r\n")) {
            return wire.line().equals("HTTP/1.1 200 OK");
        }
    }

    private static Wire listen(Running dashboard) throws IOException {
        var wire = new Wire(dashboard.port).send(dashboard.begin("GET", "/api/events") + "\r\n");
        assertEquals("HTTP/1.1 200 OK", wire.line());
        var headers = new ArrayList<String>();
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            headers.add(line);
        }
        assertTrue(headers.toString().contains("text/event-stream"), headers.toString());
        assertTrue(headers.toString().contains("no-store") && headers.toString().contains("nosniff"),
                headers.toString());
        assertEquals(": listening", nextLine(wire));
        return wire;
    }

    private static List<JsonObject> until(String step, Wire wire) throws IOException {
        var events = new ArrayList<JsonObject>();
        do {
            events.add(nextEvent(wire));
        } while (!events.getLast().getString("step").equals(step));
        return events;
    }

    private static JsonObject nextEvent(Wire wire) throws IOException {
        while (true) {
            String line = wire.line();
            if (line.startsWith("data: ")) {
                return Running.json(line.substring("data: ".length()));
            }
        }
    }

    /** The next line of the stream that says something; chunk sizes say nothing. */
    private static String nextLine(Wire wire) throws IOException {
        String line = wire.line();
        while (!line.startsWith(":")) {
            line = wire.line();
        }
        return line;
    }
}
