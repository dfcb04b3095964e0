package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits of the options, and what they keep to themselves. */
class HttpOptionsTest {

    private static HttpOptions options(int seconds, int retries) {
        return new HttpOptions(Duration.ofSeconds(seconds), retries, null, Map.of(), HttpOptions.Log.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0,3,bad_timeout", "-1,3,bad_timeout", "601,3,bad_timeout", "30,-1,bad_retries", "30,11,bad_retries"})
    void what_makes_no_sense_is_refused(int seconds, int retries, String code) {
        assertEquals(code, assertThrows(Failure.class, () -> options(seconds, retries)).code());
    }

    @ParameterizedTest
    @CsvSource({"1,0", "600,10"})
    void the_ends_are_within(int seconds, int retries) {
        assertEquals(seconds, options(seconds, retries).timeout().toSeconds());
    }

    @Test
    void the_environment_is_not_shown() {
        var options = HttpOptions.defaults(Map.of("SFJWT_PRIVATE_KEY", "SECRET"));
        assertFalse(options.toString().contains("SECRET"));
    }
}
