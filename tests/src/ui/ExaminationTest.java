package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor over HTTP: what it tells, in which order, as the command line does, and that it ends with its reader. */
@Timeout(120)
class ExaminationTest {

    /** Its refusal is one that a change in Setup may mend, so that it is waited for. */
    private static final String NOT_APPROVED_YET = "nobody@demo.example";

    @TempDir
    Path temp;

    private Path root;
    private DemoOrg org;
    private Running dashboard;

    private record Event(String name, JsonObject data) {
    }

    @BeforeEach
    void start() throws IOException {
        root = temp.toRealPath();
        org = DemoOrg.start(0, Clock.systemUTC());
        dashboard = Running.in(root);
        assertEquals(200, dashboard.post("/api/generate-certs", "{}").status());
        org.register(Files.readAllBytes(root.resolve("certs/server.crt")));
    }

    @AfterEach
    void stop() {
        dashboard.close();
        org.close();
    }

    @Test
    void sections_begin_before_their_checks_checks_before_their_findings_and_the_summary_ends_it() throws Exception {
        List<Event> events = examine(login(DemoOrg.USERNAME));
        var expected = new ArrayList<String>();
        String phase = "";
        for (JsonObject check : events.getLast().data().getJsonArray("checks").getValuesAs(JsonObject.class)) {
            if (!phase.equals(check.getString("phase"))) {
                phase = check.getString("phase");
                expected.add("section " + phase);
            }
            expected.add("began " + check.getString("check"));
            expected.add("found " + check.getString("check"));
        }
        expected.add("summary");
        assertEquals(expected, events.stream().map(ExaminationTest::words).toList());
        assertTrue(events.getLast().data().getBoolean("healthy"), events.toString());
        assertEquals(4, events.stream().filter(event -> event.name().equals("section")).count());
    }

    @Test
    void it_finds_and_says_what_the_command_does() throws Exception {
        for (String user : List.of(DemoOrg.USERNAME, DemoUser.NOT_APPROVED.username(), DemoUser.FROZEN.username())) {
            String save = login(user).replace("}", ",\"force\":true}");
            assertEquals(200, dashboard.post("/api/save-config", save).status());
            JsonObject cli = Cli.json(root, Clock.systemUTC(), "doctor");
            JsonObject api = examine(login(user).replace("}", ",\"configPath\":\"jwt.json\"}")).getLast().data();
            for (String field : List.of("healthy", "checks", "diagnosis")) {
                assertEquals(withoutTime(cli.get(field)), withoutTime(api.get(field)), user);
            }
            // where the command line names a command, the page has a button
            assertEquals(cli.getString("next").replace("sfjwt get-token",
                    "\u201CRequest access token\u201D in step 4"), api.getString("next"));
        }
    }

    @Test
    void offline_ends_before_anything_is_sent() throws Exception {
        List<Event> events = examine(login(DemoOrg.USERNAME).replace("}", ",\"offline\":true}"));
        assertEquals("summary", events.getLast().name());
        assertTrue(events.getLast().data().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .allMatch(check -> check.getString("phase").equals("offline")), events.toString());
        assertEquals(List.of(), org.requests());
    }

    @Test
    void the_form_alone_is_examined_and_no_file_or_variable_beside_it() throws Exception {
        Files.writeString(root.resolve("jwt.json"), "not JSON");
        var variables = Map.of("SFJWT_USERNAME", "x@y.example", "SFJWT_LOGIN_URL", "nonsense");
        try (var other = Running.in(root, variables, false)) {
            List<Event> events = examine(other, login(DemoOrg.USERNAME));
            assertTrue(events.getLast().data().getBoolean("healthy"), events.toString());
            assertTrue(found(events, "config").getString("text").startsWith("complete, for " + DemoOrg.USERNAME));
            assertEquals("skipped", found(events, "config_and_git").getString("state"));
        }
    }

    @Test
    void a_form_that_is_not_complete_is_a_finding_and_the_rest_is_skipped() throws Exception {
        List<Event> events = examine("{}");
        assertEquals("config_incomplete", found(events, "config").getString("code"));
        JsonObject summary = events.getLast().data();
        assertEquals("fill in the field of that name", summary.getString("next"));
        assertEquals(1, summary.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> !check.getString("state").equals("skipped")).count(), summary.toString());
    }

    @Test
    void a_certificate_elsewhere_is_compared() throws Exception {
        assertEquals(200, dashboard.post("/api/generate-certs", "{\"outputDir\": \"other\"}").status());
        List<Event> events = examine(login(DemoOrg.USERNAME).replace("}", ",\"certPath\":\"other/server.crt\"}"));
        assertEquals("key_cert_mismatch", found(events, "key_and_certificate").getString("code"));
    }

    @Test
    void a_request_that_is_wrong_is_answered_and_examines_nothing() throws Exception {
        assertRefused(400, "bad_wait", "{\"wait\": \"forever\"}");
        assertRefused(400, "path_outside", "{\"privateKeyFile\": \"../server.key\"}");
        assertRefused(400, "path_outside", "{\"certPath\": \"/etc/passwd\"}");
        assertRefused(400, "path_outside", "{\"configPath\": \"../jwt.json\"}");
        assertRefused(400, "bad_request", "{\"profile\": \"prod\"}");
        assertEquals(401, Wire.ask(dashboard.port, dashboard.begin("POST", "/api/doctor")
                .replace(dashboard.token, "wrong") + Running.jsonBody("{}")).status());
        assertEquals(405, dashboard.get("/api/doctor").status());
        assertEquals(List.of(), org.requests());
    }

    @Test
    void it_waits_for_a_change_says_what_for_and_ends_with_its_reader() throws Exception {
        try (var reader = listen(dashboard, waiting())) {
            Event waits = until("waits", reader).getLast();
            assertEquals("user hasn't approved this consumer", waits.data().getString("refusal"));
            assertEquals(1, waits.data().getInt("tries"));
            assertEquals(20, waits.data().getInt("pauseSeconds"));
            assertTrue(waits.data().getInt("leftSeconds") > 700, waits.toString());
            assertTrue(isExamining());
        }
        awaitEnd();
        assertEquals(1, logins());
    }

    @Test
    void it_ends_with_the_server_too() throws Exception {
        try (var reader = listen(dashboard, waiting())) {
            until("waits", reader);
            dashboard.close();
            awaitEnd();
        }
        assertEquals(1, logins());
    }

    @Test
    void so_many_at_once_and_a_place_is_free_again_when_one_leaves() throws Exception {
        var readers = new ArrayList<Wire>();
        for (int i = 0; i < Examinations.MOST_AT_ONCE; i++) {
            readers.add(listen(dashboard, waiting()));
            until("waits", readers.getLast());
        }
        assertRefused(400, "too_many_examinations", "{}");
        assertEquals(200, dashboard.get("/api/status").status());
        for (Wire reader : readers) {
            reader.close();
        }
        awaitEnd();
        assertEquals("summary", examine("{}").getLast().name());
    }

    @Test
    void nothing_secret_is_told() throws Exception {
        String told = examine(login(DemoOrg.USERNAME)).toString();
        assertFalse(told.contains("eyJ") || told.contains("PRIVATE KEY") || told.contains("00DDEMO00000001!"), told);
    }

    /** Each assertion expires in so many seconds from its own now. */
    private static String withoutTime(JsonValue value) {
        return String.valueOf(value).replaceAll("exp [0-9]+", "exp");
    }

    private String login(String username) {
        return "{\"consumerKey\":\"" + DemoOrg.CONSUMER_KEY + "\",\"username\":\"" + username
                + "\",\"loginUrl\":\"" + org.url() + "\",\"privateKeyFile\":\"certs/server.key\"}";
    }

    private String waiting() {
        return login(NOT_APPROVED_YET).replace("}", ",\"wait\":\"12m\"}");
    }

    private long logins() {
        return org.requests().stream().filter(request -> request.path().endsWith("/token")).count();
    }

    private List<Event> examine(String json) throws IOException {
        return examine(dashboard, json);
    }

    private static List<Event> examine(Running dashboard, String json) throws IOException {
        try (var reader = listen(dashboard, json)) {
            List<Event> events = until("summary", reader);
            String line = reader.line();
            while (!line.equals("0")) { // the last chunk: nothing follows the summary
                assertFalse(line.startsWith("event:"), line);
                line = reader.line();
            }
            return events;
        }
    }

    private static Wire listen(Running dashboard, String json) throws IOException {
        var wire = new Wire(dashboard.port).send(dashboard.begin("POST", "/api/doctor") + Running.jsonBody(json));
        assertEquals("HTTP/1.1 200 OK", wire.line());
        return wire;
    }

    private static List<Event> until(String name, Wire wire) throws IOException {
        var events = new ArrayList<Event>();
        do {
            String line = wire.line();
            while (!line.startsWith("event: ")) {
                line = wire.line();
            }
            events.add(new Event(line.substring("event: ".length()),
                    Running.json(wire.line().substring("data: ".length()))));
        } while (!events.getLast().name().equals(name));
        return events;
    }

    private static String words(Event event) {
        var what = (JsonString) event.data().get(event.name().equals("section") ? "phase" : "check");
        return what == null ? event.name() : event.name() + " " + what.getString();
    }

    private static JsonObject found(List<Event> events, String check) {
        return events.stream().filter(event -> words(event).equals("found " + check)).findFirst().orElseThrow().data();
    }

    private void assertRefused(int status, String code, String json) throws IOException {
        Wire.Answer answer = dashboard.post("/api/doctor", json);
        assertEquals(code, Running.json(answer).getString("code"));
        assertEquals(status, answer.status());
    }

    private void awaitEnd() throws Exception {
        while (isExamining()) {
            Thread.sleep(50);
        }
    }

    /** Virtual threads stand in this kind of thread dump only. */
    private boolean isExamining() throws IOException {
        Path dump = Files.createTempDirectory("threads").resolve("dump");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(dump.toString(),
                HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        boolean there = Files.readString(dump).contains("sfjwt-doctor");
        Files.delete(dump);
        Files.delete(dump.getParent());
        return there;
    }
}
