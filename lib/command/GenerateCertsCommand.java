package lib.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lib.catalog.Verb;
import lib.cli.Days;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.Style;
import lib.cli.ToolCommand;
import lib.config.LoginsOfKey;
import lib.failure.Failure;
import lib.failure.Text;
import lib.failure.Warning;
import lib.keys.Certificates;
import lib.keys.GenerateCerts;
import lib.keys.Subject;
import lib.keys.SubjectChanges;
import lib.keys.Validity;
import lib.pkcs11.TokenUri;
import lib.refusal.Fixes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt generate-certs}: the key, the CSR and the certificate.
 */
@Command(name = "generate-certs",
        description = "Make a private key (server.key), its certificate for Salesforce (server.crt) and a CSR "
            + "(server.csr).",
        footer = {"  sfjwt generate-certs",
            "  sfjwt generate-certs -o prod/certs --org \"Acme, Inc.\" --email ops@acme.example --days 730",
            "  sfjwt generate-certs --reuse-key --force     a new certificate for the same key",
            "  sfjwt generate-certs --key \"pkcs11:token=CI;object=salesforce\""})
public final class GenerateCertsCommand extends ToolCommand {

    @Option(names = {"-o", "--output"}, paramLabel = "DIR", defaultValue = "./certs",
            description = "Write the files to this folder; default ${DEFAULT-VALUE}.")
    String output;

    @Option(names = "--country", paramLabel = "XX", description = "Two letters; default " + Subject.COUNTRY + ".")
    String country;

    @Option(names = "--state", paramLabel = "NAME", description = "Default " + Subject.STATE + ".")
    String state;

    @Option(names = "--city", paramLabel = "NAME", description = "Default " + Subject.CITY + ".")
    String city;

    @Option(names = "--org", paramLabel = "NAME", description = "Organization; default " + Subject.ORGANIZATION + ".")
    String org;

    @Option(names = "--unit", paramLabel = "NAME", description = "Organizational unit; default " + Subject.UNIT + ".")
    String unit;

    @Option(names = "--name", paramLabel = "NAME", description = "Common name; default " + Subject.COMMON_NAME + ".")
    String name;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Default " + Subject.EMAIL
            + ". An empty value leaves out any of these fields.")
    String email;

    @Option(names = "--days", paramLabel = "N", description = "How long the certificate is valid: 1 to "
            + GenerateCerts.Request.MOST_DAYS + "; default " + GenerateCerts.Request.DEFAULT_DAYS + ".")
    Integer days;

    @Option(names = "--key-size", paramLabel = "BITS", description = "2048, 3072 or 4096; default 2048.")
    int keySize = GenerateCerts.Request.DEFAULT_KEY_SIZE;

    @Option(names = "--key", paramLabel = "URI", description = "Certify the key at this pkcs11: URI. It stays in "
            + "its token, and is made there if need be.")
    String key;

    @Option(names = "--reuse-key", description = "Keep the existing server.key and make a new CSR and certificate for "
            + "it, with the previous certificate's subject and days unless you give others.")
    boolean reuseKey;

    @Option(names = "--force", description = "Replace existing files; each is kept as a dated backup.")
    boolean force;

    @Mixin
    PassphraseFlags passphrase;

    @Override
    protected void run(Output out) {
        var request = new GenerateCerts.Request(path(output, "--output"),
                new SubjectChanges(country, state, city, org, unit, name, email), days, keySize, force, reuseKey,
                token());
        GenerateCerts.Result made = new GenerateCerts(surroundings.clock()).run(request, new SpinningProgress(out),
                passphrase.from(surroundings, out));
        List<Warning> ended = LoginsOfKey.ended(surroundings.folder(), made, surroundings.clock());
        GenerateCerts.Result result = made.warning(ended);
        out.answer(result::json, () -> show(out, result));
        out.warn(result.warnings());
        sayNext(out, result);
    }

    private TokenUri token() {
        if (key == null) {
            return null;
        }
        if (!TokenUri.isOne(key.strip())) {
            throw Failure.usage("bad_pkcs11_uri", "--key is not a pkcs11: URI",
                    "to certify a key in a file, have it as server.key in the output folder and use --reuse-key");
        }
        return TokenUri.parse(key, "--key");
    }

    private void show(Output out, GenerateCerts.Result result) {
        Style style = out.style();
        String place = style.bold(surroundings.shown(result.key().toString()));
        field(out, "private key", key == null ? place + "  " + result.bits() + " bits; keep it secret, never commit it"
                : place);
        if (key != null) {
            field(out, "", result.bits() + " bits, " + (result.keyMade() ? "made" : "was") + " in the token, and stays "
                    + "there");
        }
        field(out, "CSR", surroundings.shown(result.csr()));
        field(out, "certificate", style.bold(surroundings.shown(result.crt())) + "  upload this one to Salesforce");
        field(out, "SHA-256", Certificates.fingerprint(result.certificate()));
        field(out, "valid until", Days.of(Validity.of(result.certificate()).until()));
        for (Path backup : result.backups()) {
            field(out, "backup", style.dim(surroundings.shown(backup)));
        }
    }

    private void sayNext(Output out, GenerateCerts.Result result) {
        String keyFile = surroundings.shown(result.key().toString());
        out.say("");
        if (LoginsOfKey.areThere(surroundings.folder(), result, surroundings.clock())) {
            out.say("Next: " + Fixes.upload(surroundings.shown(result.crt())).say(out.voice()));
            return;
        }
        out.say("Next:");
        out.say("  1. create the External Client App and upload the certificate: " + out.next(Verb.STEPS));
        List<String> words = new ArrayList<>(List.of("--consumer-key", "YOUR_CONSUMER_KEY", "--username",
                "you@example.com"));
        if (!keyFile.equals(Text.KEY)) {
            words.addAll(List.of("--key-file", keyFile));
        }
        out.say("  2. " + out.next(Verb.SETUP_CONFIG, words.toArray()));
    }

    private static void field(Output out, String label, String value) {
        out.line(String.format("%-13s%s", label, value));
    }
}
