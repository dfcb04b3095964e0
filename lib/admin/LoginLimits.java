package lib.admin;

import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From where and when a profile lets its users log in.
 *
 * @param ranges of IP addresses; empty where every address may log in
 * @param hours the minutes of each day between which they may; of a day that is missing, all. Empty for any time
 */
public record LoginLimits(List<Range> ranges, Map<DayOfWeek, Minutes> hours) {

    private static final Pattern NAMED = Pattern.compile("\\b(\\w+)=(\\S+)");

    /** Of a day, in the org's time zone; the end is not among them. */
    public record Minutes(int start, int end) {
    }

    /** Both ends belong to it. */
    public record Range(InetAddress start, InetAddress end) {

        boolean holds(InetAddress address) {
            return address.getClass() == start.getClass() && number(start).compareTo(number(address)) <= 0
                    && number(address).compareTo(number(end)) <= 0;
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }

        @Override
        public String toString() {
            return start.getHostAddress() + " to " + end.getHostAddress();
        }
    }

    /** @throws lib.failure.Failure {@code metadata_unreadable} */
    public static LoginLimits of(AdminSession session, String profile) {
        var fields = MetadataSoap.read(session, "Profile", List.of(profile)).stream().findFirst();
        var ranges = new ArrayList<Range>();
        for (String range : fields.map(known -> known.getOrDefault("loginIpRanges", "")).orElse("").split("; ")) {
            Map<String, String> ends = named(range);
            address(ends.getOrDefault("startAddress", "")).ifPresent(start -> address(ends.getOrDefault("endAddress",
                    "")).ifPresent(end -> ranges.add(new Range(start, end))));
        }
        Map<String, String> minutes = named(fields.map(known -> known.getOrDefault("loginHours", "")).orElse(""));
        var hours = new EnumMap<DayOfWeek, Minutes>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            String start = minutes.getOrDefault(name + "Start", "");
            String end = minutes.getOrDefault(name + "End", "");
            if (start.matches("[0-9]{1,4}") && end.matches("[0-9]{1,4}")) {
                hours.put(day, new Minutes(Integer.parseInt(start), Integer.parseInt(end)));
            }
        }
        return new LoginLimits(List.copyOf(ranges), hours);
    }

    /** The last of each name: a description, which comes first, may say anything. */
    private static Map<String, String> named(String text) {
        var named = new HashMap<String, String>();
        NAMED.matcher(text).results().forEach(one -> named.put(one.group(1), one.group(2)));
        return named;
    }

    /** Whether its users may log in at that time, by the clock of the org. */
    public boolean letInAt(LocalDateTime time) {
        Minutes day = hours.get(time.getDayOfWeek());
        int minute = time.getHour() * 60 + time.getMinute();
        return day == null || day.start() <= minute && minute < day.end();
    }

    /** @param address as the login history has it; anything else is not let in */
    public boolean letIn(String address) {
        return ranges.isEmpty() || address(address).filter(from -> ranges.stream().anyMatch(one -> one.holds(from)))
                .isPresent();
    }

    private static Optional<InetAddress> address(String literal) {
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
