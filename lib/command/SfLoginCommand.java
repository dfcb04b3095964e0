package lib.command;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import lib.api.Session;
import lib.api.SfLogin;
import lib.catalog.Verb;
import lib.cli.AsCalled;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.failure.Text;
import lib.store.ReuseToken;
import lib.text.ShellQuote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt sf-login}: hands the org to the Salesforce CLI.
 */
@Command(name = "sf-login",
        description = {"Log the Salesforce CLI in to the org.",
            "With sf org login jwt where the key is a file that it can read, else with sf org login access-token. "
                + "Ends with sf's exit code."},
        footer = {"  sfjwt sf-login --alias prod --set-default",
            "  sfjwt sf-login --print"})
public final class SfLoginCommand extends ToolCommand {

    @Option(names = "--alias", paramLabel = "NAME", description = "Call the org this in sf.")
    String alias;

    @Option(names = "--set-default", description = "Make it sf's default org.")
    boolean setDefault;

    @Option(names = "--with-token", description = "Log in with a token even when a key file could be used.")
    boolean withToken;

    @Option(names = "--print", description = "Print the command instead of running it; there is no secret in it.")
    boolean print;

    @Mixin
    LoginFlags login;

    @Override
    protected void run(Output out) {
        if (out.isJson() && !print) {
            throw Failure.usage("json_without_print", "--json is for --print: without it, sf itself writes to stdout",
                    "add --print, or leave out --json");
        }
        ReuseToken.Request request = login.request(surroundings, out);
        var session = new Session(request, surroundings.clock());
        var operation = new SfLogin();
        SfLogin.Command command = operation.command(
                new SfLogin.Request(request.login().config(), session, alias, setDefault, withToken));
        if (!print) {
            exitCode = operation.run(command, session, surroundings.folder(), surroundings.environment(),
                    (warnings, secrets) -> {
                        out.warn(warnings);
                        out.mask(secrets);
                    });
            return;
        }
        out.warn(session.warnings());
        out.answer(command::json, () -> out.line(line(command, out)));
    }

    private String line(SfLogin.Command command, Output out) {
        String variables = command.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + ShellQuote.sh(variable.getValue()) + " ")
                .collect(Collectors.joining());
        String words = command.words().stream().map(ShellQuote::sh).collect(Collectors.joining(" "));
        // exec puts the token where sf looks for it
        return variables + (command.withToken() ? out.voice().command(exec()) + " " : "") + words;
    }

    /** What this command was told about the login, for exec. */
    private Text.Command exec() {
        return new Text.Command(Verb.EXEC.word(), Stream.concat(
                spec.commandLine().getParseResult().matchedOptions().stream()
                        .filter(option -> spec.mixins().get("login").findOption(option.longestName()) != null)
                        .flatMap(option -> AsCalled.words(option).stream()), Stream.of("--")).toList());
    }
}
