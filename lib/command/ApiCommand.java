package lib.command;

import java.io.IOException;
import java.io.OutputStream;
import lib.api.CallApi;
import lib.api.Session;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.keys.KeySource;
import lib.store.ReuseToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sfjwt api}: any call to the REST API.
 */
@Command(name = "api",
        description = {"Call the org's REST API, and print the answer as it comes.",
            "When Salesforce answers with an error, the exit code is 4 and a fix is printed."},
        footer = {"  sfjwt api limits",
            "  sfjwt api \"query?q=SELECT Id, Name FROM Account\" --all | jq -r .records[].Name",
            "  sfjwt api sobjects/Account --field Name=Acme --field NumberOfEmployees:=12",
            "  sfjwt api sobjects/Account --data @account.json",
            "  sfjwt api -X PATCH sobjects/Account/001… --data - < changes.json",
            "  sfjwt api /services/apexrest/orders"})
public final class ApiCommand extends ToolCommand {

    @Parameters(paramLabel = "PATH", description = "A path of the org. It begins with a slash, or is relative to the "
            + "latest version of the API, /services/data/vNN.0/. Blanks are escaped; where there are blanks, %% and + "
            + "too.")
    String path;

    @Option(names = {"-X", "--method"}, paramLabel = "METHOD", description = "GET, HEAD, POST, PUT, PATCH or DELETE; "
            + "default GET, with --data and --field POST.")
    String method;

    @Mixin
    ApiBodyFlags body;

    @Option(names = "--all", description = "Fetch every page of a query; print one JSON document, one record per line.")
    boolean all;

    @Mixin
    LoginFlags login;

    @Override
    protected void run(Output out) {
        ReuseToken.Request asked = login.request(surroundings, out);
        if (body.readsStdin() && asked.login().config().key() instanceof KeySource.Piped key && key.isStdin()) {
            throw Failure.usage("stdin_twice", "both the key and the data are to come through stdin",
                    "name a file for one of them: --key-file FILE or --data @FILE");
        }
        var session = new Session(asked, surroundings.clock());
        var request = new CallApi.Request(session, method, path, body.bytes(surroundings), body.contentType, all);
        CallApi.Result result;
        try (OutputStream stdout = out.data()) {
            result = new CallApi().run(request, stdout);
        } catch (IOException e) {
            return; // Output.finish tells whether that matters
        }
        out.warn(result.warnings());
    }
}
