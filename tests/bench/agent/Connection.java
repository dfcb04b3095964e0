import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One connection to a Unix domain socket, on which one request follows the other. */
final class Connection implements AutoCloseable {

    private static final int LARGEST = 64 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer read = ByteBuffer.allocate(LARGEST);

    Connection(Path socket) throws IOException {
        this(SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(socket));
    }

    private Connection(SocketChannel channel, SocketAddress address) throws IOException {
        this.channel = channel;
        channel.connect(address);
    }

    /** What came back. */
    record Answer(int status, String body) {
    }

    /** @throws IOException when no whole answer came */
    Answer ask(String methodAndPath) throws IOException {
        var request = ByteBuffer.wrap((methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        read.clear();
        while (true) {
            if (channel.read(read) < 0) {
                throw new IOException("hung up after " + read.position() + " bytes");
            }
            String text = new String(read.array(), 0, read.position(), StandardCharsets.ISO_8859_1);
            int head = text.indexOf("\r\n\r\n");
            if (head > 0 && isWhole(text, head)) {
                return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(head + 4));
            }
        }
    }

    private static boolean isWhole(String text, int head) {
        int length = text.indexOf("Content-Length: ");
        return length < 0 || length > head ? text.endsWith("0\r\n\r\n")
                : text.length() - head - 4 == Integer.parseInt(text, length + 16, text.indexOf('\r', length), 10);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
