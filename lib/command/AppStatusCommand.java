package lib.command;

import java.nio.file.Path;
import lib.admin.AdminSession;
import lib.app.AppName;
import lib.app.AppStatus;
import lib.cli.Output;
import lib.cli.Style;
import lib.cli.ToolCommand;
import lib.config.ConfigSources;
import lib.config.JwtJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code sfjwt app status}: the app as the org has it, compared with what is here.
 */
@Command(name = "status",
        description = "Show the app as the org has it: on or off, scopes, policy, permission sets, certificate; and "
            + "compare it with jwt.json. Exits with 6 where something differs.",
        footer = {"  sfjwt app status --target-org admin",
            "  sfjwt app status --name \"CI login\" --profile admin --json"})
public final class AppStatusCommand extends ToolCommand {

    @Option(names = "--name", paramLabel = "NAME", description = "Which app; not needed where sfjwt made only one, "
            + "or jwt.json logs in with it.")
    String name;

    @Mixin
    AdminFlags admin;

    @Option(names = {"-c", "--config"}, paramLabel = "FILE", defaultValue = ConfigSources.DEFAULT_FILE,
            description = "The file to compare with; default ./${DEFAULT-VALUE}.")
    String config;

    @Option(names = "--of-profile", paramLabel = "NAME", description = "Compare with this profile of that file.")
    String ofProfile;

    @Override
    protected void run(Output out) {
        Path file = path(config, "--config");
        if (!config.equals(ConfigSources.DEFAULT_FILE) || ofProfile != null) {
            JwtJson.read(file); // one that was asked for has to be there
        }
        out.spin("looking at the org …");
        AdminSession session = admin.session(surroundings, surroundings.config(file), out);
        AppStatus.Result result = new AppStatus().run(new AppStatus.Request(session,
                name == null ? null : AppName.of(name), file, ofProfile, surroundings::shown,
                admin.passphrase.from(surroundings, out)));
        if (!out.isJson()) {
            show(out, result);
        }
        result.failure().ifPresent(failure -> {
            throw failure;
        });
        if (out.isJson()) {
            out.document(result.json());
        }
    }

    private static void show(Output out, AppStatus.Result result) {
        Style style = out.style();
        out.line(style.bold(result.app().label()) + " (" + result.app().name() + ") in " + result.org().name() + ", "
                + result.org().kind().words() + ", " + result.org().loginUrl());
        int width = result.lines().stream().mapToInt(line -> line.id().length()).max().orElse(0);
        for (AppStatus.Line line : result.lines()) {
            String mark = switch (line.state()) {
                case RIGHT -> "ok      ";
                case WRONG -> "differs ";
                case UNKNOWN -> "unknown ";
            };
            out.paragraph(mark + " " + String.format("%-" + width + "s", line.id()) + "  ", line.text());
        }
    }
}
