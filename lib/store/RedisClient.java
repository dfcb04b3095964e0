package lib.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLParameters;
import lib.http.Http;
import lib.http.HttpOptions;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisSentineled;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The client of the servers that a fleet shares, however these stand to each other.
 */
final class RedisClient {

    private RedisClient() {
    }

    /**
     * @param http says whom to trust over TLS
     * @param answer how long to wait for each
     */
    static UnifiedJedis of(FleetPlace place, HttpOptions http, Duration answer) {
        Set<HostAndPort> servers = place.servers().stream().map(HostAndPort::from).collect(Collectors.toSet());
        JedisClientConfig open = config(place, http, answer).build();
        JedisClientConfig login = config(place, http, answer).user(place.user().isEmpty() ? null : place.user())
                .password(place.password().isEmpty() ? null : place.password()).database(place.database()).build();
        return switch (place.kind()) {
            case SINGLE -> new JedisPooled(servers.iterator().next(), login);
            case SENTINEL -> sentineled(place.master(), servers, open, login);
            case CLUSTER -> new JedisCluster(servers, login);
        };
    }

    /** Sentinels mostly want no password where their servers do, and then take none; others want the same. */
    private static UnifiedJedis sentineled(String master, Set<HostAndPort> sentinels, JedisClientConfig open,
            JedisClientConfig login) {
        // without a password both are the same
        for (JedisClientConfig theirs : login.getPassword() == null ? List.of(open) : List.of(open, login)) {
            try {
                return new JedisSentineled(master, login, sentinels, theirs);
            } catch (JedisConnectionException e) {
                // says "All sentinels down", also of those that refuse the password
            }
        }
        throw new JedisDataException("none of its sentinels can be reached and trusted, or takes this user and "
                + "password");
    }

    private static DefaultJedisClientConfig.Builder config(FleetPlace place, HttpOptions http, Duration answer) {
        var config = DefaultJedisClientConfig.builder().connectionTimeoutMillis((int) answer.toMillis())
                .socketTimeoutMillis((int) answer.toMillis());
        if (place.tls()) {
            var byName = new SSLParameters();
            byName.setEndpointIdentificationAlgorithm("HTTPS"); // otherwise Jedis takes any name
            config.ssl(true).sslSocketFactory(Http.tlsSockets(http, Clock.systemUTC())).sslParameters(byName);
        }
        return config;
    }
}
