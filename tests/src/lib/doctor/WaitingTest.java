package lib.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import lib.demo.Answer;
import lib.demo.AppPolicy;
import lib.demo.DemoUser;
import lib.demo.MovableClock;
import lib.failure.Failure;
import lib.failure.Voice;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** --wait: patience with what passes, none with what does not; on a clock that only moves when somebody sleeps. */
class WaitingTest {

    @TempDir
    Path folder;
    @AutoClose
    Clinic clinic;
    final Sleepers time = new Sleepers();

    @BeforeEach
    void open() {
        clinic = new Clinic(folder, time);
        clinic.clock = time;
        clinic.sleeper = time::sleep;
        clinic.patience = WaitTime.parse("12m");
        time.wakeUp = () -> { };
    }

    @Test
    void it_goes_on_until_the_change_has_arrived() {
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        time.wakeUp = () -> {
            if (time.slept.size() == 5) {
                clinic.org.policy(AppPolicy.ADMIN_APPROVED);
            }
        };
        Doctor.Result result = clinic.examine();
        assertTrue(result.healthy(), result.json(Voice.PLAIN)::toString);
        assertEquals(6, clinic.logins());
        assertTrue(Clinic.finding(result, "login").text().endsWith("(after waiting 2 min 15 s)"),
                Clinic.finding(result, "login")::text);
        assertEquals(State.OK, Clinic.finding(result, "single access").state());
    }

    @Test
    void logins_are_20_seconds_apart_at_first_and_a_minute_later_on() {
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        clinic.examine();
        assertEquals(List.of(20L, 20L, 20L, 30L, 45L, 60L, 60L), time.slept.subList(0, 7).stream()
                .map(Duration::toSeconds).toList());
        Duration all = time.slept.stream().reduce(Duration.ZERO, Duration::plus);
        assertTrue(all.compareTo(Duration.ofMinutes(12)) <= 0 && all.compareTo(Duration.ofMinutes(11)) > 0,
                all::toString);
        assertEquals(time.slept.size() + 1, clinic.logins());
    }

    @Test
    void the_time_that_a_login_takes_costs_the_shortest_wait_no_login() {
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        clinic.patience = WaitTime.parse("20s");
        var looks = new AtomicInteger();
        clinic.clock = new MovableClock(time.instant()) {
            @Override
            public Instant instant() {
                return time.instant().plusMillis(looks.incrementAndGet());
            }
        };
        clinic.examine();
        assertEquals(2, clinic.logins());
    }

    @Test
    void after_ten_minutes_a_moment_ago_is_no_cause_any_more() {
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        Diagnosis diagnosis = clinic.examine().diagnosis().orElseThrow();
        assertFalse(diagnosis.causes().stream().anyMatch(cause -> cause.why().contains("a moment ago")));
        clinic.patience = WaitTime.parse("2m");
        diagnosis = clinic.examine().diagnosis().orElseThrow();
        assertTrue(diagnosis.causes().stream().anyMatch(cause -> cause.why().contains("a moment ago")));
    }

    @Test
    void it_ends_at_once_when_the_refusal_changes_to_one_that_stays() {
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        clinic.config.put("subject", DemoUser.INACTIVE.username());
        time.wakeUp = () -> clinic.org.policy(AppPolicy.ADMIN_APPROVED);
        Doctor.Result result = clinic.examine();
        assertEquals("user_inactive", result.diagnosis().orElseThrow().refusal().code());
        assertEquals(2, clinic.logins());
    }

    @Test
    void it_goes_on_when_the_refusal_changes_to_another_that_passes() {
        clinic.org.policy(AppPolicy.DISABLED);
        clinic.config.put("subject", DemoUser.NOT_APPROVED.username());
        time.wakeUp = () -> clinic.org.policy(AppPolicy.ADMIN_APPROVED);
        clinic.patience = WaitTime.parse("60s");
        clinic.examine();
        assertEquals(4, clinic.logins());
        assertEquals(List.of("External client app is not installed in this org",
                "user is not admin approved to access this app", "user is not admin approved to access this app"),
                clinic.waits.stream().map(Doctor.Wait::refusal).toList());
        assertEquals("user is not admin approved to access this app: login 3 in 20 s, 40 s left",
                clinic.waits.get(1).sentence());
    }

    @Test
    void a_broken_connection_in_between_is_borne() {
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        time.wakeUp = () -> {
            clinic.org.policy(AppPolicy.ADMIN_APPROVED);
            if (time.slept.size() == 1) {
                clinic.org.faults().next(1, "/services/oauth2/token", Answer.empty(503));
            }
        };
        assertTrue(clinic.examine().healthy());
        assertEquals(3, clinic.logins());
    }

    @Test
    void what_stays_is_not_waited_for() {
        clinic.config.put("subject", DemoUser.INACTIVE.username());
        clinic.examine();
        clinic.config.put("audience", "https://login.salesforce.com");
        clinic.examine();
        clinic.config.put("loginUrl", "http://127.0.0.1:1");
        clinic.examine();
        assertEquals(List.of(), time.slept);
        assertEquals(2, clinic.logins());
    }

    @Test
    void a_hiccup_is_waited_for() {
        clinic.org.faults().next(1, "/services/oauth2/token", Answer.json(400, Json.createObjectBuilder()
                .add("error", "unknown_error").add("error_description", "retry your request").build()));
        assertTrue(clinic.examine().healthy());
        assertEquals(2, clinic.logins());
    }

    @Test
    void without_being_asked_there_is_one_login() {
        clinic.patience = WaitTime.NONE;
        clinic.org.faults().next(1, "/services/oauth2/token", Answer.json(400, Json.createObjectBuilder()
                .add("error", "unknown_error").add("error_description", "retry your request").build()));
        clinic.examine();
        assertEquals(1, clinic.logins());
        assertEquals(List.of(), time.slept);
    }

    @Test
    void nor_is_a_refusal_that_passes_waited_for_unasked() {
        clinic.patience = WaitTime.NONE;
        clinic.org.policy(AppPolicy.SELF_AUTHORIZED);
        clinic.examine();
        assertEquals(1, clinic.logins());
    }

    @ParameterizedTest
    @CsvSource({"20s, 20", "90s, 90", "12m, 720", "1h, 3600", "2h, 7200"})
    void times_as_people_write_them(String text, long seconds) {
        assertEquals(seconds, WaitTime.parse(text).duration().toSeconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "60", "000090s", "19s", "0m", "3h", "1d", "-5m", "1h30m", "99999999h", "12 m"})
    void other_times_are_refused(String text) {
        assertEquals("bad_wait", assertThrows(Failure.class, () -> WaitTime.parse(text)).code());
    }

    private static final class Sleepers extends MovableClock {
        final List<Duration> slept = new ArrayList<>();
        Runnable wakeUp;

        Sleepers() {
            super(Instant.now().plusSeconds(600)); // the certificate is made only when the first clinic opens
        }

        void sleep(Duration pause) {
            slept.add(pause);
            advance(pause);
            wakeUp.run();
        }
    }
}
