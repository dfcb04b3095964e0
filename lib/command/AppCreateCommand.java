package lib.command;

import java.nio.file.Files;
import java.nio.file.Path;
import lib.app.AppName;
import lib.app.CreateApp;
import lib.catalog.Verb;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.doctor.WaitTime;
import lib.keys.KeySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt app create}: from an administrator's session to a login that works.
 */
@Command(name = "create",
        description = {"Create the app, its permission set, a key and jwt.json, and log in.",
            "Run it again to finish what broke off; what is right stays as it is."},
        footer = {"  sfjwt app create --name \"CI login\" --user ci@acme.example --target-org admin",
            "  sfjwt app create --user ci@acme.example --target-org admin --dry-run",
            "  SF_ACCESS_TOKEN=… SF_ORG_INSTANCE_URL=https://acme.my.salesforce.com \\",
            "        sfjwt app create --user ci@acme.example --yes"})
public final class AppCreateCommand extends ToolCommand {

    @Option(names = "--name", paramLabel = "NAME", defaultValue = AppName.DEFAULT,
            description = "Call the app this; default ${DEFAULT-VALUE}. Its API name is made of it.")
    String name;

    @Option(names = "--user", paramLabel = "USERNAME", required = true,
            description = "The Salesforce user who is to log in.")
    String user;

    @Mixin
    AdminFlags admin;

    @Option(names = "--dry-run", description = "Let the org check the deploy, show what would be made, change nothing.")
    boolean dryRun;

    @Option(names = {"-y", "--yes"}, description = "Do not ask before changing the org.")
    boolean yes;

    @Option(names = "--adopt", description = "Change an app or permission set of this name that sfjwt did not "
            + "make, or an app that another key logs in with.")
    boolean adopt;

    @Mixin
    AppFlags app;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "The app's contact; default the administrator.")
    String email;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = ConfigSources.DEFAULT_FILE,
            description = "The file to write; default ./${DEFAULT-VALUE}.")
    String config;

    @Option(names = "--to-profile", paramLabel = "NAME", description = "Write this profile of that file, beside "
            + "the others.")
    String toProfile;

    @Option(names = "--consumer-key", paramLabel = "KEY", description = "The app's Consumer Key, where the org does "
            + "not show it to programs.")
    String consumerKey;

    @Option(names = "--wait", paramLabel = "TIME", defaultValue = "12m",
            description = "How long to try to log in while Salesforce may not know the app yet; default "
                + "${DEFAULT-VALUE}.")
    String wait;

    @Override
    protected void run(Output out) {
        Path file = path(config, "--config");
        var wishes = new CreateApp.Wishes(AppName.of(name), user, email, app.access(), consumerKey, adopt);
        Path key = key(file);
        out.keyIs(new KeySource.InFile(key));
        var request = new CreateApp.Request(admin.session(surroundings, surroundings.config(file), out), wishes,
                key, file, toProfile, dryRun, admin.way(surroundings, out, WaitTime.parse(wait)));
        CreateApp.Result result = new CreateApp(surroundings.clock()).run(request,
                new AppProgress(out, surroundings, yes));
        out.answer(result::json, () -> show(out, result));
        result.login().ifPresent(login -> out.warn(login.warnings()));
    }

    /** Where none is named, a login that is there keeps its key, which a rotation may have given another name. */
    private Path key(Path file) {
        Path key = app.key(surroundings);
        return spec.commandLine().getParseResult().hasMatchedOption("--key-file") ? key
                : CreateApp.keyOf(file, toProfile).filter(Files::exists).orElse(key);
    }

    private void show(Output out, CreateApp.Result result) {
        if (result.login().isEmpty()) {
            out.line("Would be deployed:");
            result.changed().forEach(one -> out.line("  " + one));
            return;
        }
        out.line("It works: " + out.style().bold(result.login().get().username()) + " is logged in at "
                + result.login().get().instanceUrl() + ".");
        out.say("");
        out.say("Next: " + (toProfile == null ? out.next(Verb.GET_TOKEN)
                : out.next(Verb.GET_TOKEN, "--profile", toProfile)));
    }
}
