package lib.admin;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From where and when a profile lets its users log in.
 *
 * @param ranges of IP addresses; empty where every address may log in
 * @param hasHours whether it names hours
 */
public record LoginLimits(List<Range> ranges, boolean hasHours) {

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
            // a description may come first, then endAddress and startAddress
            List<String> words = List.of(range.strip().split("\\s+"));
            if (words.size() >= 2) {
                address(words.getLast()).ifPresent(start -> address(words.get(words.size() - 2))
                        .ifPresent(end -> ranges.add(new Range(start, end))));
            }
        }
        return new LoginLimits(List.copyOf(ranges),
                fields.filter(known -> known.containsKey("loginHours")).isPresent());
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
