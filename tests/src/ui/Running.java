package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import lib.web.LocalServer;
import lib.web.Patience;

/** A dashboard on a free port, and requests as its page makes them. */
final class Running implements AutoCloseable {

    private final AutoCloseable server;
    final int port;
    final String token;

    private Running(AutoCloseable server, int port, String token) {
        this.server = server;
        this.port = port;
        this.token = token;
    }

    static Running in(Path root) {
        return in(root, Map.of(), false);
    }

    static Running in(Path root, Map<String, String> environment, boolean demo) {
        var options = new DashboardServer.Options(0, false, root, demo, environment, Clock.systemUTC());
        var server = DashboardServer.start(options, _ -> { });
        return new Running(server, server.port(), server.url().getFragment().replace("token=", ""));
    }

    /** One whose patience is this short, for the tests of it. */
    static Running inHaste(Path root, Duration reading, Duration idle, Duration heartbeat) throws IOException {
        var workplace = new Workplace(RootFolder.at(root), Map.of(), Clock.systemUTC(), Optional.empty());
        var events = new Events(heartbeat);
        var listen = new LocalServer.Options(0, Optional.empty(), new Patience(reading, idle),
                DashboardServer::unread);
        LocalServer server = DashboardServer.listen(listen, "token",
                new Api(workplace, events, null), events);
        AutoCloseable all = () -> {
            events.close();
            server.close();
        };
        return new Running(all, server.port(), "token");
    }

    /** The first lines of a request that nothing is wrong with; more headers and an empty line follow. */
    String begin(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nX-SFJWT-Token: " + token + "\r\n";
    }

    Wire.Answer get(String path) throws IOException {
        return Wire.ask(port, begin("GET", path) + "\r\n");
    }

    Wire.Answer post(String path, String json) throws IOException {
        return post(path, json, "");
    }

    Wire.Answer post(String path, String json, String headers) throws IOException {
        return Wire.ask(port, begin("POST", path) + headers + jsonBody(json));
    }

    static String jsonBody(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n"
                + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static JsonObject json(Wire.Answer answer) {
        return json(answer.text());
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
