package lib.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A proxy that lets CONNECT through to one port of this machine, whatever host was asked for.
 */
public final class TestProxy {

    private TestProxy() {
    }

    public static RawServer to(int port) {
        return RawServer.start((request, socket) -> tunnel(socket, port));
    }

    /** @param login the Proxy-Authorization without which it answers 407 */
    static RawServer wanting(String login, int port) {
        return RawServer.start((request, socket) -> {
            if (request.contains("\r\nProxy-authorization: " + login + "\r\n")) {
                tunnel(socket, port);
            } else {
                RawServer.write(socket, "HTTP/1.1 407 Proxy Authentication Required\r\n"
                        + "Proxy-Authenticate: Basic realm=\"company\"\r\nContent-Length: 0\r\n\r\n");
            }
        });
    }

    static RawServer refusing(String status) {
        return RawServer.start((request, socket) -> RawServer.write(socket, status + "\r\n\r\n"));
    }

    private static void tunnel(Socket client, int port) throws IOException, InterruptedException {
        RawServer.write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
        try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one side has hung up
        }
    }
}
