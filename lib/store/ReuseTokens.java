package lib.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import lib.failure.Failure;

/**
 * Gets an access token for each of many orgs, some at once; one that fails does not stop the others.
 */
public final class ReuseTokens {

    /** Salesforce takes no more long calls of an org at once than 25, and all of these may be the same org's. */
    private static final int AT_ONCE = 16;

    private final ReuseToken reuseToken;

    public ReuseTokens(ReuseToken reuseToken) {
        this.reuseToken = reuseToken;
    }

    /** One org's end: either a result or a failure. */
    public record Attempt(ReuseToken.Result result, Failure failure) {
    }

    /**
     * @param logins each to be made when it is its turn; a failure to make it is that org's own
     * @return in the order of the logins
     */
    public List<Attempt> run(List<Supplier<ReuseToken.Request>> logins) {
        var running = new ArrayList<Future<Attempt>>();
        // not virtual threads: what polls for those makes the JVM wait 300 ms at its end
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Supplier<ReuseToken.Request> login : logins) {
                running.add(threads.submit(() -> attempt(login)));
            }
            var attempts = new ArrayList<Attempt>();
            for (Future<Attempt> one : running) {
                attempts.add(one.get());
            }
            return List.copyOf(attempts);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Attempt attempt(Supplier<ReuseToken.Request> login) {
        try {
            return new Attempt(reuseToken.run(login.get()), null);
        } catch (Failure e) {
            return new Attempt(null, e);
        }
    }
}
