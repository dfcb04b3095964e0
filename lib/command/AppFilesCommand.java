package lib.command;

import java.nio.file.Path;
import lib.app.AppFiles;
import lib.app.AppName;
import lib.catalog.Verb;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.ToolCommand;
import lib.files.FromFolder;
import lib.keys.KeySource;
import lib.text.ShellQuote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sfjwt app files}: the app as a source project for git and the Salesforce CLI.
 */
@Command(name = "files",
        description = "Write the app as a source project (sfdx-project.json, metadata, a scratch-org definition) to "
            + "deploy it through git.",
        footer = {"  sfjwt app files ci-app --name \"CI login\" --email ops@acme.example",
            "  cd ci-app && sf project deploy start --source-dir force-app --target-org admin"})
public final class AppFilesCommand extends ToolCommand {

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = "sfjwt-app",
            description = "The folder to write; default ./${DEFAULT-VALUE}.")
    String folder;

    @Option(names = "--name", paramLabel = "NAME", defaultValue = AppName.DEFAULT,
            description = "Call the app this; default ${DEFAULT-VALUE}.")
    String name;

    @Option(names = "--email", paramLabel = "ADDRESS", required = true, description = "The app's contact.")
    String email;

    @Mixin
    AppFlags app;

    @Option(names = "--no-consumer-key", description = "Let Salesforce choose the Consumer Key, for orgs that refuse "
            + "one in the files.")
    boolean noConsumerKey;

    @Option(names = "--org-id", paramLabel = "ID", description = "The id of an org that has the app already, so that "
            + "a deploy changes it; without it a deploy makes the app, once.")
    String orgId;

    @Option(names = "--force", description = "Replace files that are there; each is kept as a dated backup.")
    boolean force;

    @Mixin
    PassphraseFlags passphrase;

    @Override
    protected void run(Output out) {
        Path key = app.key(surroundings);
        out.keyIs(new KeySource.InFile(key));
        AppFiles.Result result = new AppFiles(surroundings.clock()).run(new AppFiles.Request(path(folder, "DIR"),
                AppName.of(name), email, app.access(), key, !noConsumerKey, orgId, force,
                passphrase.from(surroundings, out)));
        out.warn(result.warnings());
        out.answer(result::json, () -> show(out, result));
    }

    private void show(Output out, AppFiles.Result result) {
        result.files().forEach(file -> out.line(surroundings.shown(file)));
        result.backups().forEach(backup -> out.line("backup " + surroundings.shown(backup)));
        out.say("");
        out.say("Next:");
        out.say("  1. cd " + ShellQuote.sh(folder) + " && sf project deploy start --source-dir "
                + ShellQuote.sh(FromFolder.name(path(folder, "DIR"), result.source())
                        .toString()) + " --target-org ADMIN");
        out.say("  2. give the user the permission set: sf org assign permset --name "
                + (app.permissionSet == null ? AppName.of(name).permissionSet() : app.permissionSet)
                + " --on-behalf-of USERNAME --target-org ADMIN");
        out.say("  3. " + out.next(Verb.SETUP_CONFIG, "--username", "USERNAME", "--login-url", "MY_DOMAIN",
                "--key-file", app.keyFile, "--consumer-key",
                result.consumerKey().isEmpty() ? "THE_APPS_CONSUMER_KEY" : result.consumerKey()));
        if (orgId == null) {
            out.say("To deploy it again, once the org has the app, run this command with --force --org-id ORG_ID,");
            out.say("which sf org display --target-org ADMIN shows.");
        }
    }
}
