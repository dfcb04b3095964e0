package lib.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What came back on a socket for bytes that were sent there, as any client of any language sends them. */
record Asked(int status, String head, String body) {

    static Asked get(Path socket, String path) throws IOException {
        return raw(socket, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    static Asked post(Path socket, String path) throws IOException {
        return raw(socket, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    /** A status of 0 says that the connection was closed without an answer. */
    static Asked raw(Path socket, String request) throws IOException {
        var answer = new ByteArrayOutputStream();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            Channels.newInputStream(channel).transferTo(answer);
        } catch (SocketException e) {
            // hung up on while something was still unread: what came before that counts
        }
        return of(answer.toString(StandardCharsets.UTF_8));
    }

    private static Asked of(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end < 0 ? new Asked(0, answer, "")
                : new Asked(Integer.parseInt(answer.split(" ")[1]), answer.substring(0, end),
                        answer.substring(end + 4));
    }
}
