package lib.refusal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import lib.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a clock counts as off, and how that is said. */
class ClockSkewTest {

    private static Optional<ClockSkew> skew(Map<String, String> headers) {
        return ClockSkew.in(new HttpAnswer(URI.create("https://x"), 200, headers, new byte[0],
                Instant.parse("2026-11-24T10:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({"10:00:00,false", "09:59:00,false", "10:01:00,false", "09:58:59,true", "10:01:01,true"})
    void a_minute_is_nothing(String time, boolean off) {
        assertEquals(off, skew(Map.of("date", "Tue, 24 Nov 2026 " + time + " GMT")).isPresent());
    }

    @Test
    void without_a_date_nothing_is_known() {
        assertEquals(Optional.empty(), skew(Map.of()));
        assertEquals(Optional.empty(), skew(Map.of("date", "garbage")));
    }

    @ParameterizedTest
    @CsvSource({
        "61, this machine's clock is 1 min 1 s ahead of the server's",
        "-3400, this machine's clock is 56 min 40 s behind the server's",
        "7500, this machine's clock is 2 h 5 min ahead of the server's",
        "-180000, this machine's clock is 2 d 2 h behind the server's"})
    void the_sentence_says_by_how_much_and_which_way(long seconds, String sentence) {
        assertEquals(sentence, new ClockSkew(Duration.ofSeconds(seconds)).sentence());
    }

    /** A clock set by hand to the local time, in a wrong zone, is off by whole hours and by what it was off before. */
    @ParameterizedTest
    @CsvSource({"3600,true", "-3599,true", "25140,true", "-25140,true", "7290,true", "50400,true", "-93600,true",
        "19800,true", "-19860,true", "-34200,true", "12600,true",
        "20700,true", "-31440,true", "45900,true", "49500,true",
        "24300,false", "2700,false", "7500,false", "1800,false", "120,false", "-5400,false", "180000,false"})
    void hours_are_a_time_zone(long seconds, boolean zone) {
        var skew = new ClockSkew(Duration.ofSeconds(seconds));
        assertEquals(zone, skew.sentence().contains("time zone"), skew::sentence);
        assertEquals(zone, skew.fix().equals(Fixes.SET_TIME_ZONE), skew::sentence);
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, -86_400, 86_460, 86_340, 172_800, -2_592_000})
    void whole_days_are_the_date(long seconds) {
        var skew = new ClockSkew(Duration.ofSeconds(seconds));
        assertTrue(skew.sentence().endsWith(": whole days off, so its date is probably wrong"), skew::sentence);
        assertEquals(Fixes.SET_CLOCK, skew.fix());
    }
}
