package lib.http;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import lib.text.Untrusted;

/**
 * Trusts a server that leads to a company's root certificate or to one of Java's own. Java's are more than a hundred
 * and take longer to read than a login does, so they are read only when the extra roots do not vouch for it.
 */
final class EitherRoots extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager extraRoots;
    private final Supplier<X509ExtendedTrustManager> defaultRoots;

    EitherRoots(X509ExtendedTrustManager extraRoots, Supplier<X509ExtendedTrustManager> defaultRoots) {
        this.extraRoots = extraRoots;
        this.defaultRoots = defaultRoots;
    }

    /** One of the ways in which TLS asks for a check. */
    private interface Way {
        void check(X509ExtendedTrustManager roots) throws CertificateException;
    }

    /** Neither vouches for the server. */
    static final class Unvouched extends CertificateException {
        private static final long serialVersionUID = 1;
        private final String issuer;

        Unvouched(X509Certificate server, CertificateException cause) {
            super("neither the CA file nor Java has a root certificate that vouches for it", cause);
            issuer = Untrusted.line(server.getIssuerX500Principal().getName());
        }

        String issuer() {
            return issuer;
        }
    }

    private void either(X509Certificate[] chain, Way way) throws CertificateException {
        try {
            way.check(extraRoots);
        } catch (CertificateException notByExtra) {
            try {
                way.check(defaultRoots.get());
            } catch (CertificateException notByDefault) {
                // if the chain leads to an extra root, the server has another flaw, which the first check names
                throw !leadsNowhere(notByExtra) ? notByExtra
                        : leadsNowhere(notByDefault) ? new Unvouched(chain[0], notByDefault) : notByDefault;
            }
        }
    }

    private static boolean leadsNowhere(CertificateException refusal) {
        return refusal.getCause() instanceof CertPathBuilderException
                // as with another root of the same name
                || refusal.getCause() instanceof CertPathValidatorException path
                && path.getReason() == PKIXReason.NO_TRUST_ANCHOR;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        either(chain, roots -> roots.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        either(chain, roots -> roots.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        either(chain, roots -> roots.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("only servers are checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("only servers are checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("only servers are checked here");
    }

    /** Asked of servers only. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
