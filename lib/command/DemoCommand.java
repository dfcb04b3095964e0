package lib.command;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import lib.catalog.Verb;
import lib.cli.Output;
import lib.cli.Style;
import lib.cli.ToolCommand;
import lib.demo.DemoOrg;
import lib.demo.DemoUser;
import lib.demo.LoginAddress;
import lib.demo.RunDemo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt demo}: the whole flow on this machine alone, at once or by hand.
 */
@Command(name = "demo", description = "Show the whole way to a token against a stand-in for Salesforce on this "
        + "machine: offline, nothing to set up, nothing left behind.",
        footer = {"  sfjwt demo                   the whole way at once",
            "  sfjwt demo --serve           keep the demo org running, to go the way by hand"})
public final class DemoCommand extends ToolCommand {

    /** Fixed, so that the commands in the README work as they stand. */
    private static final int DEFAULT_PORT = 3132;

    @Option(names = "--serve", description = "Keep the demo org running until Ctrl-C.")
    boolean serve;

    @Option(names = {"-p", "--port"}, paramLabel = "PORT",
            description = "With --serve: the port to listen on; default 3132, 0 for any free port.")
    int port = DEFAULT_PORT;

    @Option(names = "--audience", paramLabel = "WHICH", defaultValue = "own", description = "With --serve: which "
            + "audience it wants: its own address, login, test, or either; default ${DEFAULT-VALUE}.")
    String audience;

    @Option(names = "--app-host", paramLabel = "HOST", description = "With --serve: the only host where its app "
            + "is known, 127.0.0.1 or localhost.")
    Set<String> appHosts = Set.of();

    @Override
    protected void run(Output out) {
        if (serve) {
            serve(out);
            return;
        }
        RunDemo.Result result = new RunDemo(surroundings.clock()).run(new SpinningProgress(out));
        out.answer(result::json, () -> show(out, result));
    }

    private static void show(Output out, RunDemo.Result result) {
        out.line("It works: from nothing to " + out.style().bold(result.userinfo().getString("preferred_username", ""))
                + " logged in, without a password and without a browser.");
        out.say("");
        out.say("Do the same by hand: " + out.next(Verb.DEMO, "--serve"));
        out.say("Do it for real:      " + out.next(Verb.APP, "create") + ", or by hand: " + out.next(Verb.STEPS));
    }

    private void serve(Output out) {
        var address = new LoginAddress(LoginAddress.Audience.named(audience), appHosts);
        try (DemoOrg org = DemoOrg.start(port, surroundings.clock())) {
            org.address(address);
            String url = org.url().toString();
            out.answer(() -> Json.createObjectBuilder().add("url", url).add("consumerKey", DemoOrg.CONSUMER_KEY)
                    .add("username", DemoOrg.USERNAME).add("adminToken", DemoOrg.ADMIN_TOKEN).build(),
                    () -> invite(out, url, address));
            out.finish();
            waitForCtrlC();
        }
    }

    private void invite(Output out, String url, LoginAddress address) {
        Style style = out.style();
        out.line("The demo org is at " + style.bold(url) + ". Ctrl-C stops it and forgets everything.");
        out.line("");
        out.line("Go the way by hand, in another terminal and an empty folder:");
        out.line("");
        out.command("  ", "export SF_ORG_INSTANCE_URL=" + url + " SF_ACCESS_TOKEN='" + DemoOrg.ADMIN_TOKEN + "'");
        out.paragraph("      ",
                "(a session of the demo org's administrator; a real org's is sf's, by --target-org ORG)");
        out.command("  ", out.next(Verb.APP, "create", "--user", DemoOrg.USERNAME));
        out.command("  ", out.next(Verb.GET_TOKEN));
        out.line("");
        out.line("Or part by part, as one would in Setup:");
        out.line("");
        out.command("  ", out.next(Verb.GENERATE_CERTS));
        out.command("  ", "curl --data-binary @certs/server.crt " + url + "/demo/app");
        out.paragraph("      ", "(stands for creating the External Client App and uploading the certificate)");
        List<String> words = new ArrayList<>(List.of("--consumer-key", DemoOrg.CONSUMER_KEY, "--username",
                DemoOrg.USERNAME, "--login-url", url));
        address.audience().given().ifPresent(aud -> words.addAll(List.of("--audience", aud)));
        out.command("  ", out.next(Verb.SETUP_CONFIG, words.toArray()));
        out.line("");
        out.line("Meet a refusal and its fix: the same org has these users too.");
        out.line("");
        for (DemoUser user : DemoUser.values()) {
            if (!user.username().equals(DemoOrg.USERNAME)) {
                out.command("  ", out.next(Verb.GET_TOKEN, "--username", user.username()));
                out.paragraph("      ", user.note());
            }
        }
    }

    /** Ctrl-C ends the process; a hook that woke this thread up would have it clean up while the JVM goes down. */
    private static void waitForCtrlC() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
