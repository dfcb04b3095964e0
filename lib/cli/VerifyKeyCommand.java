package lib.cli;

import java.nio.file.Path;
import lib.keys.VerifyKey;
import lib.text.Untrusted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sfjwt verify-key}: whether a file is an RSA private key that can sign, and fits a certificate.
 */
@Command(name = "verify-key",
        description = "Check a private key: what it is, whether its numbers are right, whether a certificate belongs "
            + "to it.",
        footer = {"  sfjwt verify-key certs/server.key",
            "  sfjwt verify-key certs/server.key --cert certs/server.crt"})
public final class VerifyKeyCommand extends ToolCommand {

    @Parameters(paramLabel = "KEYFILE",
            description = "The private key: PEM or DER, PKCS#1 or PKCS#8, encrypted or not.")
    String keyFile;

    @Option(names = "--cert", paramLabel = "FILE", description = "A certificate that should belong to the key.")
    String cert;

    @Mixin
    PassphraseSources passphrase;

    public VerifyKeyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        var request = new VerifyKey.Request(path(keyFile, "KEYFILE"), cert == null ? null : path(cert, "--cert"),
                passphrase.from(surroundings));
        VerifyKey.Result result = new VerifyKey(surroundings.clock()).run(request);
        if (out.isJson()) {
            out.document(result.json());
        } else {
            show(out, result);
        }
        out.warn(result.warnings());
    }

    private void show(Output out, VerifyKey.Result result) {
        out.line(out.style().bold(surroundings.shown(Path.of(result.path())))
                + ": an RSA private key, and its numbers are right");
        field(out, "format", result.format());
        field(out, "size", result.bits() + " bits, exponent " + result.exponent());
        field(out, "public key", "SHA-256 " + result.publicKeySha256());
        if (result.certificate() != null) {
            show(out, result.certificate());
        }
    }

    private void show(Output out, VerifyKey.CertificateFacts certificate) {
        out.line(out.style().bold(surroundings.shown(Path.of(certificate.path())))
                + ": a certificate that belongs to this key");
        field(out, "subject", Untrusted.line(certificate.subject()));
        field(out, "SHA-256", certificate.sha256());
        field(out, "valid until", Days.of(certificate.notAfter()) + ", " + certificate.daysLeft() + " days from now");
    }

    private static void field(Output out, String label, String value) {
        out.line(String.format("  %-13s%s", label, value));
    }
}
