package lib.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> NAMES = List.of("prod", "dev", "staging");

    @ParameterizedTest
    @CsvSource({"prdo,prod", "PROD,prod", "pro,prod", "dve,dev", "stagign,staging", "staggin,staging"})
    void a_slip_finds_what_was_meant(String typed, String meant) {
        assertEquals(meant, Nearest.to(typed, NAMES).orElseThrow());
    }

    @Test
    void another_word_finds_nothing() {
        for (String typed : List.of("qa", "production-eu", "", "xyz")) {
            assertEquals(true, Nearest.to(typed, NAMES).isEmpty(), typed);
        }
    }
}
