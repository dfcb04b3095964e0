package lib.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import lib.failure.Failure;
import lib.files.InputFile;

/**
 * Java's own trusted root certificates, and one company's besides.
 */
final class TrustedRoots {

    private static final int LARGEST = 4 * 1024 * 1024;

    private TrustedRoots() {
    }

    static SSLContext including(Collection<? extends Certificate> extras) {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (Certificate root : extras) {
                roots.setCertificateEntry("extra-" + roots.size(), root);
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new EitherRoots(trusting(roots), TrustedRoots::javasOwn)}, null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were read can be trusted", e);
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

    private static X509ExtendedTrustManager javasOwn() {
        try {
            return trusting(null);
        } catch (GeneralSecurityException e) {
            throw Failure.file("bad_truststore", "Java's trusted certificates cannot be read: " + e.getMessage(),
                    "check javax.net.ssl.trustStore and the JDK's lib/security/cacerts").from(e);
        }
    }

    /** @param roots null for Java's own */
    private static X509ExtendedTrustManager trusting(KeyStore roots) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        return Arrays.stream(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast).findFirst().orElseThrow();
    }

    private static Failure bad(Path extra) {
        return Failure.file("bad_cacert", "CA file " + extra + " holds no readable certificate",
                "name a PEM file with the root certificate (-----BEGIN CERTIFICATE-----)");
    }
}
