package lib.store;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import lib.files.Pause;
import lib.http.HttpOptions;
import lib.store.FleetRedis.Away;

/**
 * The tokens that a fleet of machines shares: of all its processes that find none, one logs in.
 *
 * <p>A lease makes it one: it ends by itself, so a holder that dies holds nobody up for long. Each lease has a higher
 * number than the one before, and what is saved counts only while its lease does, so a holder that was asleep for too
 * long replaces nothing. Redis being away, slow, full or changed costs a warning and a login of one's own, never more.
 */
final class FleetStore implements AutoCloseable {

    /** Between two looks whether another machine has logged in, at first; each of hundreds that wait costs time. */
    private static final int FIRST_PAUSE = 30;
    private static final int LONGEST_PAUSE = 480;

    private final FleetPlace place;
    private final FleetSecret secret;
    private final Login login;
    private final Consumer<String> warn;
    private final FleetRedis redis;

    /** @param http says whom to trust over TLS */
    FleetStore(FleetPlace place, FleetSecret secret, Login login, HttpOptions http, Consumer<String> warn) {
        this.place = place;
        this.secret = secret;
        this.login = login;
        this.warn = warn;
        this.redis = new FleetRedis(place, http, secret.name());
    }

    /**
     * The token that the fleet has, or one that {@code logIn} gets and the fleet has from then on.
     *
     * @param patience how long to wait for a login of another machine
     */
    StoredToken once(Predicate<StoredToken> usable, Duration patience, Duration kept, Clock clock,
            Supplier<StoredToken> logIn) {
        long end = System.nanoTime() + patience.toNanos();
        int pause = FIRST_PAUSE;
        try {
            while (true) {
                byte[] sealed = redis.token();
                Optional<StoredToken> found = opened(sealed).filter(usable);
                if (found.isPresent()) {
                    return found.get();
                }
                long lease = redis.takeLease(sealed);
                if (lease != FleetRedis.NO_LEASE) {
                    return loggedIn(lease, kept, clock, logIn);
                }
                if (System.nanoTime() >= end || !Pause.between(pause, 2 * pause)) {
                    return logIn.get();
                }
                pause = Math.min(2 * pause, LONGEST_PAUSE);
                redis.waitAnew();
            }
        } catch (Away e) {
            warnOf(e);
            return logIn.get();
        }
    }

    private StoredToken loggedIn(long lease, Duration kept, Clock clock, Supplier<StoredToken> logIn) {
        boolean saved = false;
        try {
            StoredToken token = holding(lease, logIn);
            saved = save(token, lease, kept, clock.instant());
            return token;
        } finally {
            if (!saved) {
                redis.release(lease);
            }
        }
    }

    /** A login may take longer than the lease, which is renewed until it ends; with its process that ends too. */
    private StoredToken holding(long lease, Supplier<StoredToken> logIn) {
        var renewal = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        long pause = FleetRedis.LEASE.toMillis() / 3;
        renewal.scheduleWithFixedDelay(() -> redis.renew(lease), pause, pause, TimeUnit.MILLISECONDS);
        try {
            return logIn.get();
        } finally {
            renewal.shutdownNow();
        }
    }

    /** Removes a token that Salesforce no longer takes, if it is still the one that is there. */
    void forget(String accessToken) {
        try {
            if (opened(redis.token()).filter(found -> found.answer().accessToken().equals(accessToken)).isPresent()) {
                redis.removeToken();
            }
        } catch (Away e) {
            warnOf(e);
        }
    }

    private Optional<StoredToken> opened(byte[] sealed) {
        // whoever has the key has the same login; the key's file may differ, and with it the id
        return secret.open(sealed).flatMap(StoredToken::parse)
                .map(token -> new StoredToken(login, token.savedAt(), token.end(), token.answer()));
    }

    private boolean save(StoredToken token, long lease, Duration kept, Instant now) {
        Duration left = token.end().map(end -> Duration.between(now, end)).filter(time -> time.toMillis() > 0)
                .filter(time -> time.compareTo(kept) < 0).orElse(kept);
        try {
            if (redis.save(lease, secret.seal(token.bytes()), left)) {
                return true;
            }
            warn.accept("the shared token store has given this login's turn to another one, whose token counts");
        } catch (Away e) {
            warnOf(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
        return false;
    }

    private void warnOf(Away e) {
        warn.accept("the shared token store " + place + " is not used: " + e.getMessage());
    }

    @Override
    public void close() {
        redis.close();
    }
}
