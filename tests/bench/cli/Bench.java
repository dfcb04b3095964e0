import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times every row against one stand-in and prints the table; {@code tests/bench/run} sets up what it needs and starts
 * it.
 *
 * <p>All rows take turns, sweep after sweep, so that whatever else the machine does meets all of them; the median is
 * over all sweeps.
 */
final class Bench {

    private static final String USAGE = """
            tests/bench/run [--quick] [--only ROW[,ROW…]] [--sweeps N]

              --quick     2 sweeps and fewer orgs: whether all of it works, not figures to believe
              --only      these rows, and those they are measured against; their names:
                          %s
              --sweeps N  how often the rows take turns (10), with 2 runs of each in a turn

            Exit code 1 when a row could not be measured.
            """;

    private static final int WARM_UPS = 2;
    private static final int PEAKS = 3;
    private static final int RARE_SWEEPS = 3;

    private final Rows.Places places;
    private final List<Row> rows;
    private final int sweeps;
    private final StandIn standIn;
    private final Map<String, Measured> measured = new LinkedHashMap<>();

    private Bench(Rows.Places places, StandIn standIn, List<Row> rows, int sweeps) {
        this.places = places;
        this.standIn = standIn;
        this.rows = rows;
        this.sweeps = sweeps;
        rows.forEach(row -> measured.put(row.id(), new Measured()));
    }

    /**
     * @param arguments the clone, the folder that {@code tests/bench/run} has set up, the JDK, and the user's own;
     *         among these {@code --check} to do no more than read them
     */
    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[1]);
        var options = List.of(arguments).subList(3, arguments.length);
        var unread = new ArrayList<>(options);
        boolean quick = unread.remove("--quick");
        String only = value(unread, "--only");
        String sweeps = value(unread, "--sweeps");
        List<String> names = Rows.all(Rows.Places.example()).stream().map(Row::id).toList();
        boolean check = unread.remove("--check");
        if (options.contains("--help")) {
            System.out.printf(USAGE, String.join(" ", names));
            return;
        }
        if (only != null) {
            unread.addAll(Stream.of(only.split(",")).filter(name -> !names.contains(name)).toList());
        }
        if (sweeps != null && !sweeps.matches("[1-9][0-9]{0,3}")) {
            unread.add(sweeps);
        }
        if (!unread.isEmpty()) {
            System.err.printf("tests/bench/run: error: not an option, row or number: %s%n%n" + USAGE,
                    String.join(" ", unread), String.join(" ", names));
            System.exit(2);
        }
        if (check) {
            return;
        }
        try (var standIn = StandIn.start(work.resolve("keys"));
                var web = SlowWeb.start(work.resolve("release"), Path.of(arguments[0]))) {
            var places = new Rows.Places(Path.of(arguments[0]), work, Path.of(arguments[2]), standIn.url(),
                    web.url(), quick ? 20 : 200);
            List<Row> all = Rows.all(places);
            var rows = only == null ? all : chosen(all, Set.of(only.split(",")));
            var bench = new Bench(places, standIn, rows, sweeps != null ? Integer.parseInt(sweeps) : quick ? 2 : 10);
            bench.writeConfigs();
            Process agent = bench.startAgent();
            try {
                bench.measure();
            } finally {
                agent.destroy();
                agent.waitFor();
            }
            bench.print();
            System.exit(bench.isWhole() ? 0 : 1);
        }
    }

    private static String value(List<String> unread, String option) {
        int at = unread.indexOf(option);
        if (at < 0 || at + 1 == unread.size()) {
            return null;
        }
        unread.remove(at);
        return unread.remove(at);
    }

    /** Those rows, the unit, and what they are compared with. */
    private static List<Row> chosen(List<Row> all, Set<String> ids) {
        var wanted = new LinkedHashSet<>(ids);
        wanted.add(Table.UNIT);
        all.stream().filter(row -> ids.contains(row.id())).forEach(row -> wanted.addAll(row.against()));
        return all.stream().filter(row -> wanted.contains(row.id())).toList();
    }

    /** The stand-in has a new port in each run. */
    private void writeConfigs() throws IOException {
        String config = """
                {"consumerKey": "%s", "subject": "%s", "sandbox": false, "expiresIn": 300, "privateKeyFile": "%s"%s}
                """;
        Path key = places.work().resolve("keys/server.key");
        String npm = config.formatted(StandIn.CONSUMER_KEY, StandIn.USERNAME, key, "");
        String ours = config.formatted(StandIn.CONSUMER_KEY, StandIn.USERNAME, key,
                ", \"loginUrl\": \"" + places.url() + "\"");
        Path org = Files.createDirectories(places.work().resolve("org"));
        Files.writeString(org.resolve("npm.json"), npm);
        Files.writeString(org.resolve("jwt.json"), ours);
        Path orgs = Files.createDirectories(places.work().resolve("orgs"));
        try (var old = Files.newDirectoryStream(orgs)) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        for (int i = 1; i <= places.orgs(); i++) {
            Files.writeString(orgs.resolve("org-%03d.json".formatted(i)),
                    ours.replace(StandIn.USERNAME, "org-" + i + StandIn.DOMAIN));
        }
        Files.createDirectories(places.work().resolve("home"));
        writeAgentConfig(ours);
    }

    /** One file with all orgs as profiles, and for curl the address of each. */
    private void writeAgentConfig(String ours) throws IOException {
        Path agent = Files.createDirectories(places.work().resolve("agent"));
        String profiles = IntStream.rangeClosed(1, places.orgs()).mapToObj(i -> "\"org-" + i
                + "\": {\"subject\": \"org-" + i + StandIn.DOMAIN + "\"}").collect(Collectors.joining(",\n"));
        Files.writeString(agent.resolve("jwt.json"), ours.strip().replaceFirst("}$", ", \"profiles\": {" + profiles
                + "}}"));
        Files.writeString(agent.resolve("curl"), IntStream.rangeClosed(1, places.orgs()).mapToObj(i ->
                "url = \"http://localhost/v1/refresh?profile=org-" + i + "\"\nrequest = POST\n"
                + "output = /dev/null\nfail\nunix-socket = \"" + agent.resolve("run/agent.sock") + "\"\n")
                .collect(Collectors.joining("next\n")));
    }

    /** With no store, so that it answers from memory or logs in. */
    private Process startAgent() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(places.made("bin/sfjwt"), "agent", "-c", places.made("agent/jwt.json"),
                "--cacert", places.made("keys/ca.crt"), "--no-store").redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(places.work().resolve("agent/log").toFile());
        Path socket = places.work().resolve("agent/run/agent.sock");
        builder.environment().put("SFJWT_AGENT_SOCK", socket.toString());
        Process agent = builder.start();
        for (int i = 0; i < 200 && !Files.exists(socket) && agent.isAlive(); i++) {
            Thread.sleep(50);
        }
        return agent;
    }

    private void measure() throws IOException, InterruptedException {
        var hyperfine = new Hyperfine(places.work());
        if (Machine.load() > 0.5) {
            System.err.printf(Locale.ROOT, "tests/bench/run: warning: the machine is not quiet (load %.1f)%n",
                    Machine.load());
        }
        for (int sweep = 1; sweep <= sweeps; sweep++) {
            for (Row row : rows) {
                Measured seen = measured.get(row.id());
                boolean rare = row.times() == Row.Often.ONCE_A_SWEEP;
                if (seen.failure() != null || rare && sweep > RARE_SWEEPS) {
                    continue;
                }
                System.err.printf("\r\033[Ksweep %d of %d: %s ", sweep, sweeps, row.id());
                try {
                    int runs = rare ? 1 : 2;
                    long before = standIn.logins();
                    seen.add(hyperfine.time(row, sweep == 1 && !rare ? WARM_UPS : 0, runs));
                    long logins = standIn.logins() - before;
                    if (sweep > 1 && logins != runs * row.logins()) {
                        seen.fail("%d logins in %d runs, not %d".formatted(logins, runs, runs * row.logins()));
                    }
                    if (sweep <= PEAKS) {
                        seen.addPeak(hyperfine.peak(row));
                    }
                } catch (Hyperfine.Failed e) {
                    seen.fail(e.getMessage());
                }
            }
        }
        System.err.print("\r\033[K");
    }

    private void print() throws IOException, InterruptedException {
        System.out.printf("""
                %s. %s.
                %s.
                Stand-in on loopback: TLS 1.3, RSA-2048 certificate from a CA of its own. Medians of up to %d runs in \
                %d sweeps over all rows.

                %s""", DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).format(LocalDate.now()),
                Machine.hardware(), Machine.software(Path.of(places.npm(""))),
                measured.values().stream().mapToInt(Measured::runs).max().orElse(0), sweeps,
                new Table(rows, measured).markdown());
    }

    private boolean isWhole() {
        return measured.values().stream().allMatch(Measured::isThere);
    }
}
