package lib.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import lib.failure.Failure;
import lib.pkcs11.OpenToken;

/**
 * The certificate that belongs to a key, as far as one can tell without a login: the one rule of all who show it.
 *
 * <p>A key store, a token or a PEM file may hold it beside the key. Otherwise {@code acme.crt} is that of
 * {@code acme.key}, and where there is none it is the server.crt that generate-certs makes.
 *
 * @param place the file, or the URI of the key in a token
 */
public record OwnCertificate(String place, X509Certificate certificate) {

    private static final String MADE = "server.crt";

    /** The file beside a key's file, if there is one. */
    public static Optional<Path> fileBeside(Path key) {
        return List.of(nameFor(key), key.resolveSibling(MADE)).stream().filter(Files::exists).findFirst();
    }

    /** The file's own name, beside the key and whether it is there or not. */
    public static Path nameFor(Path key) {
        return key.resolveSibling(key.getFileName().toString().replaceFirst("(\\.[^.]*)?$", ".crt"));
    }

    /**
     * @param passphrase asked for a key store only; a token shows its certificates without a PIN
     * @return empty for none, and for one that cannot be read: a login needs none here
     */
    public static Optional<OwnCertificate> of(KeySource key, Passphrase passphrase) {
        return switch (key) {
            case KeySource.InToken(var uri) -> readable(() -> OpenToken.certificate(uri, passphrase.tokenLibrary())
                    .map(certificate -> new OwnCertificate(uri.toString(), certificate)));
            case KeySource.InFile file -> readable(() -> within(file, passphrase)
                    .map(certificate -> new OwnCertificate(file.path().toString(), certificate)))
                    .or(() -> readable(() -> fileBeside(file.path()).map(OwnCertificate::inFile)));
            default -> Optional.empty();
        };
    }

    /** Whether a key's file may hold one, or one is beside it; what a key store holds needs its passphrase. */
    public static boolean mayBeOf(Path key) {
        return fileBeside(key).isPresent() || readable(() -> Optional.of(
                mayBeIn(PrivateKeys.content(new KeySource.InFile(key))))).orElse(false);
    }

    private static boolean mayBeIn(byte[] content) {
        return switch (Shape.of(content)) {
            case PKCS12, JKS -> true;
            default -> !Certificates.in(content).isEmpty();
        };
    }

    /** Whether the certificate of this key has this fingerprint. */
    public static boolean isIn(KeySource key, String fingerprint) {
        return of(key, Passphrase.NONE).filter(own -> Certificates.fingerprint(own.certificate()).equals(fingerprint))
                .isPresent();
    }

    private static <T> Optional<T> readable(Supplier<Optional<T>> reading) {
        try {
            return reading.get();
        } catch (Failure | Der.Malformed e) {
            return Optional.empty();
        }
    }

    private static OwnCertificate inFile(Path file) {
        return new OwnCertificate(file.toString(), Certificates.read(file).certificate());
    }

    /** The one that the place of a key holds beside it; empty as {@link #of}. */
    public static Optional<OwnCertificate> within(KeySource source, SigningKey key) {
        return key.certificate().or(() -> source instanceof KeySource.InToken ? Optional.empty()
                : readable(() -> Certificates.in(PrivateKeys.content(source)).stream()
                        .filter(one -> Certificates.spkiSha256(one).equals(key.spkiSha256())).findFirst()))
                .map(certificate -> new OwnCertificate(source.toString(), certificate));
    }

    private static Optional<X509Certificate> within(KeySource.InFile key, Passphrase passphrase) {
        byte[] content = PrivateKeys.content(key);
        return switch (Shape.of(content)) {
            case PKCS12, JKS -> PrivateKeys.read(key, passphrase).certificate();
            default -> Certificates.in(content).stream().findFirst();
        };
    }
}
