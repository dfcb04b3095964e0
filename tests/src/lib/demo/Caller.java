package lib.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Calls a demo org over real HTTP.
 */
record Caller(DemoOrg org) {

    static final String GRANT_TYPE = "grant_type="
            + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8);

    static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(org.url() + path)).timeout(Duration.ofSeconds(60));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(to(path));
    }

    HttpResponse<String> get(String path, String token) throws Exception {
        return send(to(path).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> post(String path, byte[] body) throws Exception {
        return send(to(path).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> postForm(String path, String form) throws Exception {
        return send(to(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    HttpResponse<String> exchange(String assertion) throws Exception {
        return postForm(TokenRoute.PATH, GRANT_TYPE + "&assertion=" + assertion);
    }

    String logIn() throws Exception {
        var answer = exchange(Jwt.right(org.url().toString()).signed());
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer).getString("access_token");
    }

    static JsonObject json(HttpResponse<String> answer) {
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    static void assertRefused(String error, String description, HttpResponse<String> answer) {
        assertEquals("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}", answer.body());
        assertEquals(400, answer.statusCode());
        assertEquals("application/json;charset=UTF-8", answer.headers().firstValue("Content-Type").orElse(""));
    }

    /** The whole answer to these lines, headers and all: for what an HTTP client would not send. */
    String raw(String... lines) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", org.url().getPort())) {
            socket.setSoTimeout(60_000);
            String text = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String statusOf(String... lines) throws Exception {
        String[] words = raw(lines).split(" ", 3);
        return words.length < 2 ? "none" : words[1];
    }
}
