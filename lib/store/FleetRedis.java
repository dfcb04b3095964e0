package lib.store;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import lib.http.HttpOptions;
import lib.text.Untrusted;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * What Redis keeps of one login for a fleet: the sealed token, a lease on getting another, and the lease's number.
 */
final class FleetRedis implements AutoCloseable {

    /** Instead of a lease, where another machine has it. */
    static final long NO_LEASE = 0;

    /** Nobody waits longer than this for a holder that died. */
    static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMillis(400);

    /** What somebody else may have put there, of another type or larger than any token, counts as nothing. */
    private static final String FIND = """
            local found = redis.pcall('getrange', KEYS[1], 0, 524287)
            if type(found) == 'table' and string.find(found.err, 'WRONGTYPE', 1, true) then return '' end
            return found
            """;
    /**
     * Not where another machine has put a token there since this one looked. A lease that would last longer was not
     * taken by sfjwt, and a number that was spoilt begins again.
     */
    private static final String TAKE_LEASE = """
            local found = redis.pcall('getrange', KEYS[3], 0, 524287)
            if type(found) == 'string' and found ~= ARGV[2] then return 0 end
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
    /** Nobody has taken a lease since. The own one may have ended, or have got lost with a server that failed. */
    private static final String SAVE = """
            for _, key in ipairs({KEYS[1], KEYS[3]}) do
                local number = redis.pcall('getrange', key, 0, 99)
                if number ~= '' and number ~= ARGV[1] then return 0 end
            end
            redis.call('set', KEYS[2], ARGV[2], 'px', ARGV[3])
            redis.call('del', KEYS[1])
            return 1
            """;
    private static final String RENEW = """
            if redis.call('getrange', KEYS[1], 0, 99) ~= ARGV[1] then return 0 end
            return redis.call('pexpire', KEYS[1], ARGV[2])
            """;
    private static final String RELEASE = """
            if redis.call('getrange', KEYS[1], 0, 99) == ARGV[1] then redis.call('del', KEYS[1]) end
            return 1
            """;

    private final FleetPlace place;
    private final HttpOptions http;
    private final String name;
    private RedisTime time = new RedisTime();
    private UnifiedJedis redis;

    /** Redis did not do what was asked, for whatever reason. */
    static final class Away extends Exception {
        private static final long serialVersionUID = 1;

        Away(Throwable cause) {
            super(reason(cause), cause);
        }

        /** In Redis's own words where it has said something, such as WRONGPASS or OOM. */
        private static String reason(Throwable thrown) {
            Throwable origin = thrown;
            while (below(origin) != null) {
                origin = below(origin);
            }
            return switch (origin) {
                case TimeoutException _, SocketTimeoutException _ -> "it did not answer in time";
                case UnknownHostException _ -> "its host is not known";
                case CertPathBuilderException _ -> "its TLS certificate is not trusted; --cacert names a CA that is";
                case IOException _, JedisConnectionException _ -> "it cannot be reached";
                default -> Untrusted.line(String.valueOf(origin.getMessage()));
            };
        }

        /** What one of several servers or addresses said is beside "Could not initialize" and the like, not below. */
        private static Throwable below(Throwable thrown) {
            boolean ofSeveral = thrown instanceof JedisClusterOperationException
                    || thrown instanceof JedisConnectionException;
            return ofSeveral && thrown.getSuppressed().length > 0 ? thrown.getSuppressed()[0]
                    : thrown instanceof JedisDataException ? null : thrown.getCause();
        }
    }

    /**
     * @param http says whom to trust over TLS
     * @param name the login's, which tells nothing about it
     */
    FleetRedis(FleetPlace place, HttpOptions http, String name) {
        this.place = place;
        this.http = http;
        this.name = name;
    }

    /** The sealed token; empty where there is none. */
    byte[] token() throws Away {
        return (byte[]) ask(() -> redis().eval(bytes(FIND), List.of(bytes(key("token"))), List.of()));
    }

    /**
     * @param seen the token that was there, which is of no use
     * @return its number, or {@link #NO_LEASE}
     * @throws Away also where its answer might come too late: a lease that nobody knows of holds the fleet up
     */
    long takeLease(byte[] seen) throws Away {
        if (!time.isLeft(ANSWER)) {
            throw new Away(new TimeoutException());
        }
        return (Long) ask(() -> redis().eval(bytes(TAKE_LEASE),
                List.of(bytes(key("lease")), bytes(key("number")), bytes(key("token"))),
                List.of(bytes(String.valueOf(LEASE.toMillis())), seen)));
    }

    /** Keeps a token for so long and ends the lease; false where another one was taken since, which keeps nothing. */
    boolean save(long lease, byte[] sealed, Duration time) throws Away {
        Callable<Object> question = () -> redis().eval(bytes(SAVE),
                List.of(bytes(key("lease")), bytes(key("token")), bytes(key("number"))),
                List.of(bytes(String.valueOf(lease)), sealed, bytes(String.valueOf(time.toMillis()))));
        try {
            return (Long) ask(question) != 0;
        } catch (Away e) {
            if (!(e.getCause() instanceof JedisConnectionException)) {
                throw e;
            }
            // it may have been cut, or the server have restarted, while the login lasted; to save twice does no harm
            return (Long) ask(question) != 0;
        }
    }

    /** After a wait for another machine's login, a call has as much time for Redis as at first. */
    void waitAnew() {
        time = new RedisTime();
    }

    /** Beside the login, which nobody waits for Redis with. */
    void renew(long lease) {
        try {
            ask(new RedisTime(), () -> redis().eval(RENEW, List.of(key("lease")),
                    List.of(String.valueOf(lease), String.valueOf(LEASE.toMillis()))));
        } catch (Away e) {
            // whether the lease is this login's still is found when its token is saved
        }
    }

    void release(long lease) {
        try {
            ask(() -> redis().eval(RELEASE, List.of(key("lease")), List.of(String.valueOf(lease))));
        } catch (Away e) {
            // it ends by itself
        }
    }

    void removeToken() throws Away {
        ask(() -> redis().del(key("token")));
    }

    /** In braces, so that a cluster keeps what one script touches on one server. */
    private String key(String what) {
        return "sfjwt:1:{" + name + "}:" + what;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T ask(Callable<T> question) throws Away {
        return ask(time, question);
    }

    private <T> T ask(RedisTime patience, Callable<T> question) throws Away {
        if (place.kind() == FleetPlace.Kind.SINGLE) {
            redis(); // connects to nothing yet, and loads its classes outside of that time
        }
        try {
            return patience.answer(question);
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
            redis = RedisClient.of(place, http, ANSWER);
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
