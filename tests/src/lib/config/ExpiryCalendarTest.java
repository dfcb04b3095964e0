package lib.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lib.failure.Failure;
import lib.keys.CertsProgress;
import lib.keys.GenerateCerts;
import lib.keys.Passphrase;
import lib.keys.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The days on which certificates expire, as a calendar reads them. */
class ExpiryCalendarTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void an_event_says_which_login_and_when_and_rings_before() throws Exception {
        String calendar = calendar("ci;prod,eu@acme.example");
        assertTrue(calendar.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"), calendar);
        String whole = calendar.replace("\r\n ", "");
        assertTrue(whole.contains("SUMMARY:Certificate expires: ci\\;prod\\,eu@acme.example at acme.my.salesforce.com"),
                calendar);
        assertTrue(whole.matches("(?s).*DTSTART;VALUE=DATE:[0-9]{8}\r\n.*"), calendar);
        assertEquals(2, whole.split("BEGIN:VALARM", -1).length - 1);
        assertTrue(whole.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"), calendar);
    }

    @Test
    void no_line_is_longer_than_75_octets_and_no_letter_is_cut() throws Exception {
        String user = "ü".repeat(60) + "@acme.example";
        String calendar = calendar(user);
        assertTrue(Arrays.stream(calendar.split("\r\n")).allMatch(line ->
                line.getBytes(StandardCharsets.UTF_8).length <= 75), calendar);
        assertTrue(calendar.replace("\r\n ", "").contains(user), calendar);
    }

    @Test
    void an_earlier_calendar_is_replaced_and_another_file_is_not() throws Exception {
        Path file = folder.resolve("a.ics");
        ExpiryCalendar.write(file, calendar("a@b"));
        ExpiryCalendar.write(file, calendar("c@d"));
        assertTrue(Files.readString(file).contains("c@d"));
        try (var files = Files.list(folder)) {
            assertEquals(0, files.filter(one -> one.toString().endsWith(".bak")).count());
        }
        String own = Files.readString(file);
        for (String mine : List.of("mine", "see PRODID:-//sfjwt//certificates//EN", own.replace("END:VCALENDAR",
                "BEGIN:VEVENT\r\nUID:dentist@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR"))) {
            Files.writeString(file, mine);
            assertEquals("file_exists", assertThrows(Failure.class, () -> ExpiryCalendar.write(file, "x")).code());
            assertEquals(mine, Files.readString(file));
        }
    }

    /** RFC 5545 section 3.6: a calendar has at least one component. */
    @Test
    void without_a_certificate_there_is_no_calendar() throws Exception {
        List<ListOrgs.Org> orgs = orgs("ci@acme.example");
        assertTrue(ExpiryCalendar.of(orgs, NOW).isPresent());
        Files.delete(folder.resolve("server.crt"));
        assertEquals(Optional.empty(), ExpiryCalendar.of(orgs("ci@acme.example"), NOW));
    }

    @Test
    void a_login_that_is_there_twice_has_one_event() throws Exception {
        List<ListOrgs.Org> orgs = orgs("ci@acme.example");
        assertEquals(ExpiryCalendar.of(orgs, NOW), ExpiryCalendar.of(List.of(orgs.getFirst(), orgs.getFirst()), NOW));
    }

    private String calendar(String user) throws Exception {
        return ExpiryCalendar.of(orgs(user), NOW).orElseThrow();
    }

    private List<ListOrgs.Org> orgs(String user) throws Exception {
        if (Files.notExists(folder.resolve("server.key"))) {
            new GenerateCerts(Clock.systemUTC()).run(new GenerateCerts.Request(folder, Subject.DEFAULT, 30, 2048, false,
                    false), CertsProgress.NONE);
        }
        Path file = folder.resolve("jwt.json");
        Files.writeString(file, "{\"consumerKey\": \"3MVG9x\", \"subject\": \"" + user
                + "\", \"privateKeyFile\": \"server.key\", \"loginUrl\": \"https://acme.my.salesforce.com\"}");
        return new ListOrgs(Clock.systemUTC()).run(new ListOrgs.Request(file,
                _ -> Optional.empty(), Passphrase.NONE)).orgs();
    }
}
