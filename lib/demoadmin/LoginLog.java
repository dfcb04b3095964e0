package lib.demoadmin;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The login history: who tried to log in through which app, and what came of it, newest first.
 */
public final class LoginLog {

    private static final int MOST = 200;

    record Entry(String id, String userId, String application, Instant time, String status, String sourceIp) {
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private int number;

    /** @param status "Success", or why not, as the login history words it */
    public synchronized void add(String userId, String application, Instant time, String status) {
        if (entries.size() == MOST) {
            entries.removeLast();
        }
        entries.addFirst(new Entry(OrgMetadata.id("0Ya", ++number), userId, application, time, status, "127.0.0.1"));
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }
}
