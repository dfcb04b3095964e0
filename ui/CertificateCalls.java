package ui;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import lib.config.LoginsOfKey;
import lib.failure.Failure;
import lib.failure.Input;
import lib.failure.Text;
import lib.keys.Certificates;
import lib.keys.GenerateCerts;
import lib.keys.SubjectChanges;
import lib.keys.Validity;
import lib.keys.VerifyKey;

/**
 * Keys and certificates: made, checked, shown. Of a private key only facts ever leave, never a part of it.
 */
final class CertificateCalls {

    private final Workplace workplace;
    private final RootFolder root;
    private final Clock clock;

    CertificateCalls(Workplace workplace) {
        this.workplace = workplace;
        this.root = workplace.root();
        this.clock = workplace.clock();
    }

    JsonObject generate(Call call) {
        Fields fields = call.fields(List.of("outputDir", "country", "state", "city", "org", "unit", "commonName",
                "email", "days", "keySize", "force", "reuseKey", "passphrase"));
        var subject = new SubjectChanges(fields.text("country", null), fields.text("state", null),
                fields.text("city", null), fields.text("org", null), fields.text("unit", null),
                fields.text("commonName", null), fields.text("email", null));
        String folder = fields.text("outputDir", GenerateCerts.Request.DEFAULT_OUTPUT);
        Path output = root.resolve(folder, "outputDir");
        // a key that is reused is read, and must not be a link either
        List.of("server.key", "server.csr", "server.crt").forEach(file -> root.resolve(folder + "/" + file,
                "outputDir"));
        var request = new GenerateCerts.Request(output, subject,
                fields.number("days"),
                fields.number("keySize", GenerateCerts.Request.DEFAULT_KEY_SIZE),
                fields.isSet("force"), fields.isSet("reuseKey"), null);
        GenerateCerts.Result result = new GenerateCerts(clock).run(request, call.operation(),
                workplace.passphrase(fields));
        GenerateCerts.Result said = result.warning(LoginsOfKey.ended(output.getParent(), result, clock));
        return PageAnswer.of(said.json(), said.warnings());
    }

    JsonObject validate(Call call) {
        Fields fields = call.fields(List.of("keyPath", "certPath", "passphrase"));
        Path key = root.key(fields.text("keyPath", Text.KEY), "keyPath");
        String certificate = fields.text("certPath", "");
        try {
            VerifyKey.Result result = verify(key, certificate.isEmpty() ? null : root.resolve(certificate, "certPath"),
                    fields);
            return PageAnswer.of(result.json(), result.warnings());
        } catch (Failure failure) {
            throw failure.code().equals("file_missing")
                    ? failure.about(Files.exists(key) ? Input.CERTIFICATE : Input.KEY_FILE) : failure;
        }
    }

    /** @param certificate null for none */
    VerifyKey.Result verify(Path key, Path certificate, Fields fields) {
        return new VerifyKey(clock).run(new VerifyKey.Request(key, certificate, workplace.passphrase(fields)));
    }

    JsonObject facts(Call call) {
        return facts(root.resolve(call.query("path", Text.CERTIFICATE), "path"));
    }

    /** What the certificate says; its PEM is written again, because the file may hold a key as well. */
    JsonObject facts(Path path) {
        X509Certificate certificate = Certificates.read(path).certificate();
        return Json.createObjectBuilder(Certificates.facts(certificate))
                .add("path", path.toString())
                .add("subjectFields", SubjectFields.of(certificate))
                .add("daysLeft", Validity.of(certificate).daysLeft(clock.instant()))
                .build();
    }
}
