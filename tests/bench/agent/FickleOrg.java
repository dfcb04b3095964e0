import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An org on loopback that gives each login a new token, remembers which are its own, and has its moods. */
final class FickleOrg implements AutoCloseable {

    enum Mood { WELL, REFUSING, HANGING, RESTARTING }

    private static final long HANGS_MILLIS = 6_000;

    private final String name;
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final AtomicLong logins = new AtomicLong();
    private volatile Mood mood = Mood.WELL;
    private HttpServer server;
    private int port;

    FickleOrg(String name) throws IOException {
        this.name = name;
        open();
    }

    String name() {
        return name;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    long logins() {
        return logins.get();
    }

    boolean hasGiven(String token) {
        return given.contains(token);
    }

    /** A restart forgets all sessions, and nothing listens until the next mood. */
    void is(Mood next) throws IOException {
        boolean wasClosed = mood == Mood.RESTARTING;
        mood = next;
        if (next == Mood.RESTARTING) {
            alive.clear();
            server.stop(0);
        } else if (wasClosed) {
            open();
        }
    }

    private void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1024);
        port = server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean isLogin = exchange.getRequestURI().getPath().equals("/services/oauth2/token");
        if (mood == Mood.HANGING) {
            hang();
        }
        if (isLogin) {
            logIn(exchange);
        } else {
            call(exchange);
        }
    }

    private void logIn(HttpExchange exchange) throws IOException {
        long number = logins.incrementAndGet();
        if (mood == Mood.REFUSING) {
            send(exchange, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"user is blocked\"}");
            return;
        }
        String token = "00D000000000001!" + name + "." + number + "." + "x".repeat(80);
        given.add(token);
        alive.add(token);
        send(exchange, 200, """
                {"access_token":"%s","scope":"api","instance_url":"%s","id":"%2$s/id/00D/005","token_type":"Bearer"}"""
                .formatted(token, url()));
    }

    private void call(HttpExchange exchange) throws IOException {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")).replaceFirst("Bearer ",
                "");
        if (mood == Mood.REFUSING) {
            alive.remove(token);
        }
        if (alive.contains(token)) {
            send(exchange, 200, "{\"org\":\"" + name + "\"}");
        } else {
            send(exchange, 401, "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"Session expired or invalid\"}]");
        }
    }

    private static void hang() {
        try {
            Thread.sleep(HANGS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
