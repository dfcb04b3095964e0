package lib.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginLimitsTest {

    private static final LoginLimits LIMITS = new LoginLimits(List.of(range("10.0.0.0", "10.255.255.255"),
            range("203.0.113.7", "203.0.113.7"), range("2001:db8::", "2001:db8::ffff")),
            Map.of(DayOfWeek.MONDAY, new LoginLimits.Minutes(480, 1020),
                    DayOfWeek.SUNDAY, new LoginLimits.Minutes(0, 0)));

    @ParameterizedTest
    @CsvSource({"10.0.0.0, true", "10.255.255.255, true", "11.0.0.0, false", "9.255.255.255, false",
        "203.0.113.7, true", "203.0.113.8, false", "2001:db8::1, true", "2001:db9::1, false",
        "Salesforce.com IP, false"})
    void an_address_is_let_in_between_the_ends_of_a_range(String address, boolean isLetIn) {
        assertEquals(isLetIn, LIMITS.letIn(address));
    }

    /** 23 November 2026 is a Monday. */
    @ParameterizedTest
    @CsvSource({"2026-11-23T07:59, false", "2026-11-23T08:00, true", "2026-11-23T16:59:59, true",
        "2026-11-23T17:00, false", "2026-11-24T03:00, true", "2026-11-22T12:00, false"})
    void a_time_is_let_in_in_the_hours_of_its_day(LocalDateTime time, boolean isLetIn) {
        assertEquals(isLetIn, LIMITS.letInAt(time));
    }

    private static LoginLimits.Range range(String start, String end) {
        return new LoginLimits.Range(InetAddress.ofLiteral(start), InetAddress.ofLiteral(end));
    }
}
