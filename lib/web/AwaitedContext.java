package lib.web;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import java.util.concurrent.ExecutorService;

/**
 * Helidon's context of a connection, with an eye on the first bytes of each request.
 *
 * <p>Helidon 4.5.0 writes every method in capitals, though methods are case-sensitive (RFC 9110 section 9.1), and takes
 * an invalid one for a bug of its own.
 */
final class AwaitedContext implements ConnectionContext {

    private final ConnectionContext helidon;
    private final DataReader reader = DataReader.create(this::pull);
    private boolean atStart = true;

    AwaitedContext(ConnectionContext helidon) {
        this.helidon = helidon;
    }

    /** What comes next begins a request. */
    void expectRequest() {
        atStart = reader.available() == 0;
    }

    /** Returns when a byte is there, which stays there; throws when the client has hung up. */
    void awaitData() {
        reader.ensureAvailable();
    }

    private byte[] pull() {
        byte[] bytes;
        try {
            helidon.dataReader().ensureAvailable();
            bytes = helidon.dataReader().readBytes(helidon.dataReader().available());
        } catch (DataReader.InsufficientDataAvailableException e) {
            return null; // DataReader's word for the end
        }
        if (atStart) {
            atStart = false;
            requireMethod(bytes);
        }
        return bytes;
    }

    private static void requireMethod(byte[] bytes) {
        for (byte b : bytes) {
            if (b == ' ') {
                return;
            }
            if ((b < 'A' || b > 'Z') && b != '-' && b != '_') {
                throw RequestException.builder().type(EventType.BAD_REQUEST).message("no method").build();
            }
        }
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public ListenerContext listenerContext() {
        return helidon.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return helidon.executor();
    }

    @Override
    public DataWriter dataWriter() {
        return helidon.dataWriter();
    }

    @Override
    public Router router() {
        return helidon.router();
    }

    @Override
    public HelidonSocket serverSocket() {
        return helidon.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return helidon.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return helidon.localPeer();
    }

    @Override
    public boolean isSecure() {
        return helidon.isSecure();
    }

    @Override
    public String socketId() {
        return helidon.socketId();
    }

    @Override
    public String childSocketId() {
        return helidon.childSocketId();
    }
}
