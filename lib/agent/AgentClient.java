package lib.agent;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.json.ForeignJson;
import lib.json.NotJson;

/**
 * Asks the agent that listens at a place, in a line of HTTP; java.net.http knows no Unix domain sockets.
 */
public final class AgentClient {

    private static final int LARGEST = 64 * 1024;

    private final AgentPlace place;

    public AgentClient(AgentPlace place) {
        this.place = place;
    }

    /** Whether somebody accepts connections there, an agent or not. */
    boolean isAnswered() {
        try (var _ = connect()) {
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** What the agent says of itself; empty where none listens. */
    public Optional<JsonObject> health() {
        try {
            return Optional.of(ask("GET /healthz"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * @param request method and path
     * @throws Failure {@code agent_missing} where none listens
     */
    public JsonObject tell(String request) {
        try {
            return ask(request);
        } catch (IOException e) {
            throw Failure.of(Kind.MISSING, "agent_missing", "there is no agent at " + place,
                    Fix.of("start one: ", Fix.command("agent", "--start"))).from(e);
        }
    }

    private JsonObject ask(String request) throws IOException {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            byte[] answer = Channels.newInputStream(channel).readNBytes(LARGEST);
            String text = new String(answer, StandardCharsets.UTF_8);
            return ForeignJson.object(text.substring(text.indexOf("\r\n\r\n") + 4)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (NotJson e) {
            throw new IOException("something other than an agent listens there", e);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(place.socket()));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
