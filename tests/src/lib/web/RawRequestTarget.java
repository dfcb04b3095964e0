package lib.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Fuzzed: any bytes sent to our web server. It answers with what is wrong or hangs up, and never calls it its bug. */
public final class RawRequestTarget {

    private static final LocalServer SERVER = start();

    private static final byte[] GOOD =
            "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private RawRequestTarget() {
    }

    public static void fuzzerTestOneInput(byte[] request) throws IOException {
        String answer = answer(request);
        if (answer.startsWith("HTTP/1.1 500") || answer.contains("Exception")) {
            throw new AssertionError(answer);
        }
        if (!answer(GOOD).startsWith("HTTP/1.1 200")) {
            throw new AssertionError("it answers no more");
        }
    }

    private static String answer(byte[] request) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), SERVER.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            return ""; // it hung up before all was sent
        }
    }

    private static LocalServer start() {
        var options = new LocalServer.Options(0, Optional.empty(), Patience.USUAL,
                (status, reason, headers) -> reason.getBytes(StandardCharsets.UTF_8));
        return LocalServer.start(options, routes -> routes.any("/*", (request, response) -> {
            try {
                RequestBody.read(request);
            } catch (RequestBody.Unreadable e) {
                response.status(e.status());
            }
            response.send("hello");
        }));
    }
}
