package lib.http;

import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server that leads to a company's root certificate or to one of Java's own. Java's are more than a hundred
 * and take longer to read than a login does, so they are read when the company's do not do.
 */
final class EitherRoots extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager companys;
    private final Supplier<X509ExtendedTrustManager> javas;

    EitherRoots(X509ExtendedTrustManager companys, Supplier<X509ExtendedTrustManager> javas) {
        this.companys = companys;
        this.javas = javas;
    }

    /** One way to check; which one depends on who asks. */
    private interface Way {
        void check(X509ExtendedTrustManager roots) throws CertificateException;
    }

    private void either(Way way) throws CertificateException {
        try {
            way.check(companys);
        } catch (CertificateException notTheCompanys) {
            try {
                way.check(javas.get());
            } catch (CertificateException notJavas) {
                // with a way to the company's root the server has another flaw, of which Java's roots know nothing
                throw notTheCompanys.getCause() instanceof CertPathBuilderException ? notJavas : notTheCompanys;
            }
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        either(roots -> roots.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        either(roots -> roots.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        either(roots -> roots.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    /** Asked of servers only. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
