package lib.command;

import lib.api.Session;
import lib.api.WhoAmI;
import lib.cli.Ago;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code sfjwt whoami}: which user, in which org, a token stands for.
 */
@Command(name = "whoami", description = "Ask the org who is logged in: user, org, address, scopes.",
        footer = {"  sfjwt whoami",
            "  sfjwt whoami --json | jq -r .organization_id"})
public final class WhoamiCommand extends ToolCommand {

    @Mixin
    LoginFlags login;

    public WhoamiCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
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

    private static void show(Output out, WhoAmI.Result result) {
        field(out, "username", result.username());
        field(out, "name", result.userinfo().getString("name", ""));
        field(out, "user id", result.userinfo().getString("user_id", ""));
        field(out, "org id", result.userinfo().getString("organization_id", ""));
        field(out, "instance", result.instanceUrl());
        field(out, "scopes", result.scope());
        field(out, "token", result.age().map(age -> "stored " + Ago.of(age)).orElse("from a new login"));
    }

    private static void field(Output out, String label, String value) {
        if (!value.isEmpty()) {
            out.line(String.format("%-10s%s", label, out.style().bold(value)));
        }
    }
}
