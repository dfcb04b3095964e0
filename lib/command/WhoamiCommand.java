package lib.command;

import java.util.List;
import lib.api.Session;
import lib.api.WhoAmI;
import lib.cli.Ago;
import lib.cli.Output;
import lib.text.Untrusted;
import picocli.CommandLine.Command;

/**
 * {@code sfjwt whoami}: which user, in which org, a token stands for.
 */
@Command(name = "whoami", description = "Ask the org who is logged in: user, org, address, scopes.",
        footer = {"  sfjwt whoami",
            "  sfjwt whoami --all          every org of jwt.json",
            "  sfjwt whoami --json | jq -r .organization_id"})
public final class WhoamiCommand extends OrgQuestion<WhoAmI> {

    @Override
    WhoAmI ask(Session session) {
        return WhoAmI.of(session);
    }

    @Override
    void showEach(Output out, ManyOrgsRun<WhoAmI> every) {
        out.table(List.of("ORG", "USERNAME", "ORG ID", "INSTANCE"), every.ends().stream()
                .filter(end -> !end.failed()).map(end -> row(end.name(), end.result())).toList());
        every.show(out, (_, _) -> { });
    }

    private static List<String> row(String name, WhoAmI result) {
        return List.of(name, Untrusted.line(result.username()), Untrusted.line(result.orgId()), result.instanceUrl());
    }

    @Override
    void show(Output out, WhoAmI result) {
        field(out, "username", result.username());
        field(out, "name", result.userinfo().getString("name", ""));
        field(out, "user id", result.userinfo().getString("user_id", ""));
        field(out, "org id", result.orgId());
        field(out, "instance", result.instanceUrl());
        field(out, "scopes", result.scope());
        field(out, "token", result.age().map(age -> "stored " + Ago.of(age)).orElse("from a new login"));
    }

    private static void field(Output out, String label, String value) {
        if (!value.isEmpty()) {
            out.line(String.format("%-10s%s", label, out.style().bold(Untrusted.line(value))));
        }
    }
}
