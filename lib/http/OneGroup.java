package lib.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes sockets that offer a server one group for the key exchange, x25519, which nearly every server takes.
 *
 * <p>Otherwise the JDK also makes a key pair of P-256 for the first message, which takes a fresh JVM 60 ms.
 * A server that takes no x25519 refuses the handshake, before anything was sent; {@link Exchange} then offers all.
 */
final class OneGroup extends SSLSocketFactory {

    private static final String[] GROUPS = {"x25519"};

    private final SSLSocketFactory sockets;

    OneGroup(SSLSocketFactory sockets) {
        this.sockets = sockets;
    }

    /** Sets it, and leaves all else as it is. */
    static SSLParameters in(SSLParameters parameters) {
        parameters.setNamedGroups(GROUPS);
        return parameters;
    }

    private static Socket offering(Socket socket) {
        var tls = (SSLSocket) socket;
        tls.setSSLParameters(in(tls.getSSLParameters()));
        return tls;
    }

    @Override
    public Socket createSocket() throws IOException {
        return offering(sockets.createSocket());
    }

    @Override
    public Socket createSocket(Socket tunnel, String host, int port, boolean autoClose) throws IOException {
        return offering(sockets.createSocket(tunnel, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return offering(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return offering(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return offering(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return offering(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
