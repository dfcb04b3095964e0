package lib.http;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import lib.failure.Failure;

/**
 * What connections over TLS are made with. Its first use takes longer than signing does: a hundred root certificates
 * are read, and key pairs of two kinds made for the first message.
 */
final class TlsSockets {

    private final Path extraRoots;
    private SSLContext context;

    /** @param extraRoots null for Java's own trusted roots alone */
    TlsSockets(Path extraRoots) {
        this.extraRoots = extraRoots;
    }

    /** @throws Failure {@code bad_cacert} */
    SSLSocketFactory factory() {
        return context().getSocketFactory();
    }

    /** Does the first use in another thread: the first message of a handshake, which is then thrown away. */
    void headStart() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                SSLEngine engine = context().createSSLEngine();
                engine.setUseClientMode(true);
                engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
            } catch (SSLException | RuntimeException e) {
                // the connection will meet it too, where there is someone to tell
            }
        });
    }

    private synchronized SSLContext context() {
        if (context == null) {
            context = extraRoots == null ? javasOwn() : TrustedRoots.including(extraRoots);
        }
        return context;
    }

    private static SSLContext javasOwn() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) { // also for a trust store that was named by -D and is unreadable
            throw Failure.file("bad_truststore", "Java's trusted certificates cannot be read: " + e.getMessage(),
                    "check javax.net.ssl.trustStore and the JDK's lib/security/cacerts").from(e);
        }
    }
}
