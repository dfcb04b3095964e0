package lib.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lib.failure.Failure;
import org.junit.jupiter.api.Test;

/** However slowly a server does whatever it does, the call returns in time, and leaves nothing behind. */
class DeadlineTest {

    private static Failure timesOut(URI uri) {
        var options = new HttpOptions(Duration.ofSeconds(1), 0, null, Map.of(), HttpOptions.Log.NONE);
        Failure failure = assertTimeoutPreemptively(Duration.ofSeconds(15), () -> assertThrows(Failure.class,
                () -> new Http(options, Clock.systemUTC()).postForm(uri, Map.of("a", "b"))));
        assertEquals("timed_out", failure.code(), failure::getMessage);
        return failure;
    }

    @Test
    void a_server_that_says_nothing() {
        try (RawServer server = RawServer.start((request, socket) -> Thread.sleep(20_000))) {
            Failure failure = timesOut(server.uri());
            assertTrue(failure.fix().toString().contains("--timeout"));
            assertFalse(failure.retryable(), "the server may have got the request");
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void headers_that_drip() {
        try (RawServer server = dripping("HTTP/1.1 200 OK\r\nX: ", "")) {
            timesOut(server.uri());
        }
    }

    @Test
    void a_body_that_drips_and_a_connection_that_is_let_go() throws Exception {
        var letGo = new CountDownLatch(1);
        try (RawServer server = RawServer.start((request, socket) -> {
            try {
                drip(socket, "", "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n");
            } finally {
                letGo.countDown();
            }
        })) {
            timesOut(server.uri());
            assertTrue(letGo.await(15, TimeUnit.SECONDS), "the connection stays open");
        }
    }

    @Test
    void an_error_whose_body_drips() {
        try (RawServer server = dripping("", "HTTP/1.1 400 x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")) {
            timesOut(server.uri());
        }
    }

    @Test
    void a_host_that_accepts_no_connection() throws Exception {
        // a full backlog: the system answers no further SYN
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var waiting = new ArrayList<Socket>();
            for (int i = 0; i < 8; i++) {
                var socket = new Socket();
                waiting.add(socket);
                Thread.ofVirtual().start(new FutureTask<>(() -> {
                    socket.connect(full.getLocalSocketAddress());
                    return null;
                }));
            }
            Thread.sleep(100);
            Failure failure = timesOut(URI.create("http://127.0.0.1:" + full.getLocalPort()));
            assertTrue(failure.retryable(), "nothing can have been sent");
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void an_interrupted_caller_returns_at_once_and_stays_interrupted() throws Exception {
        var started = new CountDownLatch(1);
        try (RawServer server = RawServer.start((request, socket) -> {
            started.countDown();
            Thread.sleep(20_000);
        })) {
            var seen = new AtomicReference<String>();
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    new Http(HttpOptions.defaults(Map.of()), Clock.systemUTC()).get(server.uri(), null);
                } catch (Failure e) {
                    seen.set(e.code() + " " + Thread.currentThread().isInterrupted() + " " + e.retryable());
                }
            });
            assertTrue(started.await(15, TimeUnit.SECONDS));
            caller.interrupt();
            assertTrue(caller.join(Duration.ofSeconds(15)));
            assertEquals("interrupted true false", seen.get());
        }
    }

    private static RawServer dripping(String dripped, String first) {
        return RawServer.start((request, socket) -> drip(socket, dripped, first));
    }

    private static void drip(Socket socket, String dripped, String first) throws IOException, InterruptedException {
        RawServer.write(socket, first);
        for (int i = 0;; i++) {
            RawServer.write(socket, i < dripped.length() ? dripped.substring(i, i + 1) : "x");
            Thread.sleep(40);
        }
    }
}
