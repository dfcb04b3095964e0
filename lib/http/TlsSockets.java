package lib.http;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import lib.failure.Failure;

/**
 * What connections over TLS are made with. Its first use takes longer than signing does: a hundred root certificates
 * are read, and a key pair made for the first message.
 */
final class TlsSockets {

    /** An explicit jdk.tls.namedGroups wins. */
    private static final boolean ALL_GROUPS_FROM_THE_START = System.getProperty("jdk.tls.namedGroups") != null;

    /** The last ones, so that many logins at once share their roots, and their sessions with a host. */
    private static TlsSockets last = new TlsSockets(List.of());

    private final Collection<? extends Certificate> extras;
    private boolean started;
    private SSLContext context;

    private TlsSockets(Collection<? extends Certificate> extras) {
        this.extras = extras;
    }

    /**
     * Reads the extra roots, so that a wrong file is told at once and not with the first https request.
     *
     * @param extraRoots null for Java's own trusted roots alone
     * @throws Failure {@code bad_cacert}
     */
    static synchronized TlsSockets trusting(Path extraRoots, Instant now, HttpOptions.Log log) {
        Collection<? extends Certificate> extras = extraRoots == null ? List.of()
                : TrustedRoots.read(extraRoots, now, log);
        if (!extras.equals(last.extras)) {
            last = new TlsSockets(extras);
        }
        return last;
    }

    /** For the first try with a server; see {@link OneGroup}. */
    SSLSocketFactory quick() {
        return ALL_GROUPS_FROM_THE_START ? withAllGroups() : new OneGroup(withAllGroups());
    }

    /** For a server with which that one failed. */
    SSLSocketFactory withAllGroups() {
        return context().getSocketFactory();
    }

    /** Does the first use in another thread: the first message of a handshake, which is then thrown away. */
    synchronized void headStart() {
        if (!started) {
            started = true;
            headStart(this::context);
        }
    }

    /**
     * The same before it is known where a request will go.
     *
     * @param defaultRootsOnly whether Java's own roots will be needed, so that they are read now
     */
    static void headStart(boolean defaultRootsOnly) {
        headStart(defaultRootsOnly ? TlsSockets::defaultContext : TlsSockets::trustingNobody);
    }

    private static void headStart(Callable<SSLContext> context) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                SSLEngine engine = context.call().createSSLEngine();
                engine.setUseClientMode(true);
                if (!ALL_GROUPS_FROM_THE_START) {
                    engine.setSSLParameters(OneGroup.in(engine.getSSLParameters()));
                }
                engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
            } catch (Exception e) {
                // the connection will meet it too, where there is someone to tell
            }
        });
    }

    private synchronized SSLContext context() {
        if (context == null) {
            context = extras.isEmpty() ? defaultContext() : TrustedRoots.including(extras);
        }
        return context;
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) { // also for a trust store that was named by -D and is unreadable
            throw TrustedRoots.unreadable(e);
        }
    }

    private static SSLContext trustingNobody() throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[0], null);
        return tls;
    }
}
