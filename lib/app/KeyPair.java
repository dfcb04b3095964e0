package lib.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import lib.admin.MadeBySfjwt;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.files.InputFile;
import lib.keys.Certificates;
import lib.keys.GenerateCerts;
import lib.keys.KeySource;
import lib.keys.Passphrase;
import lib.keys.PrivateKeys;
import lib.keys.Subject;

/**
 * The key that is to log in, and its certificate, which the app gets.
 *
 * @param pem the certificate alone
 * @param made whether it is a new key
 */
record KeyPair(Path key, X509Certificate certificate, String pem, boolean made) {

    private static final String KEY = "server.key";
    private static final String CERTIFICATE = "server.crt";

    MadeBySfjwt mark() {
        return MadeBySfjwt.of(Certificates.fingerprint(certificate), certificate.getNotAfter().toInstant());
    }

    static boolean isThere(Path key) {
        return Files.exists(key) && Files.exists(certificateOf(key));
    }

    /**
     * What is there, and made where there is none; nothing is replaced.
     *
     * @throws Failure for a key or certificate that cannot be used, or where they do not belong together
     */
    static KeyPair ensure(Path key, Passphrase passphrase, Clock clock) {
        boolean made = !Files.exists(key);
        if (!isThere(key)) {
            make(key, !made, passphrase, clock);
        }
        Path file = certificateOf(key);
        X509Certificate certificate = Certificates.read(InputFile.read(file, "certificate", Certificates.LARGEST),
                "certificate " + file).certificate();
        String ofKey = PrivateKeys.read(new KeySource.InFile(key), passphrase).spkiSha256();
        if (!ofKey.equals(Certificates.spkiSha256(certificate))) {
            throw Failure.file("key_cert_mismatch", "certificate " + file + " does not belong to the key " + key,
                    Fix.of("name the key that it belongs to with --key-file, or put both into another folder"))
                    .about(file);
        }
        return new KeyPair(key, certificate, pem(certificate), made);
    }

    private static void make(Path key, boolean reuse, Passphrase passphrase, Clock clock) {
        if (!key.getFileName().toString().equals(KEY)) {
            throw Failure.file("file_missing", reuse ? "there is no certificate " + certificateOf(key)
                    : "there is no key " + key, Fix.of("leave out --key-file to have certs/server.key made"));
        }
        var request = new GenerateCerts.Request(key.toAbsolutePath().getParent(), Subject.DEFAULT,
                GenerateCerts.Request.DEFAULT_DAYS, GenerateCerts.Request.DEFAULT_KEY_SIZE, reuse, reuse);
        new GenerateCerts(clock).run(request, GenerateCerts.Progress.NONE, passphrase);
    }

    static Path certificateOf(Path key) {
        String name = key.getFileName().toString();
        return key.resolveSibling(name.equals(KEY) ? CERTIFICATE : name.replaceFirst("(\\.[^.]*)?$", ".crt"));
    }

    static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed has its encoding", e);
        }
    }
}
