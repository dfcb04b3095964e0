package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own, in which a file is the name server. */
class NameServerTest {

    @Test
    void only_a_silent_name_server_is_asked_again_and_then_it_is_asked(@TempDir Path folder) throws Exception {
        Path hosts = Files.createFile(folder.resolve("hosts"));
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + hosts, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(), hosts.toString()).redirectErrorStream(true).start();
        assertEquals(List.of("""
                host_not_found true check this machine's network and DNS, which finds no address for \
                login.salesforce.com either; behind a proxy, set HTTPS_PROXY=http://HOST:PORT""", """
                host_not_found false check the spelling of the login URL or My Domain; \
                behind a proxy, set HTTPS_PROXY=http://HOST:PORT"""),
                new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void a_name_that_is_always_there_was_not_looked_up_well() {
        assertInstanceOf(NameServer.Silent.class,
                NameServer.judged(new UnknownHostException("Login.salesforce.com"), "Login.salesforce.com"));
    }

    /** POSTs while the file {@code HOSTS} is empty, and again once it knows login.salesforce.com. */
    static final class Child {
        public static void main(String[] args) throws Exception {
            post();
            Files.writeString(Path.of(args[0]), "127.0.0.1 login.salesforce.com\n");
            post();
        }

        private static void post() {
            var options = new HttpOptions(Duration.ofSeconds(60), 0, null, Map.of(), _ -> { });
            try {
                new Http(options, Clock.systemUTC()).postForm(URI.create("https://acme.my.salesforce.com"), Map.of());
            } catch (Failure e) {
                System.out.println(e.code() + " " + e.retryable() + " " + e.fix());
            }
        }
    }
}
