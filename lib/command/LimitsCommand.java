package lib.command;

import java.util.List;
import lib.api.Limits;
import lib.api.Session;
import lib.cli.Output;
import picocli.CommandLine.Command;

/**
 * {@code sfjwt limits}: what is left of the org's allowances.
 */
@Command(name = "limits", description = "Show what is left of the limits that an integration meets first; with "
        + "--json, of all of them.",
        footer = {"  sfjwt limits",
            "  sfjwt limits --json | jq .limits.DailyApiRequests.Remaining"})
public final class LimitsCommand extends OrgQuestion<Limits> {

    private static final int LOW = 10;

    @Override
    Limits ask(Session session) {
        return Limits.of(session);
    }

    @Override
    void showEach(Output out, ManyOrgsRun<Limits> every) {
        every.show(out, (name, result) -> {
            out.line(out.style().bold(name));
            show(out, result);
            out.line("");
        });
    }

    @Override
    void show(Output out, Limits result) {
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
