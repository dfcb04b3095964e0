///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//SOURCES ../../../ui/dashboard.java

import io.helidon.webserver.WebServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/**
 * How soon the dashboard answers, what it weighs while it idles, and how many requests it answers, beside a bare route
 * of the same web server in the same minute.
 *
 * <p>{@code tests/jbang tests/bench/ui/UiBench.java}; takes about a minute.
 */
final class UiBench {

    private static final int STARTS = 7;
    private static final int CLIENTS = 4;
    private static final long WARM_UP_MILLIS = 2_000;
    private static final long MEASURED_MILLIS = 4_000;

    private UiBench() {
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            serveBare();
            return;
        }
        measureStarts();
        measureThroughput();
    }

    private static void measureStarts() throws Exception {
        long[] millis = new long[STARTS];
        long memory = 0;
        for (int i = 0; i < STARTS; i++) {
            long start = System.nanoTime();
            try (var dashboard = new Child("ui.dashboard", "--quiet", "--no-open", "-p", "0", "--root",
                    System.getProperty("java.io.tmpdir"))) {
                String address = dashboard.firstLine().replaceAll(".*(?=http)", "");
                int port = port(address);
                try (var client = new Client(port, status(port, address))) {
                    client.ask();
                }
                millis[i] = (System.nanoTime() - start) / 1_000_000;
                if (i == STARTS - 1) {
                    Thread.sleep(3_000);
                    memory = dashboard.residentKiB();
                }
            }
        }
        LongStream sorted = LongStream.of(millis).sorted();
        System.out.println("start to first answered request, ms, " + STARTS + " runs sorted: "
                + sorted.mapToObj(String::valueOf).toList());
        System.out.println("resident memory while idle: " + memory / 1024 + " MiB");
    }

    /** In turns, so that both meet the same noise. */
    private static void measureThroughput() throws Exception {
        try (var dashboard = new Child("ui.dashboard", "--quiet", "--no-open", "-p", "0", "--root",
                System.getProperty("java.io.tmpdir"));
                var bare = new Child("UiBench", "bare")) {
            String address = dashboard.firstLine().replaceAll(".*(?=http)", "");
            int port = port(address);
            int barePort = Integer.parseInt(bare.firstLine());
            String bareRequest = "GET /api/status HTTP/1.1\r\nHost: 127.0.0.1:" + barePort + "\r\n\r\n";
            for (int round = 1; round <= 3; round++) {
                double ours = perSecond(port, status(port, address));
                double theirs = perSecond(barePort, bareRequest);
                System.out.printf("round %d, %d clients, requests/s: GET /api/status %.0f, bare route %.0f, %.0f %%%n",
                        round, CLIENTS, ours, theirs, 100 * ours / theirs);
            }
        }
    }

    private static double perSecond(int port, String request) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Long>>();
            for (int i = 0; i < CLIENTS; i++) {
                tasks.add(() -> {
                    try (var client = new Client(port, request)) {
                        client.askFor(WARM_UP_MILLIS);
                        return client.askFor(MEASURED_MILLIS);
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

    /** The least that a server can do: the same bytes as the dashboard's answer, and no questions asked. */
    private static void serveBare() throws IOException {
        String body = "{\"java\":\"25.0.0\",\"openssl\":\"OpenSSL 3.0.19 27 Jan 2026 (Library: OpenSSL 3.0.19)\","
                + "\"sf\":false,\"sfdx\":false,\"sfjwt\":\"1.0.0\",\"root\":\"/tmp\",\"demo\":null}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        java.util.logging.Logger.getLogger("io.helidon").setLevel(java.util.logging.Level.OFF);
        WebServer server = WebServer.builder().address(InetAddress.ofLiteral("127.0.0.1")).port(0).shutdownHook(false)
                .routing(routing -> routing.get("/api/status", (_, response) -> response.send(bytes))).build().start();
        System.out.println(server.port());
    }

    private static String status(int port, String address) {
        return "GET /api/status HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-SFJWT-Token: "
                + address.replaceAll(".*=", "")
                + "\r\n\r\n";
    }

    private static int port(String address) {
        return Integer.parseInt(address.replaceAll("http://127.0.0.1:([0-9]+)/.*", "$1"));
    }

    /** One connection, one request after the other. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final byte[] request;
        private final byte[] buffer = new byte[16 * 1024];

        Client(int port, String request) throws IOException {
            this.socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            this.socket.setTcpNoDelay(true);
            this.request = request.getBytes(StandardCharsets.US_ASCII);
        }

        long askFor(long millis) throws IOException {
            long end = System.nanoTime() + millis * 1_000_000;
            long answered = 0;
            for (; System.nanoTime() < end; answered++) {
                ask();
            }
            return answered;
        }

        void ask() throws IOException {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(request);
            int have = 0;
            while (true) {
                int n = in.read(buffer, have, buffer.length - have);
                if (n < 0) {
                    throw new IOException("the server hung up");
                }
                have += n;
                if (isWhole(have)) {
                    return;
                }
            }
        }

        private boolean isWhole(int have) throws IOException {
            String text = new String(buffer, 0, have, StandardCharsets.ISO_8859_1);
            if (!text.startsWith("HTTP/1.1 200", 0) && have > 12) {
                throw new IOException(text);
            }
            int body = text.indexOf("\r\n\r\n") + 4;
            if (body < 4) {
                return false;
            }
            int length = text.indexOf("Content-Length: ");
            return length < 0 ? text.endsWith("0\r\n\r\n")
                    : have - body == Integer.parseInt(text.substring(length + 16, text.indexOf('\r', length)));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A JVM of its own with the class path of this one. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final BufferedReader out;

        Child(String main, String... arguments) throws IOException {
            var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"), main));
            words.addAll(List.of(arguments));
            process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            out = process.inputReader();
        }

        String firstLine() throws IOException {
            return out.readLine();
        }

        long residentKiB() throws IOException {
            Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
            return !Files.exists(status) ? 0 : Files.readAllLines(status).stream().filter(line ->
                    line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
