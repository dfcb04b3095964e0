package ui;

import jakarta.json.Json;
import lib.cli.Output;
import lib.cli.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt ui} and {@code jbang ui}: the dashboard, until Ctrl-C.
 */
@Command(name = "ui", description = "Open the dashboard: the whole way to a token as a wizard in the browser.",
        footer = {"  sfjwt ui",
            "  sfjwt ui --demo              try everything offline, against the demo org",
            "  sfjwt ui --no-open -p 0      print the address only, on any free port"})
public final class UiCommand extends ToolCommand {

    @Option(names = {"-p", "--port"}, paramLabel = "PORT",
            description = "The port to listen on; default 3131, 0 for any free port.")
    int port = DashboardServer.DEFAULT_PORT;

    @Option(names = "--no-open", description = "Print the address, and open no browser.")
    boolean noOpen;

    @Option(names = "--root", paramLabel = "DIR", defaultValue = ".",
            description = "The only folder whose files it touches; default: the current one.")
    String root;

    @Option(names = "--demo", description = "Start a stand-in for Salesforce too, to try everything offline.")
    boolean demo;

    @Override
    protected void run(Output out) {
        var options = new DashboardServer.Options(port, !noOpen, path(root, "--root"), demo, surroundings.environment(),
                surroundings.clock());
        try (var server = DashboardServer.start(options, out::say)) {
            if (out.isJson()) {
                out.document(Json.createObjectBuilder().add("url", server.url().toString())
                        .add("port", server.port()).build());
            } else {
                out.line("The dashboard is at " + server.url());
                out.say("The address is for you alone: it opens the dashboard without a password. Ctrl-C stops it.");
            }
            out.finish();
            server.serveUntilStopped();
        }
    }
}
