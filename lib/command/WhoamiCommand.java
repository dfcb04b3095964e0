package lib.command;

import java.util.List;
import lib.api.Session;
import lib.api.WhoAmI;
import lib.cli.Ago;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import lib.text.Untrusted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code sfjwt whoami}: which user, in which org, a token stands for.
 */
@Command(name = "whoami", description = "Ask the org who is logged in: user, org, address, scopes.",
        footer = {"  sfjwt whoami",
            "  sfjwt whoami --all          every org of jwt.json",
            "  sfjwt whoami --json | jq -r .organization_id"})
public final class WhoamiCommand extends ToolCommand {

    @Mixin
    ManyOrgsFlags many;

    @Mixin
    LoginFlags login;

    public WhoamiCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        if (many.areGiven(login.config(), surroundings)) {
            everyOrg(out);
            return;
        }
        var session = new Session(login.request(surroundings, out), surroundings.clock());
        WhoAmI.Result result;
        try (var _ = out.spin("asking the org …")) {
            result = new WhoAmI().run(new WhoAmI.Request(session));
        }
        if (out.isJson()) {
            out.document(result.json());
        } else {
            show(out, result);
        }
        out.warn(result.warnings());
    }

    private void everyOrg(Output out) {
        ManyOrgsRun<WhoAmI.Result> every = many.loggedIn(login, surroundings, out,
                request -> new WhoAmI().run(new WhoAmI.Request(new Session(request, surroundings.clock()))));
        out.warn(every.distinct(WhoAmI.Result::warnings));
        if (out.isJson()) {
            every.document(out, "whoami", WhoAmI.Result::json);
        } else {
            out.table(List.of("ORG", "USERNAME", "ORG ID", "INSTANCE"), every.ends().stream()
                    .filter(end -> !end.failed()).map(end -> row(end.name(), end.result())).toList());
            every.show(out, (_, _) -> { });
        }
    }

    private static List<String> row(String name, WhoAmI.Result result) {
        return List.of(name, Untrusted.line(result.username()), Untrusted.line(result.orgId()), result.instanceUrl());
    }

    private static void show(Output out, WhoAmI.Result result) {
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
