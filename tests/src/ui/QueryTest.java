package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import lib.demo.Answer;
import lib.demo.DemoOrg;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A question to the org from the page: sent as it was typed, answered as Salesforce answered. */
@Timeout(120)
class QueryTest {

    @TempDir
    Path temp;

    @AutoClose
    private DemoOrg org;
    @AutoClose
    private Running dashboard;

    @BeforeEach
    void start() throws IOException {
        Path root = temp.toRealPath();
        org = DemoOrg.start(0, Clock.systemUTC());
        dashboard = Running.in(root, Map.of("SFJWT_STORE_DIR", root.resolve("store").toString()), false);
        assertEquals(200, dashboard.post("/api/generate-certs", "{}").status());
        org.register(Files.readAllBytes(root.resolve("certs/server.crt")));
    }

    @Test
    void blanks_within_a_value_are_sent_as_they_are() throws IOException {
        String soql = "select Id\nFROM Account WHERE Name = 'a  b\t+%'";
        ask(soql);
        String sent = org.requests().getLast().query();
        assertEquals("q=" + soql, URLDecoder.decode(sent, StandardCharsets.UTF_8));
    }

    @Test
    void a_number_of_more_digits_than_a_browser_has_comes_as_text_too() throws IOException {
        answer("{\"records\": [{\"Big__c\": 123456789012345678}]}");
        JsonObject answer = ask("/services/apexrest/x");
        assertTrue(answer.getString("text").contains(": 123456789012345678"), answer::toString);
        assertEquals("[]", answer.get("warnings").toString());
    }

    @Test
    void an_answer_that_is_cut_is_said_to_be() throws IOException {
        answer("{\"records\": [{\"Body\": \"" + "x".repeat(1024 * 1024) + "\"}]}");
        JsonObject answer = ask("/services/apexrest/x");
        assertEquals(JsonValue.NULL, answer.get("answer"));
        assertEquals("[\"answer_cut\"]", answer.get("warningCodes").toString());
    }

    private void answer(String json) {
        org.faults().next(1, "/services/apexrest/x", Answer.of(200, "application/json", json));
    }

    private JsonObject ask(String query) throws IOException {
        return Running.json(dashboard.post("/api/query", Json.createObjectBuilder()
                .add("consumerKey", DemoOrg.CONSUMER_KEY).add("username", DemoOrg.USERNAME)
                .add("privateKeyFile", "certs/server.key").add("loginUrl", org.url().toString())
                .add("query", query).build().toString()));
    }
}
