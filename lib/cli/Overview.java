package lib.cli;

import lib.catalog.Verb;
import lib.failure.Failure;
import lib.failure.Fix;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt} alone: what it is, and what to type first. The root command extends it.
 */
public abstract class Overview extends ToolCommand {

    @Option(order = 110, names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;

    @Override
    protected void run(Output out) {
        if (out.isJson()) {
            throw Failure.usage("bad_arguments", "--json alone does not name a command", Fix.of("see: ",
                    Fix.command("--help")));
        }
        Style style = out.style();
        out.line(style.bold("sfjwt") + " sets up and uses Salesforce's JWT bearer login: server to server, no human.");
        out.line("");
        out.line("Start here:");
        command(out, Verb.GENERATE_CERTS, "make a private key, and the certificate for Salesforce");
        command(out, Verb.STEPS, "what to click in Setup, with every value to enter");
        command(out, Verb.SETUP_CONFIG, "write jwt.json: which app, which user, which key");
        out.line("Or all of it at once, as an administrator: " + style.cyan(out.next(Verb.APP, "create")));
        out.line("");
        out.line("Then, every day:");
        command(out, Verb.GET_TOKEN, "an access token (--token-only, --json for scripts)");
        command(out, Verb.DOCTOR, "why a login fails, and what to do next");
        out.line("");
        out.line("See it work first, offline, in ten seconds: " + style.cyan(out.next(Verb.DEMO)));
        out.line("All commands and options:                   "
                + style.cyan(out.voice().command(Fix.command("--help"))));
    }

    private static void command(Output out, Verb verb, String what) {
        String command = out.next(verb);
        out.line("  " + out.style().cyan(command) + " ".repeat(Math.max(2, 24 - command.length())) + what);
    }
}
