package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import lib.cli.HttpFlags;
import lib.cli.OrgFlags;
import lib.cli.Output;
import lib.cli.PassphraseFlags;
import lib.cli.Surroundings;
import lib.cli.Terminal;
import lib.cli.ToolCommand;
import lib.config.Environment;
import lib.config.LoginUrl;
import lib.config.OrgConfig;
import lib.config.OrgSettings;
import lib.config.Setting;
import lib.config.SetupConfig;
import lib.failure.Failure;
import lib.files.InputFile;
import lib.files.SecretFiles;
import lib.keys.KeySource;
import lib.keys.PrivateKeys;
import lib.text.ShellQuote;
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
            "  sfjwt setup-config --profile prod --username …      one org of several, beside the others",
            "  sfjwt setup-config --sandbox --username ci@acme.example.dev --consumer-key 3MVG9…"})
public final class SetupConfigCommand extends ToolCommand {

    @Option(names = {"-o", "--output"}, paramLabel = "FILE", defaultValue = "./jwt.json",
            description = "The file to write; default ${DEFAULT-VALUE}.")
    String output;

    @Mixin
    OrgFlags org;

    @Option(names = "--force", description = "Replace an existing file; it is kept as a dated backup, and fields in it "
            + "that sfjwt does not know are kept too.")
    boolean force;

    @Option(names = "--login-check", description = "Log in once with it, and write the audience that works.")
    boolean loginCheck;

    @Mixin
    PassphraseFlags passphrase;

    @Mixin
    HttpFlags http;

    public SetupConfigCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        Path file = path(output, "--output");
        String profile = org.profileToWrite(surroundings);
        SecretFiles.refuseIfTaken(file, force || profile != null);
        OrgSettings known = org.settings(surroundings).over(environment()).over(defaultKey());
        OrgSettings settings = surroundings.terminal().questions().isPresent() && !out.isJson()
                ? ask(surroundings.terminal().questions().get(), out, known) : known;
        var request = new SetupConfig.Request(file, profile, settings, force, passphrase.from(surroundings));
        LoginCheck.Result checked = loginCheck
                ? new LoginCheck(surroundings.clock()).run(new LoginCheck.Request(request,
                        http.options(surroundings, out::detail)))
                : new LoginCheck.Result(new SetupConfig().run(request), null, null);
        SetupConfig.Result result = checked.config();
        if (out.isJson() && checked.failure() == null) {
            out.document(json(checked));
        } else if (!out.isJson()) {
            out.line(surroundings.shown(result.path()) + " written" + (profile == null ? "" : ": profile " + profile));
            result.backups().forEach(backup -> out.line("backup " + surroundings.shown(backup)));
            if (!result.kept().isEmpty()) {
                out.line("kept from the old file: " + String.join(", ", result.kept()));
            }
        }
        out.warn(result.warnings());
        if (checked.failure() != null) {
            throw checked.failure();
        }
        if (checked.login() != null) {
            out.line("login works: " + checked.login().answer().instanceUrl() + ", audience "
                    + checked.login().audience());
        }
        sayNext(out, result.path(), profile);
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
        OrgSettings all = new Environment(surroundings.environment(), surroundings.folder()).settings();
        boolean inVariable = all.key() != null && all.key().value() instanceof KeySource.InVariable;
        Setting<KeySource> key = inVariable ? null : all.key();
        return all.withKey(key);
    }

    private OrgSettings defaultKey() {
        Path file = surroundings.folder().resolve(SetupConfig.DEFAULT_KEY_FILE);
        var key = new Setting<KeySource>(new KeySource.InFile(file), "--key-file");
        return OrgSettings.NONE.withKey(key);
    }

    private OrgSettings ask(Terminal.Questions questions, Output out, OrgSettings known) {
        boolean nothingSaid = known.consumerKey() == null || known.username() == null;
        boolean orgSaid = known.loginUrl() != null || known.sandbox() != null || !nothingSaid;
        Setting<String> loginUrl = orgSaid ? known.loginUrl() : askForOrg(questions, out);
        Setting<String> consumerKey = known.consumerKey() != null ? known.consumerKey()
                : ask(questions, out, "Consumer Key: ", "the Consumer Key", OrgConfig::consumerKey);
        Setting<String> username = known.username() != null ? known.username()
                : ask(questions, out, "Username (like ci@acme.example): ", "the username", OrgConfig::username);
        Setting<KeySource> key = known.key();
        if (key.value() instanceof KeySource.InFile(Path path, var _) && !Files.exists(path)) {
            out.say("There is no key at " + surroundings.shown(path) + ".");
            Setting<String> typed = ask(questions, out, "Private key file: ", "the key file",
                    answer -> InputFile.read(path(answer.value(), "the key file"), "private key",
                            PrivateKeys.LARGEST));
            key = new Setting<>(new KeySource.InFile(path(typed.value(), "the key file")), "the key file");
        }
        return known.withConsumerKey(consumerKey).withUsername(username).withKey(key)
                .withLoginUrl(loginUrl == null || loginUrl.value().isEmpty() ? null : loginUrl);
    }

    private static Setting<String> askForOrg(Terminal.Questions questions, Output out) {
        out.say("Your org's own address comes first: an External Client App may be known nowhere else.");
        out.say("Setup > My Domain shows it; what the browser shows while you are in the org will do as well.");
        return ask(questions, out, "My Domain (like acme.my.salesforce.com; empty for login.salesforce.com): ",
                "the login URL", SetupConfigCommand::emptyOrLoginUrl);
    }

    private static void emptyOrLoginUrl(Setting<String> answer) {
        if (!answer.value().isEmpty()) {
            LoginUrl.parse(answer);
        }
    }

    /** Asks until the answer passes the check. */
    private static Setting<String> ask(Terminal.Questions questions, Output out, String question, String name,
            Consumer<Setting<String>> check) {
        while (true) {
            String answer = questions.ask(question);
            if (answer == null) {
                throw Failure.usage("no_answer", name + " was not given",
                        "run the command again, or give it as an option");
            }
            var setting = new Setting<>(answer, name);
            try {
                check.accept(setting);
                return setting;
            } catch (Failure e) {
                out.say(e.getMessage());
                out.say("  " + e.fix());
            }
        }
    }

    private void sayNext(Output out, Path file, String profile) {
        String config = ShellQuote.sh(surroundings.shown(file));
        out.say("");
        out.say("Next: sfjwt get-token" + (config.equals("jwt.json") ? "" : " -c " + config)
                + (profile == null ? "" : " --profile " + profile));
    }
}
