package lib.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginRateTest {

    @Test
    void the_3601st_login_within_an_hour_is_one_too_many() {
        var rate = new LoginRate();
        Instant start = Instant.parse("2026-11-24T12:00:00Z");
        for (int i = 0; i < 3600; i++) {
            assertTrue(rate.admits(DemoUser.INTEGRATION, start.plusMillis(i)));
        }

        assertFalse(rate.admits(DemoUser.INTEGRATION, start.plusSeconds(3599)));
        assertTrue(rate.admits(DemoUser.BUSY, start.plusSeconds(3599)));
        assertTrue(rate.admits(DemoUser.INTEGRATION, start.plusSeconds(3600)));
        assertFalse(rate.admits(DemoUser.INTEGRATION, start.plusSeconds(3600)));
    }
}
