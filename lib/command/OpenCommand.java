package lib.command;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import lib.api.OpenOrg;
import lib.api.Session;
import lib.browser.Browser;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt open}: the org in a browser, logged in.
 */
@Command(name = "open",
        description = {"Open the org in the browser, logged in as the user.",
            "The address works once, for a short while."},
        footer = {"  sfjwt open",
            "  sfjwt open --path /lightning/setup/SetupOneHome/home",
            "  sfjwt open --print              the address, for a browser elsewhere; treat it like a password"})
public final class OpenCommand extends ToolCommand {

    @Option(names = "--path", paramLabel = "PATH",
            description = "Where to go in the org, like /lightning/o/Account/list.")
    String path;

    @Option(names = "--print", description = "Print the address instead.")
    boolean print;

    @Option(names = "--sid", description = "Use an address with the whole token in it, for an app without the scope "
            + "web; it works until the session ends.")
    boolean sid;

    @Mixin
    LoginFlags login;

    @Override
    protected void run(Output out) {
        Browser browser = print ? null : Browser.require(surroundings.environment());
        var session = new Session(login.request(surroundings, out), surroundings.clock());
        out.spin("asking the org for an address …");
        OpenOrg result = OpenOrg.of(session, path, sid);
        out.warn(result.warnings());
        if (print) {
            String url = result.url().toString();
            out.mask(List.of(url));
            out.answer(() -> json("url", url, result), () -> out.line(url));
            return;
        }
        out.spin("opening " + result.host() + " in the browser …");
        browser.show(result.url());
        out.answer(() -> json("opened", result.host(), result),
                () -> out.line("opened " + out.style().bold(result.host()) + " in the browser"));
    }

    private static JsonObject json(String field, String value, OpenOrg result) {
        return Json.createObjectBuilder().add(field, value).add("singleUse", result.singleUse()).build();
    }
}
