package lib.command;

import java.util.List;
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
    ManyOrgsFlags many;

    @Mixin
    LoginFlags login;

    public LimitsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        if (many.areGiven(login.config(), surroundings)) {
            everyOrg(out);
            return;
        }
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

    private void everyOrg(Output out) {
        ManyOrgsRun<Limits.Result> every = many.loggedIn(login, surroundings, out,
                request -> new Limits().run(new Limits.Request(new Session(request, surroundings.clock()))));
        out.warn(every.distinct(Limits.Result::warnings));
        if (out.isJson()) {
            every.document(out, "limits", Limits.Result::json);
            return;
        }
        every.show(out, (name, result) -> {
            out.line(out.style().bold(name));
            show(out, result);
            out.line("");
        });
    }

    private static void show(Output out, Limits.Result result) {
        List<List<String>> rows = result.interesting().stream().map(limit -> List.of(limit.name(),
                String.format("%,15d", limit.remaining()), String.format("%,15d", limit.max()), percent(limit)))
                .toList();
        out.table(List.of("LIMIT", String.format("%15s", "LEFT"), String.format("%15s", "OF"), ""), rows);
        out.say("");
        out.say("API version " + result.version().number() + "; " + result.all().size() + " limits in all: --json");
    }

    private static String percent(Limits.Limit limit) {
        if (limit.max() <= 0) {
            return "";
        }
        return String.format("%3d %%%s", limit.percentLeft(), limit.percentLeft() < LOW ? "  low" : "");
    }
}
