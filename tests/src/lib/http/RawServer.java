package lib.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/**
 * A server on loopback that answers each connection with bytes of the test's choice, such as no HTTP server would send.
 */
public final class RawServer implements AutoCloseable {

    /** Answers one request, given as text; the connection closes afterwards. */
    @FunctionalInterface
    public interface Reply {
        void to(String request, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private RawServer(ServerSocket server) {
        this.server = server;
    }

    public static RawServer start(Reply reply) {
        return start(ServerSocketFactory.getDefault(), reply);
    }

    /** @param sockets plain or TLS */
    static RawServer start(ServerSocketFactory sockets, Reply reply) {
        try {
            var raw = new RawServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(() -> raw.serve(reply));
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for everyone; {@code \n} becomes CRLF in the head, which gets a {@code Connection: close}. */
    public static RawServer saying(String head, String body) {
        String lines = (head + "\nConnection: close\n\n").replace("\n", "\r\n");
        return start((request, socket) -> write(socket, lines + body));
    }

    public static RawServer json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    public static RawServer json(int status, byte[] body) {
        String head = "HTTP/1.1 " + status + " x\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        return start((request, socket) -> {
            write(socket, head);
            socket.getOutputStream().write(body);
        });
    }

    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    public int port() {
        return server.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Head and body of all requests, oldest first. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Reply reply) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket, reply));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket, Reply reply) {
        try (socket) {
            String request = request(socket.getInputStream());
            requests.add(request);
            reply.to(request, socket);
            socket.shutdownOutput();
            // unread bytes would make the close a reset
            socket.setSoTimeout(200);
            socket.getInputStream().readNBytes(4096);
        } catch (IOException | InterruptedException e) {
            // the client has seen enough
        }
    }

    /** Reads the head, and as much of a body as its Content-Length says. */
    private static String request(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            bytes.write(b);
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        var length = Pattern.compile("(?im)^content-length: *([0-9]+)").matcher(head);
        return length.find() ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))),
                StandardCharsets.UTF_8) : head;
    }
}
