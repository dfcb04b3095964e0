import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lib.demo.DemoOrg;

/** Runs of sfjwt, each a process of its own, and the dashboard beside them. */
final class Runs implements AutoCloseable {

    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    private static final int PATIENCE_SECONDS = 120;

    private static final List<List<String>> COMMANDS = List.of(
            List.of("get-token", "--token-only", "--timeout", "5"),
            List.of("get-token", "--token-only", "--timeout", "5"),
            List.of("get-token", "--token-only", "--fresh", "--timeout", "5"),
            List.of("whoami", "--json", "--timeout", "5"),
            List.of("api", "--all", "query?q=SELECT Id FROM Account", "--timeout", "5"),
            List.of("logout", "--timeout", "5"),
            List.of("logout", "--all", "--timeout", "5"),
            List.of("orgs", "--json"),
            List.of("doctor", "--json", "--timeout", "5"),
            List.of("verify-key", "certs/server.key"),
            List.of("setup-config", "--profile", "more", "--force", "--consumer-key", DemoOrg.CONSUMER_KEY,
                    "--username", DemoOrg.USERNAME),
            List.of("generate-certs", "--force", "--key-size", "2048"),
            List.of("generate-certs", "--force", "--reuse-key"));

    private final Place place;
    private final Random random;
    private final AtomicInteger all = new AtomicInteger();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicInteger jumped = new AtomicInteger();
    private final Map<List<String>, Integer> usual = new ConcurrentHashMap<>();
    private Process dashboard;
    private String address;

    /** What must not happen in any run, however it is treated. */
    final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();

    Runs(Place place, Random random) {
        this.place = place;
        this.random = random;
    }

    /** How a run ended. */
    record End(int exit, String out, String err) {
    }

    void setUp(Org org) throws Exception {
        calmly("generate-certs");
        org.trust(place.folder().resolve("certs/server.crt"));
        calmly("setup-config", "--consumer-key", DemoOrg.CONSUMER_KEY, "--username", DemoOrg.USERNAME, "--login-url",
                org.url());
        startDashboard();
    }

    /** A run that is left in peace. */
    End calmly(String... command) throws Exception {
        return end(List.of(command), start(List.of(command), Map.of()), PATIENCE_SECONDS * 1_000L);
    }

    /** A run that is killed, or whose clock is wrong, or neither. */
    void one() throws Exception {
        if (random.nextInt(8) == 0) {
            askDashboard();
            return;
        }
        List<String> command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        boolean jumps = Files.exists(FAKETIME) && random.nextInt(6) == 0;
        boolean dies = random.nextInt(2) == 0;
        Process process = start(command, jumps ? Map.of("LD_PRELOAD", FAKETIME.toString(), "FAKETIME",
                (random.nextBoolean() ? "+" : "-") + random.nextInt(90_000)) : Map.of());
        all.incrementAndGet();
        jumped.addAndGet(jumps ? 1 : 0);
        long begun = System.nanoTime();
        // at any moment of its life, which is longer on a busy machine
        int lives = random.nextInt(usual.getOrDefault(command, 2_000) * 6 / 5 + 1);
        if (dies && !process.waitFor(lives, TimeUnit.MILLISECONDS)) {
            killed.incrementAndGet();
            new ProcessBuilder("kill", random.nextInt(4) == 0 ? "-TERM" : "-KILL", String.valueOf(process.pid()))
                    .start().waitFor();
            end(command, process, PATIENCE_SECONDS * 1_000L);
        } else {
            end(command, process, PATIENCE_SECONDS * 1_000L);
            usual.put(command, (int) ((System.nanoTime() - begun) / 1_000_000));
        }
    }

    private Process start(List<String> command, Map<String, String> more) throws IOException {
        return builder("sfjwt", command, more).start();
    }

    private ProcessBuilder builder(String main, List<String> command, Map<String, String> more) {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + place.temporary(), "-cp", System.getProperty("java.class.path"), main));
        words.addAll(command);
        var builder = new ProcessBuilder(words).directory(place.folder().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SFJWT_") || name.startsWith("XDG_"));
        builder.environment().putAll(Map.of("HOME", place.folder().toString()));
        builder.environment().putAll(more);
        return builder;
    }

    private End end(List<String> command, Process process, long patience) throws Exception {
        process.getOutputStream().close();
        var err = new StringBuilder();
        Thread reader = Thread.startVirtualThread(() -> err.append(text(process.getErrorStream())));
        Thread watch = Thread.startVirtualThread(() -> {
            try {
                if (!process.waitFor(patience, TimeUnit.MILLISECONDS)) {
                    broken.add("hangs: " + command);
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var end = new End(0, text(process.getInputStream()), "");
        reader.join();
        watch.join();
        end = new End(process.waitFor(), end.out(), err.toString());
        judge(command, end);
        return end;
    }

    private static String text(java.io.InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private void judge(List<String> command, End end) {
        String said = command + ": exit " + end.exit() + "\n" + end.out() + end.err();
        if (end.exit() == 1 || said.contains("sfjwt has a bug") || end.err().contains("\tat ")) {
            broken.add("a bug: " + said);
        }
        if (end.err().contains("PRIVATE KEY") || end.err().matches("(?s).*00D\\w{12,15}!.*")) {
            broken.add("a secret on stderr: " + command);
        }
        if (command.contains("--token-only") && end.exit() == 0 && !end.out().matches("00D\\S+\n")) {
            broken.add("not a token: " + said);
        }
    }

    private void startDashboard() throws Exception {
        dashboard = builder("sfjwt", List.of("ui", "--no-open", "-p", "0"), Map.of())
                .redirectErrorStream(true).start();
        var reader = dashboard.inputReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.contains("http://")) {
                address = line.replaceAll(".*(?=http://)", "").replaceAll("\\s.*", "");
                return;
            }
        }
        broken.add("the dashboard does not start");
    }

    /** Asks it, and at times kills it first. */
    synchronized void askDashboard() throws Exception {
        if (random.nextInt(6) == 0 || !dashboard.isAlive()) {
            dashboard.destroyForcibly().waitFor();
            startDashboard();
        }
        URI uri = URI.create(address.replaceAll("[#?].*", ""));
        try (HttpClient client = HttpClient.newHttpClient()) {
            int status = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                broken.add("the dashboard says " + status);
            }
        }
    }

    boolean isDashboard(ProcessHandle process) {
        return process.equals(dashboard.toHandle());
    }

    String summary() {
        return all + " runs, " + killed + " of them killed, " + jumped + " with a clock that jumped";
    }

    @Override
    public void close() {
        if (dashboard != null) {
            dashboard.destroyForcibly();
        }
    }
}
