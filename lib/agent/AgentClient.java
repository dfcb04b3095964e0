package lib.agent;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.failure.Kind;
import lib.json.ForeignJson;
import lib.json.NotJson;
import lib.text.ShellQuote;

/**
 * Asks the agent that listens at a place, in a line of HTTP; java.net.http knows no Unix domain sockets.
 */
public final class AgentClient {

    /** Room for thousands of orgs. */
    private static final int LARGEST = 4 * 1024 * 1024;
    /** An agent answers at once; one that is stopped or not an agent at all does not. */
    private static final int PATIENCE_SECONDS = 10;

    private final AgentPlace place;

    public AgentClient(AgentPlace place) {
        this.place = place;
    }

    /** Whether it is sure that nobody listens there any more, an agent or not. */
    boolean isLeft() {
        try (SocketChannel channel = channel(); var _ = closedLater(channel)) {
            connect(channel);
            return false;
        } catch (ConnectException e) {
            return true; // any other reason may be that of a socket of another kind, which is in use
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
     * @throws Failure {@code agent_missing} where none listens, {@code agent_silent} where it does not answer
     */
    public JsonObject tell(String request) {
        try {
            return ask(request);
        } catch (AsynchronousCloseException e) {
            throw Failure.of(Kind.UNREACHABLE, "agent_silent", "what listens at " + place + " has not answered within "
                    + PATIENCE_SECONDS + " s", "find its process (lsof " + ShellQuote.sh(place.toString())
                            + ") and end it, then start another agent").from(e);
        } catch (IOException e) {
            throw Failure.of(Kind.MISSING, "agent_missing", "there is no agent at " + place,
                    Fix.of("start one: ", Fix.command("agent", "--start"))).from(e);
        }
    }

    private JsonObject ask(String request) throws IOException {
        try (SocketChannel channel = channel(); var _ = closedLater(channel)) {
            connect(channel);
            channel.write(ByteBuffer.wrap((request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            byte[] answer = Channels.newInputStream(channel).readNBytes(LARGEST);
            String text = new String(answer, StandardCharsets.UTF_8);
            int end = text.indexOf("\r\n\r\n");
            // one that hangs up says nothing, and another program's greeting is no answer
            return ForeignJson.object((end < 0 ? "" : text.substring(end)).getBytes(StandardCharsets.UTF_8));
        } catch (NotJson e) {
            throw new IOException("something other than an agent listens there", e);
        }
    }

    private static SocketChannel channel() throws IOException {
        return SocketChannel.open(StandardProtocolFamily.UNIX);
    }

    /** A deadline for whatever is done with the channel: it knows none of its own. */
    private static Closing closedLater(SocketChannel channel) {
        var closing = CompletableFuture.runAsync(() -> {
            try {
                channel.close();
            } catch (IOException e) {
                // whoever waits is told so
            }
        }, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return () -> closing.cancel(false);
    }

    private interface Closing extends AutoCloseable {
        @Override
        void close();
    }

    private void connect(SocketChannel channel) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(place.socket()));
    }
}
