package lib.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import lib.failure.Failure;

/**
 * POSTs from a JVM that has opened no connection yet: {@code CACERT [PROXY URL]…}. Prints the log, and for each URL a
 * line "=> STATUS" or "=> CODE".
 */
final class FreshJvm {

    private FreshJvm() {
    }

    public static void main(String[] args) {
        for (int i = 1; i < args.length; i += 2) {
            var options = new HttpOptions(Duration.ofSeconds(60), 0, Path.of(args[0]), Map.of("HTTPS_PROXY", args[i]),
                    System.out::println);
            try {
                System.out.println("=> " + new Http(options, Clock.systemUTC())
                        .postForm(URI.create(args[i + 1]), Map.of("assertion", "a.b.c")).status());
            } catch (Failure e) {
                System.out.println("=> " + e.code());
                System.out.println(e.getMessage() + " " + e.fix() + " " + e.getCause());
            }
        }
    }
}
