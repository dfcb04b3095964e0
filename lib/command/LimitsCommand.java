package lib.command;

import lib.api.Limits;
import lib.api.Session;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code sfjwt limits}: what is left of the org's allowances.
 */
@Command(name = "limits", description = "Show what is left of the org's limits: those that an integration meets first; "
        + "with --json all.",
        footer = {"  sfjwt limits",
            "  sfjwt limits --json | jq .limits.DailyApiRequests.Remaining"})
public final class LimitsCommand extends ToolCommand {

    private static final int LOW = 10;

    @Mixin
    LoginFlags login;

    public LimitsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        var session = new Session(login.request(surroundings, out), surroundings.clock());
        Limits.Result result;
        try (var _ = out.spin("asking the org …")) {
            result = new Limits().run(new Limits.Request(session));
        }
        if (out.isJson()) {
            out.document(result.json());
        } else {
            show(out, result);
        }
        out.warn(result.warnings());
    }

    private static void show(Output out, Limits.Result result) {
        out.line(String.format("%-30s %15s %15s %6s", "limit", "left", "of", "left"));
        for (Limits.Limit limit : result.interesting()) {
            boolean low = limit.max() > 0 && limit.percentLeft() < LOW;
            String percent = String.format("%6s", limit.max() > 0 ? limit.percentLeft() + " %" : "-");
            out.line(String.format("%-30s %,15d %,15d %s", limit.name(), limit.remaining(), limit.max(),
                    low ? out.style().red(percent) : percent));
        }
        out.say("");
        out.say("API version " + result.version().number() + "; " + result.all().size() + " limits in all: --json");
    }
}
