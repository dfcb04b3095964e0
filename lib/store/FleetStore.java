package lib.store;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import lib.files.Pause;
import lib.http.Http;
import lib.http.HttpOptions;
import lib.text.Untrusted;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The tokens that a fleet of machines shares: of all its processes that find none, one logs in.
 *
 * <p>A lease makes it one: it ends by itself, so a holder that dies holds nobody up for long. Each lease has a higher
 * number than the one before, and what is saved counts only while its lease does, so a holder that was asleep for too
 * long replaces nothing. Redis being away, slow, full or changed costs a warning and a login of one's own, never more.
 */
final class FleetStore implements AutoCloseable {

    /** Of a holder that died, nobody waits longer. */
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final int ANSWER_MILLIS = 400;
    /** Between two looks whether another machine has logged in, at first; each of hundreds that wait costs time. */
    private static final int FIRST_PAUSE = 30;
    private static final int LONGEST_PAUSE = 480;

    /** What somebody else may have put there, of another type or larger than any token, counts as nothing. */
    private static final String FIND = """
            local found = redis.pcall('getrange', KEYS[1], 0, 524287)
            if type(found) ~= 'string' then return false end
            return found
            """;
    /** A lease that would last longer is none of ours, and a number that was spoilt begins again. */
    private static final String TAKE_LEASE = """
            local left = redis.call('pttl', KEYS[1])
            if left >= 0 and left <= tonumber(ARGV[1]) then return 0 end
            local number = redis.pcall('incr', KEYS[2])
            if type(number) ~= 'number' or number < 1 or number > 1e12 then
                redis.call('set', KEYS[2], 1)
                number = 1
            end
            redis.call('pexpire', KEYS[2], 172800000)
            redis.call('set', KEYS[1], number, 'px', ARGV[1])
            return number
            """;
    private static final String SAVE = """
            if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
            redis.call('set', KEYS[2], ARGV[2], 'px', ARGV[3])
            redis.call('del', KEYS[1])
            return 1
            """;
    private static final String RENEW = """
            if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
            return redis.call('pexpire', KEYS[1], ARGV[2])
            """;
    private static final String RELEASE = """
            if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end
            return 1
            """;

    private final FleetPlace place;
    private final FleetSecret secret;
    private final Login login;
    private final HttpOptions http;
    private final Consumer<String> warn;
    private UnifiedJedis redis;

    /** Redis did not do what was asked, for whatever reason. */
    private static final class Away extends Exception {
        private static final long serialVersionUID = 1;

        Away(Throwable cause) {
            super(cause);
        }
    }

    /** @param http says whom to trust over TLS */
    FleetStore(FleetPlace place, FleetSecret secret, Login login, HttpOptions http, Consumer<String> warn) {
        this.place = place;
        this.http = http;
        this.secret = secret;
        this.login = login;
        this.warn = warn;
    }

    /**
     * The token that the fleet has, or one that {@code logIn} gets and the fleet has from then on.
     *
     * @param patience how long to wait for a login of another machine
     */
    StoredToken once(Predicate<StoredToken> usable, Duration patience, Duration kept, Clock clock,
            Supplier<StoredToken> logIn) {
        long lease;
        try {
            long end = System.nanoTime() + patience.toNanos();
            int pause = FIRST_PAUSE / 2;
            do {
                pause = Math.min(2 * pause, LONGEST_PAUSE);
                Optional<StoredToken> found = find().filter(usable);
                if (found.isPresent()) {
                    return found.get();
                }
                lease = takeLease();
            } while (lease == 0 && System.nanoTime() < end && Pause.between(pause, 2 * pause));
            if (lease != 0) {
                // between the look and the lease, another machine may have finished
                Optional<StoredToken> found = find().filter(usable);
                if (found.isPresent()) {
                    release(lease);
                    return found.get();
                }
            }
        } catch (Away e) {
            warnOf(e);
            return logIn.get();
        }
        return lease == 0 ? logIn.get() : loggedIn(lease, kept, clock, logIn);
    }

    private StoredToken loggedIn(long lease, Duration kept, Clock clock, Supplier<StoredToken> logIn) {
        boolean saved = false;
        try {
            StoredToken token = holding(lease, logIn);
            save(token, lease, kept, clock.instant());
            saved = true;
            return token;
        } finally {
            if (!saved) {
                release(lease);
            }
        }
    }

    /** A login may take longer than the lease, which is renewed until it ends; with its process that ends too. */
    private StoredToken holding(long lease, Supplier<StoredToken> logIn) {
        var renewal = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
        long pause = LEASE.toMillis() / 3;
        renewal.scheduleWithFixedDelay(() -> renew(lease), pause, pause, TimeUnit.MILLISECONDS);
        try {
            return logIn.get();
        } finally {
            renewal.shutdownNow();
        }
    }

    private void renew(long lease) {
        try {
            ask(() -> redis().eval(RENEW, List.of(key("lease")),
                    List.of(String.valueOf(lease), String.valueOf(LEASE.toMillis()))));
        } catch (Away e) {
            // whether the lease is this login's still is found when its token is saved
        }
    }

    /** Takes a token out that Salesforce no longer takes, if it is still the one that is there. */
    void forget(String accessToken) {
        try {
            if (find().filter(found -> found.answer().accessToken().equals(accessToken)).isPresent()) {
                ask(() -> redis().del(key("token")));
            }
        } catch (Away e) {
            warnOf(e);
        }
    }

    Optional<StoredToken> find() throws Away {
        byte[] sealed = ask(() -> (byte[]) redis().eval(bytes(FIND), List.of(bytes(key("token"))), List.of()));
        // whoever has the key has the same login; the key's file may differ, and with it the id
        return Optional.ofNullable(sealed).flatMap(secret::open).flatMap(StoredToken::parse)
                .map(token -> new StoredToken(login, token.savedAt(), token.end(), token.answer()));
    }

    private long takeLease() throws Away {
        return (Long) ask(() -> redis().eval(TAKE_LEASE, List.of(key("lease"), key("number")),
                List.of(String.valueOf(LEASE.toMillis()))));
    }

    private void save(StoredToken token, long lease, Duration kept, Instant now) {
        try {
            byte[] sealed = secret.seal(token.bytes());
            long ends = token.end().map(end -> Duration.between(now, end).toMillis()).filter(left -> left > 0)
                    .map(left -> Math.min(left, kept.toMillis())).orElse(kept.toMillis());
            Object counted = ask(() -> redis().eval(SAVE.getBytes(StandardCharsets.UTF_8),
                    List.of(bytes(key("lease")), bytes(key("token"))),
                    List.of(bytes(String.valueOf(lease)), sealed, bytes(String.valueOf(ends)))));
            if (((Long) counted) == 0) {
                warn.accept("the shared token store has given this login's turn to another one, whose token counts");
            }
        } catch (Away e) {
            warnOf(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    private void release(long lease) {
        try {
            ask(() -> redis().eval(RELEASE, List.of(key("lease")), List.of(String.valueOf(lease))));
        } catch (Away e) {
            // it ends by itself
        }
    }

    /** In braces, so that a cluster keeps what one script touches on one server. */
    private String key(String what) {
        return "sfjwt:1:{" + secret.name() + "}:" + what;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void warnOf(Away e) {
        warn.accept("the shared token store " + place + " is not used: " + reason(e.getCause()));
    }

    /** In Redis's own words where it has said something, such as WRONGPASS or OOM. */
    private static String reason(Throwable thrown) {
        Throwable origin = thrown;
        while (origin.getCause() != null && !(origin instanceof JedisDataException)) {
            origin = origin.getCause();
        }
        return switch (origin) {
            case TimeoutException _, SocketTimeoutException _ -> "it did not answer in time";
            case UnknownHostException _ -> "its host is not known";
            case IOException _, JedisConnectionException _ -> "it cannot be reached";
            default -> Untrusted.line(String.valueOf(origin.getMessage()));
        };
    }

    private <T> T ask(Callable<T> question) throws Away {
        if (place.kind() == FleetPlace.Kind.SINGLE) {
            redis(); // connects to nothing yet, and loads its classes outside of the step's time
        }
        try {
            return RedisStep.run(question);
        } catch (ExecutionException e) {
            throw new Away(e.getCause());
        } catch (TimeoutException e) {
            throw new Away(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away(e);
        }
    }

    private synchronized UnifiedJedis redis() {
        if (redis == null) {
            var config = DefaultJedisClientConfig.builder().database(place.database())
                    .user(place.user().isEmpty() ? null : place.user())
                    .password(place.password().isEmpty() ? null : place.password())
                    .connectionTimeoutMillis(ANSWER_MILLIS).socketTimeoutMillis(ANSWER_MILLIS);
            if (place.tls()) {
                var byName = new SSLParameters();
                byName.setEndpointIdentificationAlgorithm("HTTPS"); // Jedis takes any name of a trusted issuer else
                config.ssl(true).sslSocketFactory(Http.tlsSockets(http, Clock.systemUTC())).sslParameters(byName);
            }
            var servers = place.servers().stream().map(HostAndPort::from).collect(Collectors.toSet());
            redis = switch (place.kind()) {
                case SINGLE -> new JedisPooled(servers.iterator().next(), config.build());
                case SENTINEL -> new JedisSentineled(place.master(), config.build(), servers, config.build());
                case CLUSTER -> new JedisCluster(servers, config.build());
            };
        }
        return redis;
    }

    @Override
    public synchronized void close() {
        if (redis != null) {
            redis.close();
        }
    }
}
