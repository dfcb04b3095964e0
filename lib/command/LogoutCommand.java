package lib.command;

import java.util.Optional;
import lib.cli.HttpFlags;
import lib.cli.ConfigFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.store.LogOut;
import lib.store.StoreOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt logout}: has Salesforce revoke what is stored, and forgets it.
 */
@Command(name = "logout",
        description = {"Have Salesforce revoke the stored tokens of a login, or all, and delete them.",
            "A token that cannot be revoked is deleted as well, and the exit code says so. Salesforce usually "
                    + "gives all logins of a user with the same app one session: revoking it ends it on other machines "
                    + "too."},
        footer = {"  sfjwt logout                 the tokens of the user and app in ./jwt.json",
            "  sfjwt logout --all"})
public final class LogoutCommand extends ToolCommand {

    @Option(names = "--all", description = "End all stored tokens, of every org and user.")
    boolean all;

    @Mixin
    ConfigFlags config;

    @Mixin
    HttpFlags http;

    @Override
    protected void run(Output out) {
        if (all && config.isGiven()) {
            throw Failure.usage("all_and_one", "--all means every stored token, --config those of one login",
                    "drop one of them");
        }
        if (all) {
            config.refuseWith("--all", true);
        }
        var request = new LogOut.Request(StoreOptions.folder(surroundings.variables()),
                all ? Optional.empty() : Optional.of(config.sources(surroundings, out).resolve()),
                http.options(surroundings, out::detail));
        out.spin("revoking …");
        LogOut.Result result = new LogOut(surroundings.clock()).run(request);
        // several tokens of one login differ in what is not shown
        out.answer(result::json, () -> result.ended().stream().distinct().forEach(ended -> show(out, ended)));
        out.warn(result.warnings());
        if (result.ended().isEmpty()) {
            out.say("No token is stored" + (all ? "." : " for this user and app."));
        }
    }

    private static void show(Output out, LogOut.Ended ended) {
        out.line((ended.revoked() ? "revoked and deleted: " : "had ended, deleted: ")
                + out.style().bold(ended.username()) + " at " + out.style().bold(ended.loginUrl()));
    }
}
