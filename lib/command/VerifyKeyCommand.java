package lib.command;

import lib.cli.Days;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.ToolCommand;
import lib.config.Environment;
import lib.config.Setting;
import lib.keys.KeySource;
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
            description = "The private key: PEM, DER, PKCS#12, JKS, OpenSSH or JWK, encrypted or not; "
                + "- for stdin; a pkcs11: URI for a token.")
    String keyFile;

    @Option(names = "--cert", paramLabel = "FILE", description = "A certificate that should belong to the key.")
    String cert;

    @Option(names = "--key-alias", paramLabel = "NAME", description = "Which key of a key store that holds several "
            + "(SFJWT_KEY_ALIAS).")
    String keyAlias;

    @Mixin
    PassphraseFlags passphrase;

    @Override
    protected void run(Output out) {
        var request = new VerifyKey.Request(key(), cert == null ? null : path(cert, "--cert"),
                passphrase.from(surroundings, out));
        VerifyKey.Result result = new VerifyKey(surroundings.clock()).run(request);
        out.answer(result::json, () -> show(out, result));
        out.warn(result.warnings());
    }

    private KeySource key() {
        KeySource key = surroundings.key(keyFile, "KEYFILE");
        Setting<String> alias = keyAlias != null ? new Setting<>(keyAlias, "--key-alias")
                : surroundings.variables().trimmed(Environment.KEY_ALIAS);
        return alias == null ? key : key.withAlias(alias.value());
    }

    private void show(Output out, VerifyKey.Result result) {
        out.line(out.style().bold(surroundings.shown(result.path()))
                + (result.inToken() ? ": an RSA private key that stays in its token, and its signatures are right"
                        : ": an RSA private key, and its numbers are right"));
        field(out, "format", result.format());
        field(out, "size", result.bits() + " bits, exponent " + result.exponent());
        field(out, "public key", "SHA-256 " + result.publicKeySha256());
        if (result.certificate() != null) {
            show(out, result.certificate());
        }
    }

    private void show(Output out, VerifyKey.CertificateFacts certificate) {
        out.line(out.style().bold(surroundings.shown(certificate.path()))
                + ": a certificate that belongs to this key");
        field(out, "subject", Untrusted.line(certificate.subject()));
        field(out, "SHA-256", certificate.sha256());
        field(out, "valid until", Days.of(certificate.notAfter()) + ", " + certificate.daysLeft() + " days from now");
    }

    private static void field(Output out, String label, String value) {
        out.line(String.format("  %-13s%s", label, value));
    }
}
