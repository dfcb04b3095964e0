package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import lib.catalog.Verb;
import lib.cli.HttpFlags;
import lib.cli.OrgFlags;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.ToolCommand;
import lib.config.JwtJson;
import lib.config.OrgSettings;
import lib.config.RemoveProfile;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.failure.Text;
import lib.keys.KeySource;
import lib.token.LoginCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt setup-config}: writes jwt.json, asking at a terminal for what is missing.
 */
@Command(name = "setup-config", description = "Write jwt.json: which app, which user, which key, which org.",
        footer = {"  sfjwt setup-config                          asks for what it needs",
            "  sfjwt setup-config --consumer-key 3MVG9… --username ci@acme.example \\",
            "        --login-url https://acme.my.salesforce.com",
            "  sfjwt setup-config --force --consumer-key 3MVG9…    changes that, and keeps the rest",
            "  sfjwt setup-config --profile prod --username …      one org of several, beside the others",
            "  sfjwt setup-config --remove-profile prod",
            "  sfjwt setup-config --sandbox --username ci@acme.example.dev --consumer-key 3MVG9…"})
public final class SetupConfigCommand extends ToolCommand {

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", defaultValue = "./jwt.json",
            description = "The file to write; default ${DEFAULT-VALUE}.")
    String output;

    @Mixin
    OrgFlags org;

    @Option(names = "--force", description = "Change an existing file. Values that you do not give stay as they "
            + "are, and the old file is kept as a dated backup.")
    boolean force;

    @Option(names = "--remove-profile", paramLabel = "NAME", description = "Remove a profile from the file, and do "
            + "nothing else; the old file is kept as a dated backup.")
    String removed;

    @Option(names = "--login-check", description = "Log in once with it, and write the audience that works.")
    boolean loginCheck;

    @Mixin
    PassphraseFlags passphrase;

    @Mixin
    HttpFlags http;

    @Override
    protected void run(Output out) {
        Path file = path(output, "--output");
        if (removed != null) {
            remove(file, out);
            return;
        }
        String profile = org.profileToWrite(surroundings);
        SetupConfig.refuseIfTaken(file, force || profile != null);
        var request = new SetupConfig.Request(file, profile, settings(file, profile, out), force,
                passphrase.from(surroundings, out));
        LoginCheck.Result checked = loginCheck
                ? new LoginCheck(surroundings.clock()).run(new LoginCheck.Request(request,
                        http.options(surroundings, out::detail)))
                : new LoginCheck.Result(new SetupConfig().run(request), null, null);
        if (!out.isJson()) {
            show(out, checked.config(), profile);
        } else if (checked.failure() == null) {
            out.document(json(checked));
        }
        out.warn(checked.config().warnings());
        if (checked.failure() != null) {
            throw checked.failure();
        }
        if (checked.login() != null && !out.isJson()) {
            out.line("login works: " + checked.login().answer().instanceUrl() + ", audience "
                    + checked.login().audience());
        }
        sayNext(out, profile);
    }

    /** What options and environment say, completed by the file that is there and by the person. */
    private OrgSettings settings(Path file, String profile, Output out) {
        OrgSettings said = org.settings(surroundings).over(environment());
        OrgSettings old = JwtJson.saidIn(file, profile);
        OrgSettings top = profile == null ? OrgSettings.NONE : JwtJson.saidIn(file, null);
        // another app is another org's, as far as one can tell
        OrgSettings inherited = said.consumerKey() == null ? top
                : top.withLoginUrl(null).withSandbox(null).withAudience(null);
        OrgSettings known = said.over(old);
        if (surroundings.terminal().questions().isPresent() && !out.isJson()) {
            // options change what they name, and the rest stays
            var questions = new ConfigQuestions(surroundings.terminal().questions().get(), out, surroundings);
            known = questions.complete(said.equals(OrgSettings.NONE) ? said : known, old, inherited);
        }
        return known.over(inherited).over(defaultKey());
    }

    private void show(Output out, SetupConfig.Result result, String profile) {
        out.line(surroundings.shown(result.path()) + " written" + (profile == null ? "" : ": profile " + profile));
        result.backups().forEach(backup -> out.line("backup " + surroundings.shown(backup)));
        if (!result.kept().isEmpty()) {
            out.line("kept from the old file: " + String.join(", ", result.kept()));
        }
    }

    /** With {@code "login": {"instanceUrl", "audience"}} after a login. */
    private static JsonObject json(LoginCheck.Result checked) {
        return checked.login() == null ? checked.config().json() : Json.createObjectBuilder(checked.config().json())
                .add("login", Json.createObjectBuilder()
                        .add("instanceUrl", checked.login().answer().instanceUrl().toString())
                        .add("audience", checked.login().audience())).build();
    }

    /** Not the key in SFJWT_PRIVATE_KEY: a jwt.json names a file. */
    private OrgSettings environment() {
        OrgSettings all = surroundings.variables().settings();
        return all.key() != null && all.key().value() instanceof KeySource.InVariable ? all.withKey(null) : all;
    }

    private OrgSettings defaultKey() {
        Path file = surroundings.folder().resolve(Text.KEY);
        return OrgSettings.NONE.withKey(new Setting<>(new KeySource.InFile(file), "--key-file"));
    }

    private void remove(Path file, Output out) {
        RemoveProfile.Result result = new RemoveProfile().run(new RemoveProfile.Request(file, removed));
        out.answer(result::json, () -> {
            out.line("profile " + removed + " removed from " + surroundings.shown(file));
            result.backups().forEach(backup -> out.line("backup " + surroundings.shown(backup)));
        });
    }

    private void sayNext(Output out, String profile) {
        out.say("");
        out.say("Next: " + (profile == null ? out.next(Verb.GET_TOKEN)
                : out.next(Verb.GET_TOKEN, "--profile", profile)));
    }
}
