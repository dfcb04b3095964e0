///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../../sfjwt.java
//SOURCES Connection.java
//SOURCES AgentProcess.java
//SOURCES FickleOrg.java
//SOURCES Orgs.java

import io.helidon.webserver.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How many tokens an agent gives out in a second, beside a bare route of the same web server on a socket of the same
 * kind in the same minute; and what it weighs before and after.
 *
 * <p>{@code tests/jbang tests/bench/agent/AgentBench.java}; takes about a minute.
 */
public final class AgentBench {

    private static final int CLIENTS = 4;
    private static final int ASKS = 10_000;
    private static final long WARM_UP_MILLIS = 2_000;
    private static final long MEASURED_MILLIS = 4_000;
    private static final String ASK = "GET /v1/token?format=token&profile=org0";

    private AgentBench() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            serveBare(Path.of(arguments[0]), arguments[1]);
            return;
        }
        try (var orgs = Orgs.start(1); var agent = new AgentProcess(orgs.folder());
                var connection = new Connection(agent.socket())) {
            String token = connection.ask(ASK).body();
            Thread.sleep(3_000);
            long idle = agent.residentKiB();
            for (int i = 0; i < ASKS; i++) {
                connection.ask(ASK);
            }
            long asked = agent.residentKiB();
            System.out.printf("resident memory: idle %d MiB, after %d asks %d MiB, %+.0f %%%n", idle / 1024, ASKS,
                    asked / 1024, 100.0 * (asked - idle) / idle);
            measureThroughput(agent.socket(), orgs.folder().resolve("bare.sock"), token);
        }
    }

    /** In turns, so that both meet the same noise. */
    private static void measureThroughput(Path ours, Path bare, String token) throws Exception {
        Process server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "AgentBench", bare.toString(),
                token.strip()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader started = server.inputReader()) {
            started.readLine();
            for (int round = 1; round <= 3; round++) {
                double tokens = perSecond(ours);
                double theirs = perSecond(bare);
                System.out.printf("round %d, %d clients, tokens/s: agent %.0f, bare route %.0f, %.0f %%%n", round,
                        CLIENTS, tokens, theirs, 100 * tokens / theirs);
            }
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static double perSecond(Path socket) throws Exception {
        try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
            var tasks = new ArrayList<Callable<Long>>();
            for (int i = 0; i < CLIENTS; i++) {
                tasks.add(() -> {
                    try (var connection = new Connection(socket)) {
                        askFor(connection, WARM_UP_MILLIS);
                        return askFor(connection, MEASURED_MILLIS);
                    }
                });
            }
            long answered = 0;
            for (var task : pool.invokeAll(tasks)) {
                answered += task.get();
            }
            return answered * 1000.0 / MEASURED_MILLIS;
        }
    }

    private static long askFor(Connection connection, long millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000;
        long answered = 0;
        for (; System.nanoTime() < end; answered++) {
            var answer = connection.ask(ASK);
            if (answer.status() != 200) {
                throw new IOException(answer.toString());
            }
        }
        return answered;
    }

    /** The least that a server can do: the same bytes as the agent's answer, and no questions asked. */
    private static void serveBare(Path socket, String token) {
        byte[] bytes = (token + "\n").getBytes(StandardCharsets.US_ASCII);
        Logger.getLogger("io.helidon").setLevel(Level.OFF);
        WebServer.builder().bindAddress(UnixDomainSocketAddress.of(socket)).shutdownHook(false)
                .routing(routing -> routing.get("/v1/token", (_, response) -> response.send(bytes))).build().start();
        System.out.println("ready");
    }
}
