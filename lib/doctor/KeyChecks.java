package lib.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.failure.Fix;
import lib.failure.Input;
import lib.failure.Warning;
import lib.files.InputFile;
import lib.keys.KeySource;
import lib.keys.Named;
import lib.keys.PrivateKeys;
import lib.keys.KeyCheck;
import lib.keys.SigningKey;
import lib.refusal.Fixes;
import lib.text.ShellQuote;

/**
 * Whether the private key can sign, and is kept as a secret.
 */
final class KeyChecks {

    static final String NUMBERS = "key numbers";

    static final List<Check> CHECKS = List.of(
            new Check("key", Phase.OFFLINE, Input.KEY_FILE, KeyChecks::readable),
            new Check(NUMBERS, Phase.OFFLINE, KeyChecks::numbers),
            new Check("key size", Phase.OFFLINE, KeyChecks::size),
            new Check("key file mode", Phase.OFFLINE, KeyChecks::mode),
            new Check("key and git", Phase.OFFLINE, KeyChecks::keyInGit),
            new Check("config and git", Phase.OFFLINE, KeyChecks::configInGit));

    private static Finding readable(Evidence evidence) {
        KeySource source = evidence.need(Fact.CONFIG).key();
        if (source instanceof KeySource.InFile(Path path, var _)) {
            evidence.add(Fact.KEY_FILE, path);
        }
        SigningKey key = PrivateKeys.read(source, evidence.request().passphrase());
        evidence.add(Fact.KEY, key);
        String what = where(source, evidence) + ": an RSA key, " + key.format();
        List<Warning> odd = new ArrayList<>(key.warnings());
        odd.removeIf(one -> one.code().equals(PrivateKeys.OPEN_TO_OTHERS)); // a check of its own
        return odd.isEmpty() ? Finding.ok(what)
                : Finding.warning("key_odd", what + "; " + Evidence.joined(odd),
                        evidence.laterNewKey());
    }

    private static String where(KeySource source, Evidence evidence) {
        return source instanceof KeySource.InFile(Path path, var _) ? evidence.shown(path) : source.toString();
    }

    private static Finding numbers(Evidence evidence) {
        SigningKey key = evidence.need(Fact.KEY);
        if (key.isInToken()) {
            return Finding.skipped("needs the key's numbers, which stay in its token");
        }
        List<Warning> warnings = KeyCheck.run(key, Named.of("the private key"));
        return warnings.isEmpty() ? Finding.ok("they belong together, and what it signs verifies")
                : Finding.warning("key_exponent", Evidence.joined(warnings),
                        evidence.laterNewKey());
    }

    /** Shorter keys are refused when they are read. */
    private static Finding size(Evidence evidence) {
        int bits = evidence.need(Fact.KEY).bits();
        return bits <= 4096 ? Finding.ok(bits + " bits; RS256 needs 2048")
                : Finding.warning("key_long", bits + " bits: more than anybody reports to work with Salesforce, and "
                        + "slow", Fix.of("2048 bits are usual: ", evidence.newKey()));
    }

    private static Finding mode(Evidence evidence) {
        Path key = evidence.need(Fact.KEY_FILE);
        if (!hasModes(key)) {
            return Finding.skipped("needs a file system with POSIX modes");
        }
        String shown = evidence.shown(key);
        return InputFile.isOpenToOthers(key)
                ? Finding.warning("key_open_to_others", "others on this machine may read or write " + shown,
                        "chmod 600 " + ShellQuote.sh(shown))
                : Finding.ok("only its owner may read " + shown);
    }

    private static boolean hasModes(Path file) {
        try {
            return Files.getFileStore(file).supportsFileAttributeView("posix");
        } catch (IOException e) {
            return false;
        }
    }

    private static Finding keyInGit(Evidence evidence) {
        Path key = evidence.need(Fact.KEY_FILE);
        String shown = ShellQuote.sh(evidence.shown(key));
        return tracked(key, evidence, Finding.failed("key_in_git", evidence.shown(key)
                + " is in git, so everybody with the repository has the key",
                Fix.of("git rm --cached " + shown + ", ignore it, and replace the key, because old commits still hold "
                        + "it: ",
                        evidence.newKey(), "; then ", Fixes.upload("the new certificate"))));
    }

    private static Finding configInGit(Evidence evidence) {
        evidence.need(Fact.CONFIG);
        Path file = evidence.request().configFile();
        if (!evidence.request().hasConfigFile()) {
            return Finding.skipped("needs a config file");
        }
        return tracked(file, evidence, Finding.warning("config_in_git", evidence.shown(file)
                + " is in git; it holds no secret, but names your app and user",
                "if the repository is public: git rm --cached " + ShellQuote.sh(evidence.shown(file))
                        + ", and ignore it"));
    }

    private static Finding tracked(Path file, Evidence evidence, Finding ifSo) {
        Map<String, String> variables = evidence.request().environment().variables();
        var git = Git.find(variables.getOrDefault("PATH", ""));
        if (git.isEmpty()) {
            return Finding.skipped("needs git on the PATH");
        }
        return switch (git.get().ask(file)) {
            case TRACKED -> ifSo;
            case NOT_TRACKED -> Finding.ok("git does not track " + evidence.shown(file));
            case NO_REPOSITORY -> Finding.ok("not in a git repository");
            case CANNOT_TELL -> Finding.skipped("needs an answer from git, which gave none");
        };
    }
}
