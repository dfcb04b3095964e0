package lib.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lib.cli.DemoFolder;
import lib.demo.MovableClock;
import lib.http.RawServer;
import lib.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes through the door in either direction, as its bytes: an org that answers what no demo org would. */
@Timeout(60)
class OrgDoorTest {

    private static final String DOOR = "/org/default/services/data/v66.0/x";
    private static final StoreOptions IN_MEMORY = new StoreOptions(Optional.empty(), Duration.ofMinutes(15), false);

    @TempDir
    Path temp;

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private final AtomicInteger logins = new AtomicInteger();
    private final MovableClock clock = new MovableClock();
    private RawServer.Reply reply = (_, _) -> { };
    private RawServer org;
    private RunningAgent agent;

    @BeforeEach
    void start() throws IOException {
        org = RawServer.start(this::answer);
        DemoFolder.copyKeys(temp.resolve("certs"));
        Files.writeString(temp.resolve("jwt.json"), "{\"consumerKey\": \"3MVG9" + "x".repeat(80)
                + "\", \"subject\": \"ci@acme.example\", \"privateKeyFile\": \"certs/server.key\", \"loginUrl\": \""
                + org.uri() + "\"}");
        agent = new RunningAgent(temp, IN_MEMORY, clock);
    }

    @AfterEach
    void stop() {
        agent.close();
        org.close();
    }

    private void answer(String request, Socket socket) throws IOException, InterruptedException {
        if (request.startsWith("POST /services/oauth2/token ")) {
            logins.incrementAndGet();
            String token = "{\"access_token\":\"00D!" + "t".repeat(60)
                    + "\",\"token_type\":\"Bearer\",\"instance_url\":\"" + org.uri() + "\"}";
            RawServer.write(socket, "HTTP/1.1 200 x\r\nContent-Type: application/json\r\nContent-Length: "
                    + token.length() + "\r\n\r\n" + token);
        } else if (request.startsWith("GET /services/data/v60.0/ ")) {
            RawServer.write(socket, "HTTP/1.1 200 x\r\nContent-Length: 0\r\n\r\n");
        } else {
            reply.to(request, socket);
        }
    }

    /** As with its API Access Control; Salesforce blocks a user after 3,600 logins within an hour. */
    @Test
    void an_org_that_refuses_every_token_costs_a_login_a_minute_and_not_one_a_call() throws IOException {
        reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 401 x\r\nContent-Length: 0\r\n\r\n");
        for (int i = 0; i < 5; i++) {
            assertEquals(401, agent.get(DOOR).status());
        }
        assertEquals(2, logins.get());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(401, agent.get(DOOR).status());
        assertEquals(401, agent.get(DOOR).status());
        assertEquals(3, logins.get());
        reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 200 x\r\nContent-Length: 0\r\n\r\n");
        assertEquals(200, agent.get(DOOR).status());
        reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 " + (logins.get() == 3 ? "401" : "200")
                + " x\r\nContent-Length: 0\r\n\r\n");
        assertEquals(200, agent.get(DOOR).status(), "a token that has worked is replaced at once");
        assertEquals(4, logins.get());
    }

    @Test
    void what_the_org_says_of_its_connection_stays_there_and_nothing_else_is_lost() throws IOException {
        reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 200 x\r\nConnection: close, X-Hop\r\nX-Hop: hop\r\n"
                + "Keep-Alive: timeout=5\r\nSet-Cookie: sid=secret\r\nLink: <a>\r\nLink: <b>\r\nX-Nul: a\0b\r\n"
                + "X-End: kept\r\nContent-Length: 2\r\n\r\nok");
        Asked answer = agent.get(DOOR);
        assertEquals("ok", answer.body(), answer.toString());
        String head = answer.head().toLowerCase(Locale.ROOT);
        assertTrue(head.contains("\r\nlink: <a>, <b>") && head.contains("\r\nx-end: kept"), head);
        for (String gone : new String[] {"x-hop", "keep-alive", "secret", "x-nul"}) {
            assertFalse(head.contains(gone), head);
        }
    }

    @Test
    void a_query_may_be_as_long_as_salesforce_takes_it() throws IOException {
        String query = "?q=" + "SELECT+Id+".repeat(1500);
        reply = (request, socket) -> RawServer.write(socket, "HTTP/1.1 " + (request.contains(query + " ") ? 200 : 400)
                + " x\r\nContent-Length: 0\r\n\r\n");
        assertEquals(200, agent.get(DOOR + query).status());
        assertEquals(414, agent.get(DOOR + query + query).status());
    }

    @Test
    void an_answer_without_a_body_has_the_length_that_the_org_says() throws IOException {
        reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 200 x\r\nContent-Length: 4711\r\n\r\n");
        Asked answer = raw("HEAD " + DOOR + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(answer.head().contains("\r\nContent-Length: 4711"), answer.toString());
        for (int status : new int[] {204, 205, 304}) {
            reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 " + status + " x\r\nETag: \"e\"\r\n"
                    + "Content-Length: " + (status == 304 ? 4711 : 0) + "\r\n\r\n");
            Asked empty = agent.get(DOOR);
            assertTrue(empty.status() == status && empty.head().contains("ETag: \"e\""), empty.toString());
        }
    }

    @Test
    void each_part_of_an_answer_arrives_before_the_next_one_is_there() throws Exception {
        var seen = new CountDownLatch(1);
        reply = (_, socket) -> {
            RawServer.write(socket, "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            seen.await();
            RawServer.write(socket, "4\r\nlast\r\n0\r\n\r\n");
        };
        try (var caller = open("GET " + DOOR + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            var in = Channels.newInputStream(caller);
            var begun = new StringBuilder();
            while (!begun.toString().contains("first")) {
                begun.append((char) in.read());
            }
            seen.countDown();
            assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("last"));
        }
    }

    @Test
    void an_answer_that_breaks_off_is_not_taken_for_a_whole_one() throws IOException {
        for (String head : new String[] {"Content-Length: 100\r\n\r\nhalf",
            "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"}) {
            reply = (_, socket) -> RawServer.write(socket, "HTTP/1.1 200 x\r\n" + head);
            Asked answer = agent.get(DOOR);
            assertTrue(answer.status() == 0 || answer.head().contains("Content-Length: 100")
                    || !answer.body().endsWith("0\r\n\r\n"), answer.toString());
        }
    }

    /** Else the org would do its work with half of what the caller meant to send. */
    @Test
    void a_body_that_breaks_off_does_not_reach_the_org_as_a_whole_one() throws Exception {
        reply = (_, socket) -> {
            socket.setSoTimeout(20_000);
            bodies.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        };
        String head = "POST " + DOOR + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        open(head + "5\r\nhello\r\n").close();
        assertFalse(bodies.poll(20, TimeUnit.SECONDS).endsWith("0\r\n\r\n"), "hung up");
        Asked answer = raw(head + "5\r\nhello\r\nno size\r\n");
        assertTrue(answer.status() == 400 && answer.head().contains("Connection: close"), answer.toString());
        assertFalse(bodies.poll(20, TimeUnit.SECONDS).endsWith("0\r\n\r\n"), "not framed");
        assertEquals(400, raw(head.replace("Host:", "Trailer: X-Sum\r\nHost:") + "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n")
                .status(), "Helidon reads no trailers");
    }

    @Test
    void through_a_port_a_body_may_be_as_large_as_through_the_socket() throws Exception {
        reply = (request, socket) -> RawServer.write(socket, "HTTP/1.1 200 x\r\nContent-Length: 6\r\n\r\n"
                + (request.length() - request.indexOf("\r\n\r\n") - 4));
        String bearer = "0123456789abcdef".repeat(2);
        var call = HttpRequest.newBuilder(URI.create(agent.server.listenOn(0, bearer) + DOOR))
                .header("Authorization", "Bearer " + bearer).POST(BodyPublishers.ofByteArray(new byte[300_000]));
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertEquals("300000", client.send(call.build(), BodyHandlers.ofString()).body());
        }
    }

    @Test
    void what_would_reach_the_org_as_something_else_is_refused() throws IOException {
        Asked get = raw("GET " + DOOR + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertTrue(get.status() == 400 && get.body().contains("bad_body"), get.toString());
        for (String bytes : new String[] {"/\u00e9", "?q=\u00c3\u00a9"}) {
            String request = "GET " + DOOR + bytes + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            assertEquals(400, raw(request).status(), bytes);
        }
        assertTrue(org.requests().stream().noneMatch(request -> request.contains("/services/data/v66.0")));
    }

    private Asked raw(String request) throws IOException {
        return Asked.raw(agent.socket, request);
    }

    private SocketChannel open(String request) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(agent.socket));
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
        return channel;
    }
}
