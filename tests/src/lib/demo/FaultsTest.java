package lib.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @AutoClose
    private final DemoOrg org = DemoOrg.start(0,
            Clock.fixed(Instant.parse("2026-11-04T07:08:09Z"), ZoneOffset.UTC));
    private final Caller caller = new Caller(org);

    /** An answer whose body may still be on its way. */
    private HttpResponse<InputStream> begun() throws Exception {
        return Caller.CLIENT.send(caller.to("/demo").build(), BodyHandlers.ofInputStream());
    }

    @Test
    void a_planned_answer_takes_the_place_of_the_next_so_many() throws Exception {
        org.faults().next(2, Answer.of(503, "text/html", "<h1>Maintenance</h1>").with("Retry-After", "7"));

        for (int i = 0; i < 2; i++) {
            var answer = caller.get("/demo");
            assertEquals(503, answer.statusCode());
            assertEquals("<h1>Maintenance</h1>", answer.body());
            assertEquals("7", answer.headers().firstValue("Retry-After").orElse(""));
            assertEquals("text/html", answer.headers().firstValue("Content-Type").orElse(""));
        }
        assertEquals(200, caller.get("/demo").statusCode());
    }

    @Test
    void a_fault_can_wait_for_its_path() throws Exception {
        org.faults().next(1, TokenRoute.PATH, Answer.empty(500));

        assertEquals(200, caller.get("/demo").statusCode());
        assertEquals(500, caller.exchange("x").statusCode());
        assertEquals(400, caller.exchange("x").statusCode());
    }

    @Test
    void a_redirect_and_a_foreign_encoding_arrive_as_planned() throws Exception {
        org.faults().next(1, Answer.empty(302).with("Location", "https://evil.example/"));
        org.faults().next(1, new Answer(200, Map.of("Content-Encoding", "gzip"), new byte[] {1, 2, 3},
                Delivery.WHOLE));

        var redirect = caller.get("/demo");
        assertEquals(302, redirect.statusCode());
        assertEquals("https://evil.example/", redirect.headers().firstValue("Location").orElse(""));
        assertEquals("gzip", caller.get("/demo").headers().firstValue("Content-Encoding").orElse(""));
    }

    @Test
    void the_date_is_the_clocks_unless_it_is_to_be_wrong() throws Exception {
        assertEquals("Wed, 04 Nov 2026 07:08:09 GMT", caller.get("/demo").headers().firstValue("Date").orElse(""));
        org.faults().date(Instant.parse("2030-01-02T03:04:05Z"));
        assertEquals("Wed, 02 Jan 2030 03:04:05 GMT", caller.get("/demo").headers().firstValue("Date").orElse(""));
        org.faults().clear();
        assertEquals("Wed, 04 Nov 2026 07:08:09 GMT", caller.get("/demo").headers().firstValue("Date").orElse(""));
        org.faults().next(1, Answer.empty(200).with("date", "never"));
        assertEquals(List.of("never"), caller.get("/demo").headers().allValues("Date"));
    }

    @Test
    void an_answer_can_be_late() throws Exception {
        org.faults().next(1, Answer.of(200, "text/plain", "late").after(Duration.ofSeconds(5)));
        assertThrows(HttpTimeoutException.class,
                () -> Caller.send(caller.to("/demo").timeout(Duration.ofMillis(100))));

        org.faults().next(1, Answer.of(200, "text/plain", "late").after(Duration.ofMillis(300)));
        long start = System.nanoTime();
        assertEquals("late", caller.get("/demo").body());
        assertTrue(System.nanoTime() - start >= 300_000_000);
    }

    @Test
    void a_body_can_drip() throws Exception {
        org.faults().next(1, Answer.of(200, "text/plain", "drip").dripping(Duration.ofMillis(400)));

        long headersAt = 0;
        try (var in = begun().body()) {
            assertEquals('d', in.read());
            headersAt = System.nanoTime();
            assertArrayEquals("rip".getBytes(), in.readAllBytes());
        }
        assertTrue(System.nanoTime() - headersAt >= 250_000_000, "the first byte must not wait for the last");
    }

    @Test
    void a_connection_can_close_in_the_middle_of_a_body() throws Exception {
        org.faults().next(1, Answer.of(200, "text/plain", "0123456789").cutAfter(4));

        var answer = begun();
        try (var in = answer.body()) {
            assertEquals("10", answer.headers().firstValue("Content-Length").orElse(""));
            assertArrayEquals("0123".getBytes(), in.readNBytes(4));
            assertThrows(IOException.class, () -> {
                if (in.read() < 0) {
                    throw new IOException("ended early");
                }
            });
        }
        org.faults().next(1, Answer.of(200, "text/plain", "0123456789").cutAfter(4));
        assertThrows(IOException.class, () -> caller.get("/demo"));
    }

    @Test
    void a_connection_can_close_without_a_word() throws Exception {
        org.faults().next(5, Answer.hangUp());
        assertThrows(IOException.class, () -> caller.exchange("x"));

        assertEquals("", caller.raw("GET / HTTP/1.1", "Host: 127.0.0.1:" + org.url().getPort()));
    }

    @Test
    void a_body_can_have_no_end() throws Exception {
        org.faults().next(1, Answer.of(200, "application/json", "[1,").endless());

        try (var in = begun().body()) {
            assertEquals(300_000, in.readNBytes(300_000).length);
        }
        assertThrows(IllegalArgumentException.class, () -> Answer.empty(200).endless());
    }

    @Test
    void closing_waits_for_no_fault_to_end() throws Exception {
        org.faults().next(1, Answer.empty(200).after(Duration.ofMinutes(5)));
        org.faults().next(1, Answer.of(200, "text/plain", "x").endless());
        Thread late = Thread.startVirtualThread(() -> assertThrows(IOException.class, () -> caller.get("/demo")));
        while (org.requests().isEmpty()) {
            Thread.sleep(5);
        }
        try (var endless = begun().body()) {
            endless.read();

            assertTimeout(Duration.ofSeconds(60), org::close);
        } catch (IOException e) {
            // the stream's own end is not looked at here
        }
        assertTrue(late.join(Duration.ofSeconds(30)));
    }
}
