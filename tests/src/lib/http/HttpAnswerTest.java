package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from an answer's headers and body. */
class HttpAnswerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String DATE = "Tue, 24 Nov 2026 10:00:00 GMT";

    private static HttpAnswer answer(Map<String, String> headers, String body) {
        return new HttpAnswer(URI.create("https://x.my.salesforce.com"), 200, headers,
                body.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "application/json|true", "application/json;charset=UTF-8|true", "Application/JSON ; charset=utf-8|true",
        "application/problem+json|true", "application/jsonp|false", "application/json-seq|false", "text/html|false",
        "text/json|false", "''|false"})
    void json_is_what_says_that_it_is(String type, boolean json) {
        assertEquals(json, answer(Map.of("content-type", type), "{}").isJson());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Tue, 24 Nov 2026 10:00:00 GMT|0", "Tue, 24 Nov 2026 09:55:00 GMT|300", "Tue, 24 Nov 2026 11:00:01 GMT|-3601",
        "tue, 24 nov 2026 10:00:00 gmt|0"})
    void the_clock_is_compared_with_the_date(String date, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)), answer(Map.of("date", date), "").clockAhead());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1732442400", "Wed, 24 Nov 2026 10:00:00 GMT", "Tue, 24 Nov 2026 25:00:00 GMT",
            "Tue, 24 Nov 99999999999 10:00:00 GMT"})
    void a_date_that_is_none_tells_nothing(String date) {
        assertEquals(Optional.empty(), answer(Map.of("date", date), "").clockAhead());
        assertEquals(Optional.empty(), answer(Map.of("retry-after", date + "x"), "").retryAfter());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0|0", "5|5", "007|7", "999999999|999999999", "Tue, 24 Nov 2026 10:00:20 GMT|20",
        "Tue, 24 Nov 2026 09:00:00 GMT|0"})
    void the_wait_is_in_seconds_or_until_a_date(String retryAfter, long seconds) {
        assertEquals(Optional.of(Duration.ofSeconds(seconds)),
                answer(Map.of("retry-after", retryAfter), "").retryAfter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "9999999999", "soon", " "})
    void a_wait_that_is_none_is_passed_over(String retryAfter) {
        assertEquals(Optional.empty(), answer(Map.of("retry-after", retryAfter), "").retryAfter());
    }

    @Test
    void a_date_to_wait_for_is_read_by_the_server_s_clock() {
        var headers = Map.of("date", "Tue, 24 Nov 2026 08:00:00 GMT", "retry-after", "Tue, 24 Nov 2026 08:00:10 GMT");
        assertEquals(Optional.of(Duration.ofSeconds(10)), answer(headers, "").retryAfter());
        assertEquals(Optional.of(Duration.ZERO), answer(Map.of("retry-after", DATE), "").retryAfter());
    }

    @Test
    void the_first_line_is_the_first_that_says_something() {
        assertEquals("<title>Down</title>", answer(Map.of(), "\n \r\n\t <title>Down</title>\u001b \nmore").firstLine()
                .strip());
        assertEquals("", answer(Map.of(), " \n").firstLine());
        assertEquals(501, answer(Map.of(), "a b ".repeat(100_000)).firstLine().length());
    }
}
