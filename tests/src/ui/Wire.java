package ui;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP as bytes on a socket: what no browser and no client library would send can be sent too. */
final class Wire implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    /** @param headers by lower-case name */
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        String header(String name) {
            List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            return values.size() == 1 ? values.getFirst() : values.toString();
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return status + " " + headers + "\n" + text();
        }
    }

    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000); // a busy machine needs half a minute for a key of 4096 bits
        in = socket.getInputStream();
    }

    /** The answer to one request on a connection of its own. */
    static Answer ask(int port, String request) throws IOException {
        try (var wire = new Wire(port)) {
            try {
                wire.send(request);
            } catch (SocketException e) {
                // what is too large is answered, and hung up on, before all of it is there
            }
            return wire.answer();
        }
    }

    Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, List<String>>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ?", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(parts[1]);
        }
        byte[] body = headers.containsKey("transfer-encoding") ? chunks()
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).getFirst()));
        return new Answer(status, headers, body);
    }

    /** The next line, without its end. */
    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the server hung up");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server has hung up, which it may do with a reset. */
    boolean isHungUp() {
        try {
            return in.read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
