package lib.command;

import lib.cli.HelpText;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.failure.Fix;
import picocli.CommandLine.Command;

/**
 * {@code sfjwt app}: the External Client App without a click, in three commands.
 */
@Command(name = "app", description = "Create the External Client App without opening Setup, write it as files, or "
        + "compare it with the org.",
        footer = {"  sfjwt app create --name \"CI login\" --user ci@acme.example --target-org admin",
            "  sfjwt app status --target-org admin",
            "  sfjwt app files ci-app --email ops@acme.example"})
public final class AppCommand extends ToolCommand {

    @Override
    protected void run(Output out) {
        if (out.isJson()) {
            throw Failure.usage("bad_arguments", "app alone does nothing", Fix.of("see: ", Fix.command("app",
                    "--help")));
        }
        HelpText.show(spec, out);
    }
}
