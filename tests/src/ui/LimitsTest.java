package ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody on this machine can keep the dashboard from its owner by being slow or many. */
class LimitsTest {

    @TempDir
    Path root;

    @Test
    @Timeout(120)
    void who_sends_a_request_byte_by_byte_is_cut_off() throws Exception {
        var reading = Duration.ofSeconds(2);
        var idle = Duration.ofSeconds(3);
        try (var dashboard = Running.inHaste(root, reading, idle,
                idle); var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            String headers = "GET / HTTP/1.1\r\nHost: 127.0.0.1:" + dashboard.port + "\r\n";
            String body = dashboard.begin("POST", "/api/claims")
                    + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n";
            String refusedBody = headers.replace("GET", "POST") + "Content-Length: 60000\r\n\r\n";
            String chunks = dashboard.begin("POST", "/api/claims")
                    + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
            var slow = List.<Callable<Long>>of(() -> drip(dashboard, headers, "X: y\r\n"), () -> drip(dashboard, body,
                    " "),
                    () -> drip(dashboard, chunks, "1\r\n \r\n"), () -> drip(dashboard, refusedBody, " "),
                    () -> drip(dashboard, "GET /", "a"));
            for (var one : pool.invokeAll(slow)) {
                long millis = one.get();
                assertTrue(millis >= reading.toMillis() && millis <= 30_000, "hung up after " + millis + " ms");
            }
            assertEquals(200, dashboard.get("/api/status").status());
        }
    }

    @Test
    void many_idle_connections_do_not_stop_it() throws IOException {
        try (var dashboard = Running.in(root)) {
            var idle = new ArrayList<Wire>();
            for (int i = 0; i < 60; i++) {
                idle.add(new Wire(dashboard.port));
            }
            assertEquals(200, dashboard.get("/api/status").status());
            for (Wire wire : idle) {
                wire.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void thousands_of_connections_of_a_neighbour_do_not_lock_the_page_out() throws Exception {
        try (var dashboard = Running.in(root)) {
            var neighbours = new ArrayList<Wire>();
            for (int i = 0; i < 1200; i++) {
                var wire = new Wire(dashboard.port);
                neighbours.add(i % 2 == 0 ? wire : wire.send("GET / HTTP/1.1\r\nHost: 127.0"));
                if (i % 300 == 0) {
                    assertEquals(200, dashboard.get("/api/status").status());
                }
            }
            assertEquals(200, dashboard.get("/api/status").status());
            assertEquals(200, dashboard.get("/").status());
            assertTrue(neighbours.getFirst().isHungUp(), "the oldest made room");
            for (Wire wire : neighbours) {
                wire.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void a_connection_that_has_shown_the_token_is_not_given_up_for_a_strangers() throws Exception {
        try (var dashboard = Running.in(root); var own = new Wire(dashboard.port)) {
            assertEquals(200, own.send(dashboard.begin("GET", "/api/status") + "\r\n").answer().status());
            var neighbours = new ArrayList<Wire>();
            for (int i = 0; i < 700; i++) {
                neighbours.add(new Wire(dashboard.port));
            }
            assertEquals(200, own.send(dashboard.begin("GET", "/api/status") + "\r\n").answer().status());
            for (Wire wire : neighbours) {
                wire.close();
            }
        }
    }

    @Test
    @Timeout(30)
    void bodies_that_never_come_take_no_place_from_the_page() throws Exception {
        try (var dashboard = Running.in(root)) {
            var slow = new ArrayList<Wire>();
            for (int i = 0; i < 40; i++) {
                String path = i % 2 == 0 ? "/" : "/api/claims";
                slow.add(new Wire(dashboard.port).send("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                        + dashboard.port + "\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"));
            }
            assertEquals(200, dashboard.get("/").status());
            assertEquals(200, dashboard.get("/api/status").status());
            // each is answered without its body being read
            assertEquals(405, slow.get(0).answer().status());
            assertEquals(401, slow.get(1).answer().status());
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void a_connection_that_says_nothing_or_half_a_request_is_hung_up_on() throws Exception {
        var patience = Duration.ofSeconds(1);
        try (var dashboard = Running.inHaste(root, patience, patience, patience);
                var silent = new Wire(dashboard.port);
                var half = new Wire(dashboard.port).send("GET / HTTP/1.1\r\nHost: x\r\n");
                var idle = new Wire(dashboard.port)) {
            assertEquals(200, idle.send(dashboard.begin("GET", "/api/status") + "\r\n").answer().status());
            assertTrue(silent.isHungUp());
            assertTrue(half.isHungUp());
            assertTrue(idle.isHungUp());
        }
    }

    @Test
    void it_listens_on_127_0_0_1_alone() throws Exception {
        try (var dashboard = Running.in(root)) {
            for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (var address : Collections.list(network.getInetAddresses())) {
                    if (!address.getHostAddress().equals("127.0.0.1")) {
                        assertThrows(IOException.class, () -> {
                            try (var socket = new Socket()) {
                                socket.connect(new InetSocketAddress(address, dashboard.port), 500);
                            }
                        }, address.toString());
                    }
                }
            }
        }
    }

    /** @return after how many milliseconds the server hung up */
    private static long drip(Running dashboard, String begin, String drop) throws Exception {
        long start = System.nanoTime();
        try (var wire = new Wire(dashboard.port)) {
            wire.send(begin);
            while (true) {
                Thread.sleep(200);
                wire.send(drop);
            }
        } catch (IOException e) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }
}
