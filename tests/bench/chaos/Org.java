import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import lib.demo.Answer;
import lib.demo.DemoOrg;

/** An org that at times hangs, breaks off, lies and speaks no sense. */
final class Org implements AutoCloseable {

    private final DemoOrg org = DemoOrg.start(0, Clock.systemUTC());
    private final Random random;

    private final List<Supplier<Answer>> lies = List.of(
            Answer::hangUp,
            () -> json("{}").after(Duration.ofSeconds(3)),
            () -> json("{\"access_token\":\"00D!x\"}").dripping(Duration.ofMillis(200)),
            () -> json("{\"access_token\":\"00D!x\",\"instance_url\":\"https://evil.example\"}"),
            () -> json("{\"a\":" + "[".repeat(5_000)),
            () -> json("{\"access_token\":\"00D!x\",\"a\":" + "[".repeat(998) + "]".repeat(998) + "}"),
            () -> json("[1,").endless(),
            () -> json("{\"access_token\":\"00D").cutAfter(10),
            () -> Answer.of(503, "text/html", "<html>maintenance\u001b[2J</html>"),
            () -> Answer.of(429, "application/json", "[{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]")
                    .with("Retry-After", "1"),
            () -> Answer.of(401, "application/json", "[{\"errorCode\":\"INVALID_SESSION_ID\"}]"),
            () -> Answer.empty(302).with("Location", "https://evil.example/"));

    Org(Random random) {
        this.random = random;
    }

    String url() {
        return org.url().toString();
    }

    void trust(Path certificate) throws Exception {
        org.register(Files.readAllBytes(certificate));
    }

    Void misbehaveUntil(Instant end) throws InterruptedException {
        while (Instant.now().isBefore(end)) {
            Thread.sleep(random.nextInt(1_500));
            org.faults().next(1 + random.nextInt(3), lies.get(random.nextInt(lies.size())).get());
            org.faults().date(random.nextInt(4) == 0 ? Instant.now().plus(Duration.ofHours(random.nextInt(50) - 25))
                    : null);
        }
        return null;
    }

    void behave() {
        org.faults().clear();
    }

    private static Answer json(String body) {
        return Answer.of(200, "application/json", body);
    }

    @Override
    public void close() {
        org.close();
    }
}
