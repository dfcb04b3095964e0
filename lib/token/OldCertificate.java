package lib.token;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import lib.failure.Cause;
import lib.failure.Failure;
import lib.failure.Fix;
import lib.keys.Certificates;
import lib.keys.KeySource;
import lib.keys.OwnCertificate;
import lib.keys.Passphrase;
import lib.keys.Renewal;
import lib.keys.SigningKey;
import lib.refusal.Fixes;
import lib.refusal.Stage;

/**
 * Where Salesforce does not take a signature and the key's own certificate has expired, a new one is the way out: to
 * upload the one that is there would lead in a circle.
 */
final class OldCertificate {

    /** The refusal, with the certificate that has expired as its first cause. */
    static Failure told(Failure refused, KeySource source, SigningKey key, Instant now) {
        if (!Stage.SIGNATURE.refusals().contains(refused.code())) {
            return refused;
        }
        KeySource place = source instanceof KeySource.Held held ? held.origin() : source;
        return own(place, key).filter(own -> own.certificate().getNotAfter().toInstant().isBefore(now)).map(own -> {
            var causes = new ArrayList<>(refused.causes());
            causes.removeIf(cause -> cause.id().equals("certificate_expired"));
            causes.addFirst(new Cause("certificate_expired", "the certificate that belongs to the key expired on "
                    + LocalDate.ofInstant(own.certificate().getNotAfter().toInstant(), ZoneOffset.UTC),
                    Fixes.renew(renewal(place, own.place()))));
            return refused.explainedBy(causes);
        }).orElse(refused);
    }

    private static Optional<OwnCertificate> own(KeySource source, SigningKey key) {
        return OwnCertificate.within(source, key).or(() -> OwnCertificate.of(source, Passphrase.NONE))
                .filter(own -> Certificates.spkiSha256(own.certificate()).equals(key.spkiSha256()));
    }

    /** Where generate-certs made the key, whoever says the command adds the folder. */
    private static Fix renewal(KeySource source, String certificate) {
        boolean isOtherFile = source instanceof KeySource.InFile(Path file, var _) && !file.endsWith("server.key");
        return isOtherFile || source instanceof KeySource.InToken
                ? Renewal.of(source, certificate, Path::toString)
                : Fix.of(Fix.command("generate-certs", "--reuse-key", "--force"));
    }
}
