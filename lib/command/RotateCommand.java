package lib.command;

import java.nio.file.Path;
import java.time.Duration;
import lib.app.AppName;
import lib.app.Rotate;
import lib.catalog.Verb;
import lib.cli.Output;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.doctor.WaitTime;
import lib.failure.Failure;
import lib.text.Quoted;
import lib.text.TimeSpan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt rotate}: a new key and certificate without an outage.
 */
@Command(name = "rotate",
        description = {"Replace the key and the app's certificate while logins go on working.",
            "Run it again to go on where it was interrupted. Without an administrator's session it names the one click "
                + "that is left, and waits for it."},
        footer = {"  sfjwt rotate --target-org admin",
            "  sfjwt rotate                      upload the new certificate by hand",
            "  sfjwt rotate --finish             remove the old key",
            "  sfjwt rotate --abort              go back to the old key"})
public final class RotateCommand extends ToolCommand {

    @Mixin
    AdminFlags admin;

    @Option(names = "--name", paramLabel = "NAME", description = "Which app, where its certificate does not tell.")
    String name;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = ConfigSources.DEFAULT_FILE,
            description = "The file whose key is replaced; default ./${DEFAULT-VALUE}.")
    String config;

    @Option(names = "--of-profile", paramLabel = "NAME", description = "Replace the key of this profile of that file.")
    String ofProfile;

    @Option(names = "--overlap", paramLabel = "TIME", defaultValue = "10m", description = "How long logins with the "
            + "new key must have worked before the old one is retired; default ${DEFAULT-VALUE}.")
    String overlap;

    @Option(names = "--finish", description = "Remove the old key, now.")
    boolean finish;

    @Option(names = "--abort", description = "Go back to the old key and its certificate.")
    boolean abort;

    @Option(names = "--wait", paramLabel = "TIME", defaultValue = "30m", description = "How long to try to log in "
            + "with the new key; default ${DEFAULT-VALUE}.")
    String wait;

    @Option(names = {"-y", "--yes"}, description = "Do not ask before changing the app.")
    boolean yes;

    @Override
    protected void run(Output out) {
        if (finish && abort) {
            throw Failure.usage("finish_and_abort", "--finish goes on and --abort goes back", "drop one of them");
        }
        Path file = path(config, "--config");
        var request = new Rotate.Request(
                admin.isGiven(surroundings) ? admin.session(surroundings, surroundings.config(file), out) : null,
                name == null ? null : AppName.of(name), file, ofProfile,
                finish ? Rotate.Mode.FINISH : abort ? Rotate.Mode.ABORT : Rotate.Mode.ROTATE, overlap(),
                admin.way(surroundings, out, WaitTime.parse(wait)), surroundings::shown);
        Rotate.Result result = new Rotate(surroundings.clock()).run(request, new AppProgress(out, surroundings, yes));
        out.answer(result::json, () -> show(out, result));
    }

    private void show(Output out, Rotate.Result result) {
        out.line("The key is " + out.style().bold(surroundings.shown(result.key())) + ".");
        if (result.retired() != null) {
            out.say("");
            out.say("Next: " + out.next(Verb.ROTATE, "--finish") + ", once nothing needs the old key; or "
                    + out.next(Verb.ROTATE, "--abort"));
        }
    }

    private Duration overlap() {
        return TimeSpan.parseWithUnit(overlap).orElseThrow(() -> Failure.usage("bad_overlap",
                "--overlap is " + Quoted.value(overlap) + ", which is not a time",
                "write a number and s, m or h, such as 10m"));
    }
}
