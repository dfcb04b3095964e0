package lib.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts logins: Salesforce admits 3,600 an hour for each user (help article 000381578).
 */
final class LoginRate {

    private static final int MOST = 3600;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final Map<DemoUser, Deque<Instant>> logins = new EnumMap<>(DemoUser.class);

    synchronized boolean admits(DemoUser user, Instant now) {
        Deque<Instant> recent = logins.computeIfAbsent(user, u -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peek().isAfter(now.minus(WINDOW))) {
            recent.remove();
        }
        return recent.size() < MOST && recent.add(now);
    }
}
