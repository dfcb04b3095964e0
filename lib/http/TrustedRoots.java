package lib.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.text.FileText;
import lib.text.Untrusted;

/**
 * The root certificates that are trusted: Java's own, and those of a company in a file.
 */
final class TrustedRoots {

    private static final int LARGEST = 4 * 1024 * 1024;

    static SSLContext including(Collection<? extends Certificate> extras) {
        try {
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            for (Certificate root : extras) {
                roots.setCertificateEntry("extra-" + roots.size(), root);
            }
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new EitherRoots(trusting(roots), TrustedRoots::defaultRoots)}, null);
            return tls;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates that were read can be trusted", e);
        }
    }

    /**
     * Those in the file that are valid now. Java would trust the others for ever: it asks no root when it ends
     * (RFC 5280 section 6.1 leaves that open), where OpenSSL, and so curl, does.
     *
     * @param log told of those that are left out
     * @throws Failure {@code bad_cacert} when the file holds no certificate, or none that is valid
     */
    static Collection<? extends Certificate> read(Path extra, Instant now, HttpOptions.Log log) {
        byte[] read = InputFile.read(extra, "CA file", LARGEST);
        String text = FileText.of(read).toString();
        byte[] certificates = text.contains("-----BEGIN ") ? text.getBytes(StandardCharsets.UTF_8) : read;
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates));
            if (found.isEmpty()) {
                throw bad(extra);
            }
            var valid = new ArrayList<Certificate>();
            for (Certificate one : found) {
                Optional<String> flaw = flaw((X509Certificate) one, now);
                flaw.ifPresentOrElse(what -> log.line("CA file " + extra + ": " + what + " and is left out"),
                        () -> valid.add(one));
            }
            if (valid.isEmpty()) {
                throw Failure.file("bad_cacert", "CA file " + extra + ": "
                                + flaw((X509Certificate) found.iterator().next(), now).orElseThrow(),
                        "ask whoever runs the network for the root certificate that counts today; if it should be "
                                + "valid, check this machine's date");
            }
            return valid;
        } catch (CertificateException e) {
            throw bad(extra).from(e);
        }
    }

    private static Optional<String> flaw(X509Certificate root, Instant now) {
        String name = Untrusted.line(root.getSubjectX500Principal().getName());
        if (now.isAfter(root.getNotAfter().toInstant())) {
            return Optional.of("the certificate " + name + " has expired (" + day(root.getNotAfter()) + ")");
        }
        return now.isBefore(root.getNotBefore().toInstant())
                ? Optional.of("the certificate " + name + " is not valid before " + day(root.getNotBefore()))
                : Optional.empty();
    }

    private static String day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static X509ExtendedTrustManager defaultRoots() {
        try {
            return trusting(null);
        } catch (GeneralSecurityException e) {
            throw unreadable(e);
        }
    }

    /** Of Java's own. */
    static Failure unreadable(GeneralSecurityException e) {
        Throwable first = HttpFailures.causes(e).reduce(e, (_, deeper) -> deeper);
        return truststore("Java's trusted certificates cannot be read: " + JdkWords.of(first)).from(e);
    }

    /** As with a password that is missing, which leaves a store's certificates unread. */
    static Failure none() {
        return truststore("Java finds no certificate that it trusts");
    }

    private static Failure truststore(String message) {
        return Failure.file("bad_truststore", message, "check javax.net.ssl.trustStore and trustStorePassword (in "
                + "JAVA_TOOL_OPTIONS and the like), or the JDK's lib/security/cacerts");
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
