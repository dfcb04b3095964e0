package lib.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import lib.failure.Failure;
import lib.files.InputFile;

/**
 * Java's own trusted root certificates, and one company's besides.
 */
final class TrustedRoots {

    private static final int LARGEST = 4 * 1024 * 1024;

    private TrustedRoots() {
    }

    /** @throws Failure {@code bad_cacert} when the file holds no certificate */
    static SSLContext including(Path extra) {
        Collection<? extends Certificate> extras = read(extra);
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (X509Certificate root : javasOwn()) {
                roots.setCertificateEntry("java-" + roots.size(), root);
            }
            for (Certificate root : extras) {
                roots.setCertificateEntry("extra-" + roots.size(), root);
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trusting(roots).getTrustManagers(), null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw bad(extra).from(e);
        }
    }

    /** @throws Failure {@code bad_cacert} when the file holds no certificate */
    static Collection<? extends Certificate> read(Path extra) {
        byte[] pem = InputFile.read(extra, "CA file", LARGEST);
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (found.isEmpty()) {
                throw bad(extra);
            }
            return found;
        } catch (CertificateException e) {
            throw bad(extra).from(e);
        }
    }

    private static Iterable<X509Certificate> javasOwn() throws GeneralSecurityException {
        return Arrays.stream(trusting(null).getTrustManagers())
                .filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast)
                .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers())).toList();
    }

    private static TrustManagerFactory trusting(KeyStore roots) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return factory;
    }

    private static Failure bad(Path extra) {
        return Failure.file("bad_cacert", "CA file " + extra + " holds no readable certificate",
                "name a PEM file with the root certificate (-----BEGIN CERTIFICATE-----)");
    }
}
