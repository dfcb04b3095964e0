package lib.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.Reason;
import lib.files.SecretFiles;

/**
 * The days on which certificates expire as a calendar (RFC 5545), with an alarm a month and a week before each.
 */
public final class ExpiryCalendar {

    private static final List<String> BEGINS = List.of("BEGIN:VCALENDAR", "VERSION:2.0",
            "PRODID:-//sfjwt//certificates//EN");
    private static final String OUR_EVENT = "@sfjwt";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final int LARGEST = 1024 * 1024;
    private static final int LONGEST_LINE = 75;

    private final List<String> lines = new ArrayList<>();
    private final Set<String> events = new HashSet<>();

    private ExpiryCalendar() {
    }

    /** An event for each org whose certificate is known; empty without one, as a calendar has at least one. */
    public static Optional<String> of(List<ListOrgs.Org> orgs, Instant now) {
        var calendar = new ExpiryCalendar();
        calendar.lines.addAll(BEGINS);
        orgs.forEach(org -> org.certificate().ifPresent(certificate -> calendar.event(org, certificate, now)));
        calendar.lines.add("END:VCALENDAR");
        return calendar.events.isEmpty() ? Optional.empty() : Optional.of(String.join("\r\n",
                calendar.lines.stream().map(ExpiryCalendar::folded).toList()) + "\r\n");
    }

    private void event(ListOrgs.Org org, ListOrgs.Certificate certificate, Instant now) {
        String login = org.config().username() + " at " + org.config().loginUrl().host();
        String id = UUID.nameUUIDFromBytes((login + certificate.notAfter()).getBytes(StandardCharsets.UTF_8))
                .toString();
        if (!events.add(id)) {
            return; // another app of the same user with the same key: one day, one event
        }
        String day = LocalDate.ofInstant(certificate.notAfter(), ZoneOffset.UTC).format(DAY);
        lines.addAll(List.of("BEGIN:VEVENT", "UID:" + id + OUR_EVENT, "DTSTAMP:" + now.atOffset(ZoneOffset.UTC)
                .format(STAMP), "DTSTART;VALUE=DATE:" + day, "SUMMARY:" + text("Certificate expires: " + login),
                "DESCRIPTION:" + text("Replace key and certificate before this day: sfjwt rotate")));
        for (String before : List.of("-P30D", "-P7D")) {
            lines.addAll(List.of("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + text("Certificate expires: "
                    + login), "TRIGGER:" + before, "END:VALARM"));
        }
        lines.add("END:VEVENT");
    }

    /** RFC 5545 section 3.3.11. */
    private static String text(String words) {
        return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replaceAll("\\R", "\\\\n");
    }

    /** A line has at most 75 octets, and goes on in the next one behind a blank (RFC 5545 section 3.1). */
    private static String folded(String line) {
        var text = new StringBuilder();
        int octets = 0;
        for (int c : line.codePoints().toArray()) {
            String one = Character.toString(c);
            int length = one.getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > LONGEST_LINE) {
                text.append("\r\n ");
                octets = 1;
            }
            text.append(one);
            octets += length;
        }
        return text.toString();
    }

    /**
     * Writes it, in place of an earlier one.
     *
     * @throws Failure {@code file_exists} for a file that sfjwt did not write, or not all of
     */
    public static void write(Path file, String calendar) {
        boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (there && !isOurs(new String(InputFile.read(file, "calendar", LARGEST), StandardCharsets.UTF_8))) {
            throw Failure.file("file_exists", file + " exists already, and sfjwt did not write all of it",
                    "move it away, or name another file").about(file);
        }
        List<Path> earlier = SecretFiles.publish(List.of(new SecretFiles.NewFile(file,
                calendar.getBytes(StandardCharsets.UTF_8))), there);
        try {
            for (Path one : earlier) {
                Files.deleteIfExists(one); // it can be made again at any time
            }
        } catch (IOException e) {
            throw Failure.file("file_unwritable", "cannot delete " + earlier + ": " + Reason.of(e),
                    "delete it by hand").from(e);
        }
    }

    /** Whether nobody has added an event of his own. */
    private static boolean isOurs(String calendar) {
        return calendar.startsWith(String.join("\r\n", BEGINS) + "\r\n")
                && calendar.lines().filter(line -> line.startsWith("UID:")).allMatch(line -> line.endsWith(OUR_EVENT));
    }
}
