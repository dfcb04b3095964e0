package lib.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import lib.failure.Failure;

/**
 * How requests travel.
 *
 * @param timeout for one request in all, from the first packet to the last byte of the answer
 * @param retries how often a request is repeated after a failure that may pass
 * @param extraRoots a file of PEM certificates to trust besides Java's own, or null
 * @param environment where HTTPS_PROXY and NO_PROXY are looked up
 * @param log told about each request, without secrets, for {@code --verbose}
 */
public record HttpOptions(Duration timeout, int retries, Path extraRoots, Map<String, String> environment, Log log) {

    public static final int DEFAULT_TIMEOUT_SECONDS = 30;
    public static final int DEFAULT_RETRIES = 3;

    /** Takes one line at a time. */
    @FunctionalInterface
    public interface Log {
        Log NONE = line -> { };

        void line(String line);
    }

    public HttpOptions {
        if (timeout.toSeconds() < 1 || timeout.toSeconds() > 600) {
            throw Failure.usage("bad_timeout", "--timeout is " + timeout.toSeconds() + "; it takes 1 to 600 seconds",
                    "leave it out for " + DEFAULT_TIMEOUT_SECONDS + " seconds");
        }
        if (retries < 0 || retries > 10) {
            throw Failure.usage("bad_retries", "--retries is " + retries + "; it takes 0 to 10",
                    "leave it out for " + DEFAULT_RETRIES);
        }
    }

    public static HttpOptions defaults(Map<String, String> environment) {
        return new HttpOptions(Duration.ofSeconds(DEFAULT_TIMEOUT_SECONDS), DEFAULT_RETRIES, null, environment,
                Log.NONE);
    }

    /** Without the environment, which can hold a private key, a passphrase and a proxy's password. */
    @Override
    public String toString() {
        return "HttpOptions[timeout=" + timeout + ", retries=" + retries + ", extraRoots=" + extraRoots + "]";
    }
}
