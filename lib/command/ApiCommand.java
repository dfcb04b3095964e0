package lib.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import lib.api.CallApi;
import lib.api.Session;
import lib.cli.LoginFlags;
import lib.cli.Output;
import lib.cli.Surroundings;
import lib.cli.ToolCommand;
import lib.failure.Failure;
import lib.files.InputFile;
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
            "An error of Salesforce's is one here too."},
        footer = {"  sfjwt api limits",
            "  sfjwt api \"query?q=SELECT Id, Name FROM Account\" --all | jq -r .records[].Name",
            "  sfjwt api sobjects/Account --data @account.json",
            "  sfjwt api -X PATCH sobjects/Account/001… --data - < changes.json",
            "  sfjwt api /services/apexrest/orders"})
public final class ApiCommand extends ToolCommand {

    /** A Bulk API job takes 150 MB, and nothing else takes more. */
    private static final int LARGEST_BODY = 160 * 1024 * 1024;

    @Parameters(paramLabel = "PATH", description = "Begins with a slash, or is below the latest version of the API, "
            + "/services/data/vNN.0/. Blanks and the like are escaped; where there are blanks, %% and + too.")
    String path;

    @Option(names = {"-X", "--method"}, paramLabel = "METHOD", description = "GET, HEAD, POST, PUT, PATCH or DELETE; "
            + "default GET, with --data POST.")
    String method;

    @Option(names = "--data", paramLabel = "@FILE|-", description = "What to send: a file's content, or - for stdin; "
            + "no text, which every user of this machine could read.")
    String data;

    @Option(names = "--content-type", paramLabel = "TYPE", description = "Of the data; default application/json.")
    String contentType = CallApi.Request.DEFAULT_CONTENT_TYPE;

    @Option(names = "--all", description = "Of a query, all pages as one document, a record a line.")
    boolean all;

    @Mixin
    LoginFlags login;

    public ApiCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected void run(Output out) {
        ReuseToken.Request asked = login.request(surroundings, out);
        if (readsStdin() && asked.login().config().key() instanceof KeySource.OnStdin) {
            throw Failure.usage("stdin_twice", "both the key and the data are to come through stdin",
                    "name a file for one of them: --key-file FILE or --data @FILE");
        }
        var session = new Session(asked, surroundings.clock());
        var request = new CallApi.Request(session, method, path, body(), contentType, all);
        CallApi.Result result;
        try (OutputStream stdout = out.data()) {
            result = new CallApi().run(request, stdout);
        } catch (IOException e) {
            return; // Output.finish tells whether that matters
        }
        out.warn(result.warnings());
    }

    private boolean readsStdin() {
        return "-".equals(data) || "@-".equals(data);
    }

    private byte[] body() {
        if (data == null) {
            return null;
        }
        if (readsStdin()) {
            return stdin();
        }
        if (!data.startsWith("@")) {
            throw Failure.usage("data_is_text", "--data takes @FILE or -, not the data itself, which every user of "
                    + "this machine could read",
                    "write it to a file and name it (--data @FILE), or pipe it in (--data -)");
        }
        return InputFile.read(path(data.substring(1), "--data"), "data file", LARGEST_BODY);
    }

    private byte[] stdin() {
        InputStream in = surroundings.in().orElseThrow(() -> Failure.usage("data_on_terminal",
                "--data - reads stdin, which is the terminal here",
                "send the data through a pipe (… | sfjwt api … --data -), or name its file (--data @FILE)"));
        try {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw Failure.file("file_too_large", "stdin holds more than " + LARGEST_BODY / 1024 / 1024 + " MiB",
                        "send it in parts; Salesforce takes no more than 150 MB at once");
            }
            return bytes;
        } catch (IOException e) {
            throw Failure.file("file_unreadable", "stdin cannot be read: " + e.getMessage(),
                    "name a file: --data @FILE").from(e);
        }
    }
}
